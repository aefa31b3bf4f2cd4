package dev.plimsoll.operator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads resources from YAML as an API server hands them out: with the defaults of the committed CRDs filled in. */
public final class Resources {
    private static final Path CRDS = Path.of("..", "crds", "yaml");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private Resources() {}

    public static LoadTest loadTest(String yaml) {
        return read(yaml, LoadTest.class);
    }

    public static LoadTestRun loadTestRun(String yaml) {
        return read(yaml, LoadTestRun.class);
    }

    public static PerformanceBudget budget(String yaml) {
        return read(yaml, PerformanceBudget.class);
    }

    /** The resource that the YAML is, defaults filled in. */
    public static <T extends HasMetadata> T read(String yaml, Class<T> type) {
        var tree = YAML.unmarshal(yaml, JsonNode.class);
        fill(tree, schema(HasMetadata.getPlural(type)));
        return YAML.convertValue(tree, type);
    }

    private static JsonNode schema(String plural) {
        try {
            var crd = Files.readString(CRDS.resolve(plural + ".plimsoll.dev-v1.yml"));
            return YAML.unmarshal(crd, JsonNode.class).at("/spec/versions/0/schema/openAPIV3Schema");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                var fallback = property.getValue().get("default");
                if (fallback != null && !object.has(property.getKey())) {
                    object.set(property.getKey(), fallback.deepCopy());
                }
                fill(object.path(property.getKey()), property.getValue());
            });
            if (schema.path("additionalProperties").isObject()) {
                object.forEach(entry -> fill(entry, schema.path("additionalProperties")));
            }
        }
        value.forEach(element -> fill(element, schema.path("items")));
    }
}
