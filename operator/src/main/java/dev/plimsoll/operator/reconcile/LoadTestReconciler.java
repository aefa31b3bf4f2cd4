package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.job.RunNames;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.status.LoadTestStatuses;
import dev.plimsoll.operator.status.Overrides;
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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a run whenever the spec or the run annotation changes, one at a time, and mirrors the latest one. */
@ControllerConfiguration(
        name = "loadtest",
        fieldManager = Cluster.FIELD_MANAGER,
        generationAwareEventProcessing = false, // the run annotation is no part of the generation
        triggerReconcilerOnAllEvents = true)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 10_000)
public final class LoadTestReconciler implements Reconciler<LoadTest> {
    /** A run of the same name is there: one made by hand, or left of a LoadTest of the same name that was deleted. */
    private static final Duration NAME_TAKEN = Duration.ofSeconds(1);

    private static final Pattern NUMBER = Pattern.compile(".*-([0-9]{1,9})");

    private final Sessions sessions;
    private final KnownRuns known;
    private final KnownTests knownTests;
    private final NotifierNames notifierNames;
    private final Cluster cluster;
    private final StatusWriter writer;
    private final LoadTestStatuses statuses;
    private final OverrideWatch overrides;
    private final GateSecrets secrets;
    private final KillSwitch killSwitch;

    LoadTestReconciler(
            Sessions sessions,
            KnownRuns known,
            KnownTests knownTests,
            NotifierNames notifierNames,
            Cluster cluster,
            LoadTestStatuses statuses,
            OverrideWatch overrides,
            GateSecrets secrets,
            KillSwitch killSwitch) {
        this.sessions = sessions;
        this.known = known;
        this.knownTests = knownTests;
        this.notifierNames = notifierNames;
        this.cluster = cluster;
        this.writer = new StatusWriter(cluster);
        this.statuses = statuses;
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
        return StatusWriter.againWhenOutdated(() -> withSecret(test, runOrMirror(test, context)));
    }

    private UpdateControl<LoadTest> withSecret(LoadTest test, UpdateControl<LoadTest> control) {
        return secrets.ensure(test)
                .filter(again -> control.getScheduleDelay()
                        .filter(delay -> delay <= again.toMillis())
                        .isEmpty())
                .map(again -> control.rescheduleAfter(again))
                .orElse(control);
    }

    private UpdateControl<LoadTest> runOrMirror(LoadTest test, Context<LoadTest> context) {
        var runs = context.getSecondaryResourcesAsStream(LoadTestRun.class)
                .filter(run -> FrozenRun.isOf(test, run))
                .toList();
        var trigger = Trigger.of(test);
        boolean due = Trigger.isAsked(test) && !hasRun(test, trigger, runs);
        boolean drifted = due && runs.stream().anyMatch(run -> !KnownRuns.hasEnded(run));
        if (!due || drifted) {
            return latest(runs)
                    .map(run -> mirror(test, run, due ? lastTrigger(test) : Optional.of(trigger), drifted, context))
                    .orElseGet(() -> waiting(test, context));
        }
        return run(test, trigger, runs)
                .map(run -> mirror(test, run, Optional.of(trigger), false, context))
                .orElseGet(() -> UpdateControl.<LoadTest>noUpdate().rescheduleAfter(NAME_TAKEN));
    }

    /**
     * Creates the run with the next number that nobody else's run has. The informer may not have seen the last one yet:
     * then its name is taken, and it is the one, or it is waited for, as is one that the garbage collector still has to
     * delete.
     */
    private Optional<LoadTestRun> run(LoadTest test, String trigger, List<LoadTestRun> seen) {
        var metadata = test.getMetadata();
        int number = nextNumber(test, seen);
        while (true) {
            var name = RunNames.run(metadata.getName(), number);
            var created = cluster.create(FrozenRun.create(test, name, trigger));
            if (created.isPresent()) {
                cluster.tell(test, EventFactory.Kind.Normal, "RunCreated", "created LoadTestRun " + name);
                return created;
            }
            var taken = cluster.run(metadata.getNamespace(), name);
            if (taken.isEmpty() || wasMadeFor(metadata.getName(), taken.get())) {
                return taken.filter(there -> FrozenRun.isOf(test, there) && hasTrigger(there, trigger));
            }
            number++;
        }
    }

