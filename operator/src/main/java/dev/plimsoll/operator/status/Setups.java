package dev.plimsoll.operator.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.SetupStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What two runs must have in common, and what they do not. */
public final class Setups {
    /** Of an image or a node that nobody could look at. */
    public static final String UNKNOWN = "unknown";

    /** Parts of a spec that say what is measured; budgets, abort rules and runners do not. */
    private static final List<String> PARTS = List.of("target", "comparison", "load", "phases", "scenarios", "data");

    private static final int DIGEST_BYTES = 8;
    private static final TypeReference<TreeMap<String, Object>> FIELDS = new TypeReference<>() {};
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Setups() {}

    /**
     * The setup of a run.
     *
     * @param spec its frozen spec
     * @param image of its runners; null when nobody knows
     * @param nodeTypes of the nodes on which they ran; empty when nobody knows
     */
    public static SetupStatus of(LoadTestSpec spec, @Nullable String image, Collection<String> nodeTypes) {
        return new SetupStatus(
                digest(parts(spec)),
                spec.runners().count(),
                Objects.requireNonNullElse(image, UNKNOWN),
                nodeTypes.isEmpty() ? UNKNOWN : String.join(", ", new TreeSet<>(nodeTypes)));
    }

    /** A run as far as others are held against it. */
    public record Of(@Nullable LoadTestSpec spec, SetupStatus setup) {}

    /** Why a run cannot be held against an earlier one: {@code had 2 runners, this run has 4}; empty when it can. */
    public static Optional<String> difference(Of earlier, Of now) {
        var differences = new ArrayList<String>();
        if (!earlier.setup.spec().equals(now.setup.spec())) {
            differences.add("differs from this run in " + differentParts(earlier.spec, now.spec));
        }
        if (!earlier.setup.runners().equals(now.setup.runners())) {
            differences.add("has %d runner%s, this run has %d"
                    .formatted(earlier.setup.runners(), earlier.setup.runners() == 1 ? "" : "s", now.setup.runners()));
        }
        if (!earlier.setup.runnerImage().equals(now.setup.runnerImage())) {
            differences.add("has the runner image %s, this run has %s"
                    .formatted(earlier.setup.runnerImage(), now.setup.runnerImage()));
        }
        if (!earlier.setup.nodeType().equals(now.setup.nodeType())) {
            differences.add("has runners on nodes of the type %s, this run on %s"
                    .formatted(earlier.setup.nodeType(), now.setup.nodeType()));
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", differences));
    }

    /** A version of the operator that knows other defaults may have written the one and not the other. */
    private static String differentParts(@Nullable LoadTestSpec earlier, @Nullable LoadTestSpec now) {
        if (earlier == null || now == null) {
            return "its spec";
        }
        var before = parts(earlier);
        var after = parts(now);
        var different = PARTS.stream()
                .filter(part -> !Objects.equals(before.get(part), after.get(part)))
                .toList();
        return different.isEmpty() ? "how its spec was read" : String.join(", ", different);
    }

    private static Map<String, Object> parts(LoadTestSpec spec) {
        Map<String, Object> parts = JSON.convertValue(spec, FIELDS);
        parts.keySet().retainAll(PARTS);
        if (parts.get("phases") instanceof List<?> phases) {
            phases.forEach(phase -> ((Map<?, ?>) phase).remove("budgets"));
        }
        return parts;
    }

    private static String digest(Map<String, Object> parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(parts));
            return HexFormat.of().formatHex(sha, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("every JVM has SHA-256, and a spec came from JSON", e);
        }
    }
}
