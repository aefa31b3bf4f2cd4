package dev.plimsoll.operator.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.operator.gate.DeploymentView.Revision;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/**
 * Changes of a Deployment, each in one piece: JSON patches (RFC 6902) that change nothing when somebody was faster.
 * They touch what a rollout's manifest seldom says, so that whoever applies it again does not undo them.
 */
public final class DeploymentPatches {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELD = "/metadata/annotations/" + Api.HELD_ANNOTATION.replace("/", "~1");

    private DeploymentPatches() {}

    /** Pauses it until the run has its verdict. */
    public static String hold(Deployment now, String run) {
        var patch = unchanged(now);
        if (now.getMetadata().getAnnotations() == null) {
            add(patch, "add", "/metadata/annotations", JSON.createObjectNode());
        }
        add(patch, "add", HELD, text(run));
        add(patch, "add", "/spec/paused", JsonNodeFactory.instance.booleanNode(true));
        return patch.toString();
    }

    /** Lets it go on. */
    public static String resume(Deployment now) {
        return released(now).toString();
    }

    /** Lets it go back to an earlier revision, as {@code kubectl rollout undo} does. */
    public static String undo(Deployment now, Revision to) {
        var patch = released(now);
        add(patch, "replace", "/spec/template", JSON.valueToTree(to.template()));
        return patch.toString();
    }

    private static ArrayNode released(Deployment now) {
        var patch = unchanged(now);
        add(patch, "add", "/spec/paused", JsonNodeFactory.instance.booleanNode(false));
        var annotations = now.getMetadata().getAnnotations();
        if (annotations != null && annotations.containsKey(Api.HELD_ANNOTATION)) {
            patch.addObject().put("op", "remove").put("path", HELD);
        }
        return patch;
    }

    private static ArrayNode unchanged(Deployment now) {
        var patch = JSON.createArrayNode();
        add(patch, "test", "/metadata/resourceVersion", text(now.getMetadata().getResourceVersion()));
        return patch;
    }

    private static void add(ArrayNode patch, String operation, String path, JsonNode value) {
        patch.addObject().put("op", operation).put("path", path).set("value", value);
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }
}
