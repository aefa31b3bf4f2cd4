package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Does to rollouts of every kind what was decided. */
final class RolloutControls {
    private final Cluster cluster;
    private final DeploymentControl deployments;
    private final RolloutControl rollouts;

    RolloutControls(Cluster cluster, DeploymentControl deployments, RolloutControl rollouts) {
        this.cluster = cluster;
        this.deployments = deployments;
        this.rollouts = rollouts;
    }

    /** Acts, if the rollout is still about the revision of the run; acting twice does no more than once. */
    Decided act(LoadTestRun run, RevisionSpec revision, GateAction action) {
        var rollout = revision.rollout();
        if (rollout == null) {
            return told(action, Optional.empty());
        }
        return switch (rollout.kind()) {
            case Deployment -> deployments.act(run, revision, action);
            case Rollout -> rollouts.act(run, revision, action);
            case Canary -> told(action, cluster.canary(run.getMetadata().getNamespace(), rollout.name()));
            case Other -> told(action, Optional.empty());
        };
    }

    /** What whoever asks is told; they act by themselves. */
    static Decided told(GateAction action, Optional<HasMetadata> rollout) {
        var message = switch (action) {
            case Promote -> "whoever asks is told to go on";
            case Pause -> "whoever asks is told to wait for somebody's decision";
            case Abort -> "whoever asks is told to go back";
        };
        return new Decided(Decided.TOLD, message, rollout);
    }
}
