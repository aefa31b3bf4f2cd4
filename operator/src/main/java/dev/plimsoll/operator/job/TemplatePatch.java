package dev.plimsoll.operator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Merges a user's pod template over the standard one, as a JSON merge patch (RFC 7386) with one difference: in lists
 * whose elements have names, elements of the same name are merged and others are added. So a template with a sidecar
 * keeps the runner, and one with a volume keeps the token's.
 */
final class TemplatePatch {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private TemplatePatch() {}

    /**
     * The standard template with the user's over it.
     *
     * @throws InvalidTemplateException when the user's is no part of a pod template
     */
    static PodTemplateSpec apply(PodTemplateSpec standard, JsonNode template) {
        var merged = merge(JSON.convertValue(standard, JsonNode.class), template);
        try {
            return JSON.convertValue(merged, PodTemplateSpec.class);
        } catch (IllegalArgumentException e) {
            throw InvalidTemplateException.from(e);
        }
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (patch instanceof ObjectNode changes && target instanceof ObjectNode object) {
            return mergeObjects(object, changes);
        }
        if (patch instanceof ArrayNode changes
                && target instanceof ArrayNode list
                && isNamed(changes)
                && isNamed(list)) {
            return mergeNamed(list, changes);
        }
        return patch.deepCopy();
    }

    private static ObjectNode mergeObjects(ObjectNode target, ObjectNode patch) {
        var merged = target.deepCopy();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }

    private static ArrayNode mergeNamed(ArrayNode target, ArrayNode patch) {
        var merged = target.deepCopy();
        for (var element : patch) {
            var known = indexOf(element.path("name").asText(), merged);
            if (known.isPresent()) {
                merged.set(known.get(), merge(merged.get(known.get()), element));
            } else {
                merged.add(element.deepCopy());
            }
        }
        return merged;
    }

    private static Optional<Integer> indexOf(String name, ArrayNode list) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("name").asText().equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(ArrayNode list) {
        return !list.isEmpty()
                && StreamSupport.stream(list.spliterator(), false)
                        .allMatch(element -> element.path("name").isTextual());
    }
}
