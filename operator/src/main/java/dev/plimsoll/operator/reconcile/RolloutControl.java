package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.operator.gate.Rollout;
import dev.plimsoll.operator.gate.RolloutGate;
import dev.plimsoll.operator.gate.RolloutPatches;
import dev.plimsoll.operator.gate.RolloutView;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Objects;
import java.util.Optional;

/**
 * Promotes, pauses and aborts Rollouts of Argo Rollouts. Every change is refused by the API server when somebody was
 * faster; a failure of any kind changes nothing, and is tried again.
 */
final class RolloutControl {
    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("plimsoll-gate")
            .build();

    private final KubernetesClient client;

    RolloutControl(KubernetesClient client) {
        this.client = client;
    }

    /** Does what was decided for the revision of a run, if the Rollout is still about it. */
    Decided act(LoadTestRun run, RevisionSpec revision, GateAction action) {
        var name = Objects.requireNonNull(revision.rollout()).name();
        var rollout = resource(run.getMetadata().getNamespace(), name).get();
        if (rollout == null) {
            return new Decided(Decided.MOVED_ON, "Rollout " + name + " is gone", Optional.empty());
        }
        var view = RolloutView.of(rollout);
        var place = RolloutGate.placeOf(run);
        if (!view.current().equals(revision.name()) || !view.isUnderWay()) {
            return movedOn(view, "is not about this revision any more");
        }
        return switch (action) {
            case Abort -> place.isEmpty() ? RolloutControls.told(action, Optional.of(rollout)) : abort(view);
            case Promote, Pause -> {
                if (view.isAborted()) {
                    yield movedOn(view, "was aborted");
                }
                if (place.isEmpty()) {
                    yield RolloutControls.told(action, Optional.of(rollout));
                }
                yield action == GateAction.Pause ? pause(view, run) : promote(view, place.get());
            }
        };
    }

    /** Lets its controller go on, wherever that leads. */
    void resume(RolloutView view) {
        RolloutPatches.released(view).ifPresent(patch -> spec(view, patch));
    }

    /** Once: at a later step somebody else may wait for something else. */
    private Decided promote(RolloutView view, String place) {
        if (!place.equals(view.place()) || !(view.isHeld() || view.isPaused())) {
            return movedOn(view, "does not wait at " + described(place) + " any more");
        }
        var after = RolloutPatches.promotedStatus(view)
                .map(patch -> RolloutView.of(status(view, patch)))
                .orElse(view);
        resume(after);
        return new Decided(
                Decided.PROMOTED, "the rollout goes on from " + described(place), Optional.of(view.rollout()));
    }

    private Decided abort(RolloutView view) {
        var after = view.isAborted() ? view : RolloutView.of(status(view, RolloutPatches.abortedStatus(view)));
        resume(after);
        return new Decided(
                Decided.ABORTED,
                "the rollout goes back to revision " + view.stable() + "; its spec stays what it is, so apply the old"
                        + " one too",
                Optional.of(view.rollout()));
    }

    private Decided pause(RolloutView view, LoadTestRun run) {
        if (!view.isPaused()) {
            spec(view, RolloutPatches.paused(view, run.getMetadata().getName()));
        }
        return new Decided(
                Decided.PAUSED,
                "the rollout stays paused; kubectl argo rollouts promote " + view.name()
                        + " lets it go on, kubectl argo rollouts abort " + view.name() + " leads back",
                Optional.of(view.rollout()));
    }

    private static Decided movedOn(RolloutView view, String why) {
        return new Decided(Decided.MOVED_ON, "nothing was done: the Rollout " + why, Optional.of(view.rollout()));
    }

    private static String described(String place) {
        return place.matches("[0-9]+") ? "step " + place : "its pause before the switch";
    }

    private Rollout status(RolloutView view, String patch) {
        return resource(view).subresource("status").patch(PATCH, patch);
    }

    private void spec(RolloutView view, String patch) {
        var _ = resource(view).patch(PATCH, patch);
    }

    private Resource<Rollout> resource(RolloutView view) {
        return resource(view.rollout().getMetadata().getNamespace(), view.name());
    }

    private Resource<Rollout> resource(String namespace, String name) {
        return client.resources(Rollout.class).inNamespace(namespace).withName(name);
    }
}
