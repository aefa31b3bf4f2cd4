package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.api.v1alpha1.RolloutRef.Kind;
import dev.plimsoll.operator.gate.DeploymentGate;
import dev.plimsoll.operator.gate.DeploymentGate.Move;
import dev.plimsoll.operator.gate.DeploymentView;
import dev.plimsoll.operator.gate.GatedRuns;
import dev.plimsoll.operator.status.EventFactory;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds Deployments that a LoadTest gates when a new revision of them starts, and makes the run that judges it. What
 * the verdict does is done by the run.
 */
@ControllerConfiguration(
        name = "gateddeployment",
        fieldManager = Cluster.FIELD_MANAGER,
        generationAwareEventProcessing = false) // a new revision has pods some time after the spec changed
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 10_000)
public final class GatedDeploymentReconciler implements Reconciler<Deployment> {
    private static final Logger LOG = LoggerFactory.getLogger(GatedDeploymentReconciler.class);

    /** Pods that are taken away end, and the Deployment's own events tell when; this is for one that was missed. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final DeploymentControl deployments;

    GatedDeploymentReconciler(Cluster cluster, DeploymentControl deployments) {
        this.cluster = cluster;
        this.deployments = deployments;
    }

    @Override
    public List<EventSource<?, Deployment>> prepareEventSources(EventSourceContext<Deployment> context) {
        var tests = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(LoadTest.class, Deployment.class)
                        .withSecondaryToPrimaryMapper(test -> gatedBy(test, context))
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        var runs = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(LoadTestRun.class, Deployment.class)
                        .withLabelSelector(Api.ROLLOUT_LABEL)
                        .withSecondaryToPrimaryMapper(GatedDeploymentReconciler::judgedBy)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        return List.of(tests, runs);
    }

    private static Set<ResourceID> gatedBy(LoadTest test, EventSourceContext<Deployment> context) {
        var namespace = test.getMetadata().getNamespace();
        var named = rollout(test).map(rollout -> new ResourceID(rollout.name(), namespace));
        var naming = context.getPrimaryCache()
                .list(
                        namespace,
                        deployment -> gateOf(deployment)
                                .filter(test.getMetadata().getName()::equals)
                                .isPresent())
                .map(ResourceID::fromResource);
        return Stream.concat(named.stream(), naming).collect(Collectors.toSet());
    }

    private static Set<ResourceID> judgedBy(LoadTestRun run) {
        return Stream.ofNullable(run.getSpec().revision())
                .flatMap(revision -> Stream.ofNullable(revision.rollout()))
                .filter(rollout -> rollout.kind() == Kind.Deployment)
                .map(rollout -> new ResourceID(rollout.name(), run.getMetadata().getNamespace()))
                .collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<Deployment> reconcile(Deployment deployment, Context<Deployment> context) {
        return deployment.getMetadata().getDeletionTimestamp() != null
                ? UpdateControl.noUpdate()
                : StatusWriter.againWhenOutdated(() -> look(deployment, context));
    }

    private UpdateControl<Deployment> look(Deployment deployment, Context<Deployment> context) {
        var gate = gateOf(deployment).or(() -> gateNaming(deployment, context));
        if (gate.isEmpty()) {
            release(deployment);
            return UpdateControl.noUpdate();
        }
        var view = DeploymentView.of(deployment, deployments.replicaSets(deployment));
        var runs = context.getSecondaryResourcesAsStream(LoadTestRun.class)
                .filter(run -> run.getSpec().revision() != null)
                .toList();
        return make(new DeploymentGate(view, gate.get(), runs).next(), deployment, gate.get());
    }

    private UpdateControl<Deployment> make(Move move, Deployment deployment, String loadTest) {
        return switch (move) {
            case Move.Nothing() -> UpdateControl.noUpdate();
            case Move.Ungated(var reason, var message) -> {
                cluster.tell(deployment, EventFactory.Kind.Warning, reason, message);
                yield UpdateControl.noUpdate();
            }
            case Move.Hold(var revision) -> {
                hold(deployment, loadTest, revision);
                yield UpdateControl.noUpdate();
            }
            case Move.Refuse(var revision, var refusal, var mark) -> {
                refuse(deployment, revision, refusal, mark);
                yield UpdateControl.<Deployment>noUpdate().rescheduleAfter(LOOK_AGAIN);
            }
            case Move.Supersede(var run, var pods) -> {
                supersede(deployment, run);
                pods.ifPresent(deployments::withdraw);
                yield UpdateControl.<Deployment>noUpdate().rescheduleAfter(LOOK_AGAIN);
            }
            case Move.Resume() -> {
                LOG.info("{} goes on: nothing is held any more", name(deployment));
                deployments.resume(deployment);
                yield UpdateControl.noUpdate();
            }
        };
    }

    /** Held first: an operator that dies between both finds it held, and makes the run then. */
    private void hold(Deployment deployment, String loadTest, RevisionSpec revision) {
        var run = GatedRuns.create(deployment.getMetadata().getNamespace(), loadTest, revision);
        var runName = run.getMetadata().getName();
        deployments.hold(deployment, runName);
        LOG.info("{} is held at revision {} for LoadTestRun {}", name(deployment), revision.name(), runName);
        if (cluster.create(run).isPresent()) {
            cluster.tell(
                    deployment,
                    EventFactory.Kind.Normal,
                    "GateHeld",
                    "revision " + revision.name() + " is held at its first pods until LoadTestRun " + runName
                            + " has compared it with " + revision.baseline());
        }
    }

