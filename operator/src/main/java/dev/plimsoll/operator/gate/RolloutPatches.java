package dev.plimsoll.operator.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.api.v1alpha1.Api;
import java.util.Optional;

/**
 * Changes of a Rollout, as the kubectl plugin of Argo Rollouts makes them: merge patches of its spec and of its status.
 * Each names the version that was looked at, so that it changes nothing when somebody was faster.
 */
public final class RolloutPatches {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RolloutPatches() {}

    /** Lets its controller forget why it waits; empty when it does not wait. */
    public static Optional<String> promotedStatus(RolloutView now) {
        if (!now.hasPauses()) {
            return Optional.empty();
        }
        var patch = unchanged(now);
        var status = patch.putObject("status");
        status.putNull("pauseConditions");
        if (now.isInconclusive()) { // else it would be inconclusive at the same step again
            status.put("controllerPause", false).put("currentStepIndex", now.nextStep());
        }
        return Optional.of(patch.toString());
    }

    /** Goes back to the revision that serves. */
    public static String abortedStatus(RolloutView now) {
        var patch = unchanged(now);
        patch.putObject("status").put("abort", true);
        return patch.toString();
    }

    /** Stops it where it is, and says for which run. */
    public static String paused(RolloutView now, String run) {
        var patch = unchanged(now);
        metadata(patch).putObject("annotations").put(Api.HELD_ANNOTATION, run);
        patch.putObject("spec").put("paused", true);
        return patch.toString();
    }

    /**
     * Lets it go on, or back: a Rollout that is paused changes no ReplicaSet, not even to go back. Empty when nothing
     * holds it.
     */
    public static Optional<String> released(RolloutView now) {
        if (!now.isPaused() && now.heldFor().isEmpty()) {
            return Optional.empty();
        }
        var patch = unchanged(now);
        if (now.heldFor().isPresent()) {
            metadata(patch).putObject("annotations").putNull(Api.HELD_ANNOTATION);
        }
        patch.putObject("spec").put("paused", false);
        return Optional.of(patch.toString());
    }

    private static ObjectNode unchanged(RolloutView now) {
        var patch = JSON.createObjectNode();
        metadata(patch).put("resourceVersion", now.rollout().getMetadata().getResourceVersion());
        return patch;
    }

    private static ObjectNode metadata(ObjectNode patch) {
        return patch.withObject("/metadata");
    }
}
