package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.operator.gate.DeploymentGate;
import dev.plimsoll.operator.gate.DeploymentPatches;
import dev.plimsoll.operator.gate.DeploymentView;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Holds Deployments, lets them go on, and back. Every change is refused by the API server when somebody was faster. */
final class DeploymentControl {
    /** Apart from the manager of what the operator owns: who looks at managedFields sees who paused it. */
    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager("plimsoll-gate")
            .build();

    /** What the API server says to a JSON patch whose test does not hold. */
    private static final int TEST_FAILED = 422;

    private final KubernetesClient client;

    DeploymentControl(KubernetesClient client) {
        this.client = client;
    }

    /** As the API server has it now, with its ReplicaSets; empty when it is gone. */
    Optional<DeploymentView> view(String namespace, String name) {
        return Optional.ofNullable(client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(deployment -> DeploymentView.of(deployment, replicaSets(deployment)));
    }

    /** The Deployment as somebody saw it, with its ReplicaSets as the API server has them. */
    List<ReplicaSet> replicaSets(Deployment deployment) {
        return client.apps()
                .replicaSets()
                .inNamespace(deployment.getMetadata().getNamespace())
                .withLabelSelector(deployment.getSpec().getSelector())
                .list()
                .getItems();
    }

    /** Pauses it until the run has its verdict. */
    void hold(Deployment deployment, String run) {
        patch(deployment, DeploymentPatches.hold(deployment, run));
    }

    /** Lets it go on, whatever it was held for. */
    void resume(Deployment deployment) {
        patch(deployment, DeploymentPatches.resume(deployment));
    }

    /** Takes the pods of a revision away, of a Deployment that is paused. */
    void withdraw(DeploymentView.Revision revision) {
        var set = revision.set().getMetadata();
        var _ = client.apps()
                .replicaSets()
                .inNamespace(set.getNamespace())
                .withName(set.getName())
                .scale(0);
    }

    /** Does what was decided for the revision of a run, if the Deployment is still about it. */
    Decided act(LoadTestRun run, RevisionSpec revision, GateAction action) {
        var name = Objects.requireNonNull(revision.rollout()).name();
        var view = view(run.getMetadata().getNamespace(), name);
        if (view.isEmpty()) {
            return new Decided(Decided.MOVED_ON, "Deployment " + name + " is gone", Optional.empty());
        }
        var deployment = view.get().deployment();
        boolean current = view.get()
                .current()
                .filter(now -> now.hash().equals(revision.name()))
                .isPresent();
        if (!current
                || view.get()
                        .heldFor()
                        .filter(mark -> DeploymentGate.isFor(mark, run))
                        .isEmpty()) {
            return new Decided(
                    Decided.MOVED_ON,
                    "nothing was done: the Deployment is not held for this revision any more",
                    Optional.of(deployment));
        }
        return switch (action) {
            case Promote -> promote(deployment);
            case Abort -> undo(view.get(), String.valueOf(revision.baseline()));
            case Pause -> pause(deployment, run);
        };
    }

    private Decided promote(Deployment deployment) {
        resume(deployment);
        return new Decided(Decided.PROMOTED, "the rollout goes on", Optional.of(deployment));
    }

    private Decided undo(DeploymentView view, String baseline) {
        var deployment = view.deployment();
        var old = view.revision(baseline);
        if (old.isEmpty()) {
            return new Decided(
                    Decided.PAUSED,
                    "the rollout stays paused: the ReplicaSet of the old revision " + baseline
                            + " is gone (revisionHistoryLimit), so there is nothing to go back to",
                    Optional.of(deployment));
        }
        patch(deployment, DeploymentPatches.undo(deployment, old.get()));
        return new Decided(Decided.ABORTED, "the rollout goes back to revision " + baseline, Optional.of(deployment));
    }

    private static Decided pause(Deployment deployment, LoadTestRun run) {
        var name = deployment.getMetadata().getName();
        return new Decided(
                Decided.PAUSED,
                "the rollout stays paused; kubectl rollout resume deployment/" + name
                        + " lets it go on, kubectl rollout"
                        + " resume and undo lead back, and deleting LoadTestRun "
                        + run.getMetadata().getName() + " tests it again",
                Optional.of(deployment));
    }

    private void patch(Deployment deployment, String patch) {
        try {
            var _ = client.apps()
                    .deployments()
                    .inNamespace(deployment.getMetadata().getNamespace())
                    .withName(deployment.getMetadata().getName())
                    .patch(PATCH, patch);
        } catch (KubernetesClientException e) {
            if (e.getCode() == TEST_FAILED) {
                throw new KubernetesClientException(
                        "the Deployment was changed meanwhile", HttpURLConnection.HTTP_CONFLICT, e.getStatus());
            }
            throw e;
        }
    }
}
