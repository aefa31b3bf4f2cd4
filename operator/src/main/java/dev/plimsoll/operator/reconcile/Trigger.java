package dev.plimsoll.operator.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What makes a run of a LoadTest: its spec and its run annotation. The same cause has the same digest, and runs once.
 */
final class Trigger {
    private static final int LENGTH = 32;
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Trigger() {}

    static String of(LoadTest test) {
        var annotation = Optional.ofNullable(test.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.RUN_ANNOTATION))
                .orElse("");
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(CANONICAL.writeValueAsBytes(CANONICAL.convertValue(test.getSpec(), Map.class)));
            digest.update(annotation.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a spec that was read from JSON can be written as JSON", e);
        }
    }
}
