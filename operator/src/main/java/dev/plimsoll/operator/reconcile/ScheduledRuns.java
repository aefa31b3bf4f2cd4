package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.ScheduleSpec;
import dev.plimsoll.api.v1alpha1.ScheduleStatus;
import dev.plimsoll.api.v1alpha1.ScheduleStatus.SkippedStatus;
import dev.plimsoll.operator.job.RunNames;
import dev.plimsoll.operator.schedule.Decision;
import dev.plimsoll.operator.schedule.DueTimes;
import dev.plimsoll.operator.schedule.SchedulePlan;
import dev.plimsoll.operator.schedule.Timetable;
import dev.plimsoll.operator.status.Conditions.Claim;
import dev.plimsoll.operator.status.EventFactory.Kind;
import dev.plimsoll.operator.status.ScheduleStatuses;
import dev.plimsoll.operator.translate.Problem;
import dev.plimsoll.operator.translate.Translator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts the runs of a LoadTest that are due by its schedule. A run is named after its due time, and is there before
 * status says so: whoever died in between finds it, and nobody can make a second one.
 */
final class ScheduledRuns {
    /** Clocks jump, and computers sleep: a timer alone would be late by as much. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private static final Duration NAME_TAKEN = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final Clock clock;

    ScheduledRuns(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param status for the LoadTest; null without a schedule
     * @param claim whether runs start by themselves; empty when none are meant to
     * @param run that was started now
     * @param again when to look again
     */
    record Outcome(
            @Nullable ScheduleStatus status,
            Optional<Claim> claim,
            Optional<LoadTestRun> run,
            Optional<Duration> again) {}

    Outcome look(LoadTest test, List<LoadTestRun> runs) {
        var problems = Translator.scheduleProblems(test.getSpec());
        if (!problems.isEmpty()) {
            var text = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
            return new Outcome(null, Optional.of(ScheduleStatuses.invalid(text)), Optional.empty(), Optional.empty());
        }
        var spec = test.getSpec().schedule();
        return spec == null
                ? new Outcome(null, Optional.empty(), Optional.empty(), Optional.empty())
                : look(test, spec, runs);
    }

    private Outcome look(LoadTest test, ScheduleSpec spec, List<LoadTestRun> runs) {
        var now = clock.instant();
        var plan = SchedulePlan.of(spec);
        var before = known(test, spec, now);
        var started =
                runs.stream().flatMap(run -> Trigger.dueTime(run).stream()).toList();
        var decision = DueTimes.decide(plan, new DueTimes.Known(settled(before), started, active(runs)), now);
        tellMissed(test, decision);
        return switch (decision) {
            case Decision.Wait() -> outcome(plan, before, Optional.empty(), now);
            case Decision.Skip skip -> {
                cluster.tell(test, Kind.Warning, "Skipped" + skip.reason(), skip.message());
                var skipped =
                        new SkippedStatus(skip.due().toString(), skip.reason().name(), skip.message());
                yield outcome(plan, before.skipped(skipped), Optional.empty(), now);
            }
            case Decision.Start start ->
                start(test, start, runs)
                        .map(run -> outcome(
                                plan,
                                before.started(
                                        start.due().toString(),
                                        run.getMetadata().getName()),
                                Optional.of(run),
                                now))
                        .orElseGet(() -> {
                            var waiting = outcome(plan, before, Optional.empty(), now);
                            return new Outcome(
                                    waiting.status(), waiting.claim(), Optional.empty(), Optional.of(NAME_TAKEN));
                        });
        };
    }

    /** What was said of the same schedule before; one that is new here has no past. */
    private static ScheduleStatus known(LoadTest test, ScheduleSpec spec, Instant now) {
        var status = test.getStatus();
        var before = status == null ? null : status.schedule();
        if (before != null
                && before.cron().equals(spec.cron())
                && before.timeZone().equals(spec.timeZone())) {
            return before;
        }
        var since = status == null
                ? test.getMetadata().getCreationTimestamp()
                : now.truncatedTo(ChronoUnit.SECONDS).toString();
        return new ScheduleStatus(spec.cron(), spec.timeZone(), since, null, null, null, null);
    }

    private static Instant settled(ScheduleStatus before) {
        var skipped = before.lastSkipped();
        return Stream.of(
                        Optional.of(before.since()),
                        Optional.ofNullable(before.lastTime()),
                        Optional.ofNullable(skipped).map(SkippedStatus::time))
                .flatMap(Optional::stream)
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<DueTimes.Active> active(List<LoadTestRun> runs) {
        return runs.stream()
                .filter(run -> !KnownRuns.hasEnded(run))
                .map(run -> new DueTimes.Active(
                        run.getMetadata().getName(), run.getSpec().revision() != null))
                .toList();
    }

    /** What it replaces ends first: should the operator die in between, no load is sent twice. */
    private Optional<LoadTestRun> start(LoadTest test, Decision.Start start, List<LoadTestRun> runs) {
        var there = runs.stream()
                .filter(run -> Trigger.dueTime(run).filter(start.due()::equals).isPresent())
                .findFirst();
        if (there.isPresent()) {
            return there;
        }
        var name = RunNames.due(test.getMetadata().getName(), start.due());
        runs.stream()
                .filter(run -> start.replaced().contains(run.getMetadata().getName()))
                .forEach(run -> cluster.annotate(run, Api.SUPERSEDED_ANNOTATION, name));
        var created = cluster.create(FrozenRun.create(test, name, Trigger.due(start.due())));
        if (created.isPresent()) {
            cluster.tell(
                    test,
                    Kind.Normal,
                    "RunCreated",
                    "created LoadTestRun " + name + ", which was due at " + start.due());
            return created;
        }
        return cluster.run(test.getMetadata().getNamespace(), name)
                .filter(taken -> FrozenRun.isOf(test, taken))
                .filter(taken ->
                        Trigger.dueTime(taken).filter(start.due()::equals).isPresent());
    }

    private void tellMissed(LoadTest test, Decision decision) {
        switch (decision) {
            case Decision.Wait() -> {}
            case Decision.Start start -> tellMissed(test, start.due(), start.missed());
            case Decision.Skip skip -> tellMissed(test, skip.due(), skip.missed());
        }
    }

    private void tellMissed(LoadTest test, Instant due, int missed) {
        if (missed > 0) {
            var many = missed >= Timetable.MOST_COUNTED;
            cluster.tell(
                    test,
                    Kind.Warning,
                    "MissedDueTimes",
                    (many ? Timetable.MOST_COUNTED + " due times or more" : missed + " due times") + " before " + due
                            + " have no run and get none: nobody was there to start them, or they were suspended"
                            + (many ? "; see whether the operator's clock is right" : ""));
        }
    }

    private static Outcome outcome(SchedulePlan plan, ScheduleStatus status, Optional<LoadTestRun> run, Instant now) {
        if (plan.suspended()) {
            return new Outcome(
                    status.next(null), Optional.of(ScheduleStatuses.suspended()), run, Optional.of(LOOK_AGAIN));
        }
        var shown = status.next(plan.nextStart(now).map(Instant::toString).orElse(null));
        var untilDue = plan.timetable()
                .next(now)
                .map(due -> Duration.between(now, due))
                .filter(wait -> wait.compareTo(LOOK_AGAIN) < 0)
                .orElse(LOOK_AGAIN);
        return new Outcome(
                shown,
                Optional.of(ScheduleStatuses.waiting(shown, plan.timetable().zone())),
                run,
                Optional.of(untilDue));
    }
}
