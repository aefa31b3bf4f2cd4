package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import java.util.Optional;

/** Does to rollouts of every kind what was decided. */
final class RolloutControls {
    private final DeploymentControl deployments;
    private final RolloutControl rollouts;

    RolloutControls(DeploymentControl deployments, RolloutControl rollouts) {
        this.deployments = deployments;
        this.rollouts = rollouts;
    }

    /** Acts, if the rollout is still about the revision of the run; acting twice does no more than once. */
    Decided act(LoadTestRun run, RevisionSpec revision, GateAction action) {
        return switch (revision.rollout() == null ? null : revision.rollout().kind()) {
            case Deployment -> deployments.act(run, revision, action);
            case Rollout -> rollouts.act(run, revision, action);
            case Canary, Other -> told(action);
            case null -> told(action);
        };
    }

    /** What whoever asks is told; they act by themselves. */
    static Decided told(GateAction action) {
        var message = switch (action) {
            case Promote -> "whoever asks is told to go on";
            case Pause -> "whoever asks is told to wait for somebody's decision";
            case Abort -> "whoever asks is told to go back";
        };
        return new Decided(Decided.TOLD, message, Optional.empty());
    }
}