    /** Whether the operator made the run, for a LoadTest of this name. */
    private static boolean wasMadeFor(String loadTest, LoadTestRun run) {
        return trigger(run).isPresent() && loadTest.equals(run.getSpec().loadTest());
    }

    private UpdateControl<LoadTest> mirror(
            LoadTest test, LoadTestRun run, Optional<String> trigger, boolean drifted, Context<LoadTest> context) {
        var override = overrides.read(test);
        if (write(test, statuses.mirror(test, run, trigger.orElse(null), drifted, override), context)) {
            tell(test, run, override);
        }
        return untilItEnds(override);
    }

    /** A gate that has judged no revision. */
    private UpdateControl<LoadTest> waiting(LoadTest test, Context<LoadTest> context) {
        var gate = test.getSpec().gate();
        if (gate == null) {
            return UpdateControl.noUpdate();
        }
        var override = overrides.read(test);
        var _ = write(test, statuses.waiting(test, gate, override), context);
        return untilItEnds(override);
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

    /** Looks again when an override of the LoadTest ends. */
    private static UpdateControl<LoadTest> untilItEnds(Overrides.Reading override) {
        return OverrideWatch.end(override)
                .map(end -> UpdateControl.<LoadTest>noUpdate().rescheduleAfter(end))
                .orElseGet(UpdateControl::noUpdate);
    }

    /** Of its own override only: the run tells of its own. */
    private void tell(LoadTest test, LoadTestRun run, Overrides.Reading override) {
        var before = test.getStatus();
        var ofRun = run.getStatus() == null ? null : run.getStatus().override();
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

    private static boolean hasRun(LoadTest test, String trigger, List<LoadTestRun> runs) {
        return lastTrigger(test).filter(trigger::equals).isPresent()
                || latestTriggered(runs).filter(run -> hasTrigger(run, trigger)).isPresent();
    }

    /** The newest of the runs that the operator made: a spec that comes back after another one runs again. */
    private static Optional<LoadTestRun> latestTriggered(List<LoadTestRun> runs) {
        return runs.stream().filter(run -> trigger(run).isPresent()).max(Comparator.comparingInt(run -> number(run)));
    }

    private static boolean hasTrigger(LoadTestRun run, String trigger) {
        return trigger(run).filter(trigger::equals).isPresent();
    }

    private static Optional<String> trigger(LoadTestRun run) {
        return Optional.ofNullable(run.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.TRIGGER_ANNOTATION));
    }

    private static Optional<String> lastTrigger(LoadTest test) {
        return Optional.ofNullable(test.getStatus()).map(LoadTestStatus::lastTrigger);
    }

    private static Optional<LoadTestRun> latest(List<LoadTestRun> runs) {
        return runs.stream()
                .max(Comparator.comparing((LoadTestRun run) -> run.getMetadata().getCreationTimestamp())
                        .thenComparingInt(run -> number(run)));
    }

    /** One more than any number given so far, also when the run that had it was deleted. */
    private static int nextNumber(LoadTest test, List<LoadTestRun> runs) {
        var loadTest = test.getMetadata().getName();
        int last = Optional.ofNullable(test.getStatus())
                .map(LoadTestStatus::lastRun)
                .map(run -> number(loadTest, run))
                .orElse(0);
        return Math.max(
                        last,
                        runs.stream().mapToInt(LoadTestReconciler::number).max().orElse(0))
                + 1;
    }

    private static int number(LoadTestRun run) {
        return number(
                Objects.requireNonNullElse(run.getSpec().loadTest(), ""),
                run.getMetadata().getName());
    }

    /** The number in a name that the operator gives; 0 of other names, such as {@code nightly-20250101}. */
    private static int number(String loadTest, String run) {
        var matcher = NUMBER.matcher(run);
        int number = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return RunNames.run(loadTest, number).equals(run) ? number : 0;
    }
}
