package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.status.LoadTestStatuses;
import dev.plimsoll.operator.status.Overrides;
import dev.plimsoll.operator.status.ScheduleStatuses;
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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run whenever the spec or the run annotation changes, or a time of the schedule is due; mirrors the latest
 * one, and deletes those that are more than are kept.
 */
@ControllerConfiguration(
        name = "loadtest",
        fieldManager = Cluster.FIELD_MANAGER,
        generationAwareEventProcessing = false, // the run annotation is no part of the generation
        triggerReconcilerOnAllEvents = true)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 10_000)
public final class LoadTestReconciler implements Reconciler<LoadTest> {
    private static final Comparator<LoadTestRun> NEWEST_FIRST = Comparator.comparing(
                    (LoadTestRun run) -> run.getMetadata().getCreationTimestamp())
            .thenComparing(LoadTestReconciler::began)
            .thenComparingInt(AskedRuns::number)
            .thenComparing(run -> run.getMetadata().getName())
            .reversed();

    private final Sessions sessions;
    private final KnownRuns known;
    private final AskedRuns asked;
    private final ScheduledRuns scheduled;
    private final RunHistory history;
    private final KnownTests knownTests;
    private final NotifierNames notifierNames;
    private final StatusWriter writer;
    private final LoadTestStatuses statuses;
    private final ScheduleStatuses scheduleStatuses;
    private final OverrideWatch overrides;
    private final GateSecrets secrets;
    private final KillSwitch killSwitch;

    LoadTestReconciler(
            Sessions sessions,
            KnownRuns known,
            KnownTests knownTests,
            NotifierNames notifierNames,
            Cluster cluster,
            ScheduledRuns scheduled,
            RunHistory history,
            LoadTestStatuses statuses,
            ScheduleStatuses scheduleStatuses,
            OverrideWatch overrides,
            GateSecrets secrets,
            KillSwitch killSwitch) {
        this.sessions = sessions;
        this.known = known;
        this.asked = new AskedRuns(cluster);
        this.scheduled = scheduled;
        this.history = history;
        this.knownTests = knownTests;
        this.notifierNames = notifierNames;
        this.writer = new StatusWriter(cluster);
        this.statuses = statuses;
        this.scheduleStatuses = scheduleStatuses;
        this.overrides = overrides;
        this.secrets = secrets;
        this.killSwitch = killSwitch;
    }