    /** Somebody, such as a GitOps controller, applied it again; going back again would only begin a quarrel. */
    private void refuse(Deployment deployment, DeploymentView.Revision revision, LoadTestRun refusal, String mark) {
        var run = refusal.getMetadata().getName();
        if (!DeploymentView.of(deployment, List.of()).isPaused()) {
            deployments.hold(deployment, mark);
            cluster.tell(
                    deployment,
                    EventFactory.Kind.Warning,
                    "GateRefused",
                    "revision " + revision.hash() + " was refused by LoadTestRun " + run + " and was applied again: the"
                            + " Deployment stays paused and gives it no pods; apply another revision, or run kubectl"
                            + " rollout resume to ship it all the same, or delete the run to test it again");
        }
        deployments.withdraw(revision);
    }

    private void supersede(Deployment deployment, String run) {
        cluster.run(deployment.getMetadata().getNamespace(), run)
                .filter(there -> !KnownRuns.hasEnded(there))
                .ifPresent(there -> cluster.annotate(
                        there,
                        Api.SUPERSEDED_ANNOTATION,
                        "generation " + deployment.getMetadata().getGeneration() + " of the Deployment"));
    }

    /** A gate that was taken away holds nothing. */
    private void release(Deployment deployment) {
        var view = DeploymentView.of(deployment, List.of());
        if (view.isPaused() && view.heldFor().isPresent()) {
            deployments.resume(deployment);
            cluster.tell(
                    deployment,
                    EventFactory.Kind.Warning,
                    "GateRemoved",
                    "no LoadTest gates the Deployment any more, so it goes on without a verdict");
        }
    }

    private static Optional<String> gateOf(Deployment deployment) {
        return Optional.ofNullable(deployment.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.GATE_ANNOTATION))
                .filter(name -> !name.isBlank());
    }

    private static Optional<String> gateNaming(Deployment deployment, Context<Deployment> context) {
        return context.getSecondaryResourcesAsStream(LoadTest.class)
                .filter(test -> rollout(test)
                        .filter(rollout ->
                                rollout.name().equals(deployment.getMetadata().getName()))
                        .isPresent())
                .map(test -> test.getMetadata().getName())
                .min(String::compareTo);
    }

    private static Optional<RolloutRef> rollout(LoadTest test) {
        return Optional.ofNullable(test.getSpec().gate())
                .flatMap(gate -> Optional.ofNullable(gate.rollout()))
                .filter(rollout -> rollout.kind() == Kind.Deployment);
    }

    private static String name(Deployment deployment) {
        return "Deployment " + deployment.getMetadata().getNamespace() + "/"
                + deployment.getMetadata().getName();
    }
}
