package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.api.v1alpha1.RolloutRef.Kind;
import dev.plimsoll.operator.gate.Rollout;
import dev.plimsoll.operator.gate.RolloutGate;
import dev.plimsoll.operator.gate.RolloutGate.Move;
import dev.plimsoll.operator.gate.RolloutView;
import dev.plimsoll.operator.status.EventFactory;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the run that judges a new revision when a Rollout that a LoadTest gates waits at a step, and stops runs of
 * revisions that are not on their way any more. What the verdict does is done by the run.
 */
@ControllerConfiguration(
        name = "gatedrollout",
        fieldManager = Cluster.FIELD_MANAGER,
        generationAwareEventProcessing = false) // a Rollout reaches its steps long after its spec changed
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 10_000)
public final class GatedRolloutReconciler implements Reconciler<Rollout> {
    private static final Logger LOG = LoggerFactory.getLogger(GatedRolloutReconciler.class);

    private final Cluster cluster;
    private final RolloutControl rollouts;

    GatedRolloutReconciler(Cluster cluster, RolloutControl rollouts) {
        this.cluster = cluster;
        this.rollouts = rollouts;
    }

    @Override
    public List<EventSource<?, Rollout>> prepareEventSources(EventSourceContext<Rollout> context) {
        var tests = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(LoadTest.class, Rollout.class)
                        .withSecondaryToPrimaryMapper(test ->
                                primary(rollout(test), test.getMetadata().getNamespace()))
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        var runs = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(LoadTestRun.class, Rollout.class)
                        .withLabelSelector(Api.ROLLOUT_LABEL)
                        .withSecondaryToPrimaryMapper(
                                run -> primary(rollout(run), run.getMetadata().getNamespace()))
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        return List.of(tests, runs);
    }

    private static Set<ResourceID> primary(Optional<RolloutRef> rollout, String namespace) {
        return rollout.stream()
                .map(named -> new ResourceID(named.name(), namespace))
                .collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<Rollout> reconcile(Rollout rollout, Context<Rollout> context) {
        return rollout.getMetadata().getDeletionTimestamp() != null
                ? UpdateControl.noUpdate()
                : StatusWriter.againWhenOutdated(() -> look(rollout, context));
    }

    private UpdateControl<Rollout> look(Rollout rollout, Context<Rollout> context) {
        var gate = context.getSecondaryResourcesAsStream(LoadTest.class)
                .filter(test -> rollout(test).isPresent())
                .map(test -> test.getMetadata().getName())
                .min(String::compareTo);
        var runs = context.getSecondaryResourcesAsStream(LoadTestRun.class)
                .filter(run -> rollout(run).isPresent())
                .toList();
        make(new RolloutGate(RolloutView.of(rollout), gate, runs).next(), rollout, gate);
        return UpdateControl.noUpdate();
    }

    private void make(Move move, Rollout rollout, Optional<String> gate) {
        switch (move) {
            case Move.Nothing() -> {}
            case Move.Test test -> test(rollout, gate.orElseThrow(), test);
            case Move.Resume() -> {
                LOG.info("{} goes on: nothing holds it any more", name(rollout));
                rollouts.resume(RolloutView.of(rollout));
            }
            case Move.Ungated(var reason, var message) ->
                cluster.tell(rollout, EventFactory.Kind.Warning, reason, message);
            case Move.Supersede(var runs, var by) ->
                runs.forEach(run -> {
                    LOG.info(
                            "{} moved on to {}: LoadTestRun {} is stopped",
                            name(rollout),
                            by,
                            run.getMetadata().getName());
                    cluster.annotate(run, Api.SUPERSEDED_ANNOTATION, by);
                });
        }
    }

    private void test(Rollout rollout, String loadTest, Move.Test test) {
        var run = RolloutGate.create(rollout.getMetadata().getNamespace(), loadTest, test);
        var runName = run.getMetadata().getName();
        if (cluster.create(run).isEmpty()) { // somebody who asked was faster: from now on the Rollout waits for it too
            cluster.annotate(run, Api.WAITS_ANNOTATION, test.place());
        }
        LOG.info("{} waits at {} for LoadTestRun {}", name(rollout), test.place(), runName);
        cluster.tell(
                rollout,
                EventFactory.Kind.Normal,
                "GateHeld",
                "revision " + test.revision().name() + " waits until LoadTestRun " + runName + " has compared it with "
                        + test.revision().baseline());
        test.endsAfter()
                .ifPresent(time -> cluster.tell(
                        rollout,
                        EventFactory.Kind.Warning,
                        "GateMayBePassed",
                        "the pause ends after " + time + ", and the rollout goes on then, whether LoadTestRun "
                                + runName
                                + " has a verdict or not; write pause: {} (blueGreen: autoPromotionEnabled: false)"));
    }

    private static Optional<RolloutRef> rollout(LoadTest test) {
        return Optional.ofNullable(test.getSpec().gate())
                .flatMap(gate -> Optional.ofNullable(gate.rollout()))
                .filter(rollout -> rollout.kind() == Kind.Rollout);
    }

    private static Optional<RolloutRef> rollout(LoadTestRun run) {
        return Optional.ofNullable(run.getSpec().revision())
                .flatMap(revision -> Optional.ofNullable(revision.rollout()))
                .filter(rollout -> rollout.kind() == Kind.Rollout);
    }

    private static String name(Rollout rollout) {
        return "Rollout " + rollout.getMetadata().getNamespace() + "/"
                + rollout.getMetadata().getName();
    }
}