    @Override
    public List<EventSource<?, LoadTest>> prepareEventSources(EventSourceContext<LoadTest> context) {
        knownTests.readFrom(context.getPrimaryCache());
        killSwitch.readFrom(context.getPrimaryCache());
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(LoadTestRun.class, LoadTest.class)
                        .withSecondaryToPrimaryMapper(LoadTestReconciler::loadTestOf)
                        .withNamespacesInheritedFromController()
                        .build(),
                context));
    }

    private static Set<ResourceID> loadTestOf(LoadTestRun run) {
        var loadTest = run.getSpec().loadTest();
        return loadTest == null
                ? Set.of()
                : Set.of(new ResourceID(loadTest, run.getMetadata().getNamespace()));
    }

    @Override
    public UpdateControl<LoadTest> reconcile(LoadTest test, Context<LoadTest> context) {
        if (context.isPrimaryResourceDeleted() || test.getMetadata().getDeletionTimestamp() != null) {
            stopRuns(test);
            secrets.forget(test);
            notifierNames.forget(test);
            killSwitch.forget(test);
            return UpdateControl.noUpdate();
        }
        notifierNames.check(test);
        killSwitch.look(test);
        return StatusWriter.againWhenOutdated(() -> runOrMirror(test, context));
    }

    private UpdateControl<LoadTest> runOrMirror(LoadTest test, Context<LoadTest> context) {
        var there = context.getSecondaryResourcesAsStream(LoadTestRun.class)
                .filter(run -> FrozenRun.isOf(test, run))
                .toList();
        var ofAsked = asked.look(test, there);
        var withAsked = and(there, ofAsked.run());
        var ofSchedule = scheduled.look(test, withAsked);
        var runs = and(withAsked, ofSchedule.run());
        var override = overrides.read(test);
        status(test, runs, ofAsked, override)
                .map(status -> scheduleStatuses.with(test, status, ofSchedule.status(), ofSchedule.claim(), runs))
                .filter(status -> write(test, status, context))
                .ifPresent(_ -> tell(test, runs, override));
        history.prune(test, runs);
        return again(ofAsked.again(), ofSchedule.again(), OverrideWatch.end(override), secrets.ensure(test));
    }

    /** The newest first; one that was made a moment ago may be known already. */
    private static List<LoadTestRun> and(List<LoadTestRun> runs, Optional<LoadTestRun> made) {
        return Stream.concat(
                        made.stream(),
                        runs.stream()
                                .filter(run ->
                                        made.filter(it -> isSame(it, run)).isEmpty()))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Kubernetes keeps seconds only of when they were created. */
    private static Instant began(LoadTestRun run) {
        return Optional.ofNullable(run.getStatus())
                .flatMap(status ->
                        Optional.ofNullable(status.startAt()).or(() -> Optional.ofNullable(status.completedAt())))
                .map(Instant::parse)
                .orElse(Instant.MAX);
    }

    private static boolean isSame(LoadTestRun one, LoadTestRun other) {
        return one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    /** Of its latest run, or of what it waits for; empty when a run must be made that cannot be made yet. */
    private Optional<LoadTestStatus> status(
            LoadTest test, List<LoadTestRun> runs, AskedRuns.Outcome ofAsked, Overrides.Reading override) {
        if (!runs.isEmpty()) {
            var latest = runs.getFirst();
            var drift = drift(test, latest, ofAsked.waits());
            return Optional.of(statuses.mirror(test, latest, ofAsked.trigger().orElse(null), drift, override));
        }
        var gate = test.getSpec().gate();
        if (gate != null) {
            return Optional.of(statuses.waiting(test, gate, override));
        }
        return test.getSpec().schedule() == null ? Optional.empty() : Optional.of(statuses.waiting(test, override));
    }

    /** When a spec runs that is not the one that the latest run goes on with; null when it is. */
    private static @Nullable String drift(LoadTest test, LoadTestRun latest, boolean waits) {
        var spec = test.getSpec();
        if (waits && spec.schedule() == null) {
            return "when it ended";
        }
        if (KnownRuns.hasEnded(latest) || !FrozenRun.hasDrifted(latest, test)) {
            return null;
        }
        if (spec.schedule() != null) {
            return waits ? "when it ended" : "when it is due next";
        }
        return spec.gate() == null ? null : "for the next revision";
    }

    @SafeVarargs
    private static UpdateControl<LoadTest> again(Optional<Duration>... waits) {
        return Stream.of(waits)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(first -> UpdateControl.<LoadTest>noUpdate().rescheduleAfter(first))
                .orElseGet(UpdateControl::noUpdate);
    }

    private boolean write(LoadTest test, LoadTestStatus status, Context<LoadTest> context) {
        if (status.equals(test.getStatus())) {
            return false;
        }
        var withStatus = new LoadTest();
        withStatus.setStatus(status);
        var _ = writer.write(test, withStatus, context);
        return true;
    }

    /** Of its own override only: the run tells of its own. */
    private void tell(LoadTest test, List<LoadTestRun> runs, Overrides.Reading override) {
        if (runs.isEmpty()) {
            return;
        }
        var before = test.getStatus();
        var latest = runs.getFirst().getStatus();
        var ofRun = latest == null ? null : latest.override();
        boolean mirrored =
                before != null && before.override() != null && before.override().equals(ofRun);
        overrides.tell(
                test,
                before == null || mirrored ? null : before.override(),
                before == null ? null : before.overrideRefused(),
                override);
    }

    /** The garbage collector deletes the runs; their load must not wait for it. */
    private void stopRuns(LoadTest test) {
        sessions.active()
                .forEach((name, session) -> known.find(name)
                        .filter(run -> FrozenRun.isOf(test, run))
                        .ifPresent(_ -> session.stop(StopCause.INTERRUPTED.because(
                                "LoadTest " + test.getMetadata().getName() + " was deleted"))));
    }
}
