package dev.plimsoll.operator.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.api.v1alpha1.Verdict;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notices that tests send. */
final class Notices {
    static final Instant NOW = Instant.parse("2026-11-29T02:06:12Z");

    private Notices() {}

    static Notice of(Verdict verdict) {
        return new Notice(
                "id-1",
                "shop",
                "checkout",
                "checkout-2",
                verdict,
                Verdict.Pass,
                "ObjectiveMissed",
                "p95 of 412ms is above <= 300ms (slo)",
                "http://checkout",
                "640ms",
                "498/s",
                NOW);
    }

    static Notice read(String yaml) {
        var tree = new KubernetesSerialization().unmarshal(yaml, JsonNode.class);
        return new Notice(
                text(tree, "id"),
                text(tree, "namespace"),
                text(tree, "loadTest"),
                text(tree, "run"),
                Verdict.valueOf(text(tree, "verdict")),
                Optional.ofNullable(optional(tree, "before"))
                        .map(Verdict::valueOf)
                        .orElse(null),
                text(tree, "reason"),
                text(tree, "message"),
                optional(tree, "target"),
                optional(tree, "p99"),
                optional(tree, "rate"),
                Instant.parse(text(tree, "time")));
    }

    private static String text(JsonNode tree, String field) {
        return tree.required(field).textValue();
    }

    private static @Nullable String optional(JsonNode tree, String field) {
        return tree.path(field).textValue();
    }
}
