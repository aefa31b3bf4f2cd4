package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestStatus;
import dev.plimsoll.api.v1alpha1.RunSummary;
import dev.plimsoll.api.v1alpha1.ScheduleStatus;
import dev.plimsoll.operator.status.Conditions.Claim;
import dev.plimsoll.operator.status.Conditions.Truth;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the status of a LoadTest says of its schedule and of the runs that there are. */
public final class ScheduleStatuses {
    private static final String INVALID = "InvalidSpec";
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx");

    private final Conditions conditions;

    public ScheduleStatuses(Conditions conditions) {
        this.conditions = conditions;
    }

    /**
     * The status with both.
     *
     * @param claim whether runs start by themselves; empty when none are meant to
     * @param newestFirst the runs that there are
     */
    public LoadTestStatus with(
            LoadTest test,
            LoadTestStatus status,
            @Nullable ScheduleStatus schedule,
            Optional<Claim> claim,
            List<LoadTestRun> newestFirst) {
        var before = test.getStatus() == null ? null : test.getStatus().conditions();
        var shown = Optional.ofNullable(status.conditions()).orElse(List.of());
        var all = claim.map(is -> conditions.with(is, test.getMetadata().getGeneration(), shown, before))
                .orElse(shown);
        var runs = newestFirst.stream()
                .limit(LoadTestStatus.MOST_RUNS)
                .map(ScheduleStatuses::summary)
                .toList();
        var complete = status.with(schedule, runs.isEmpty() ? null : runs, all);
        return claim.filter(is -> is.reason().equals(INVALID))
                .map(is -> complete.saying(is.reason(), is.message()))
                .orElse(complete);
    }

    /** The spec says no times. */
    public static Claim invalid(String problems) {
        return new Claim(ConditionType.Scheduled, Truth.False, INVALID, problems);
    }

    /** Nothing starts until somebody says otherwise. */
    public static Claim suspended() {
        return new Claim(
                ConditionType.Scheduled,
                Truth.False,
                "Suspended",
                "spec.schedule.suspend is true: nothing starts by itself until it is false");
    }

    /**
     * When the next run starts.
     *
     * @param zone in which people think of it
     */
    public static Claim waiting(ScheduleStatus schedule, ZoneId zone) {
        var next = schedule.nextTime();
        if (next == null) {
            return new Claim(
                    ConditionType.Scheduled,
                    Truth.False,
                    "Blackout",
                    "each run that is due in sight falls into spec.schedule.blackout; nothing starts by itself");
        }
        var message =
                "the next run starts at " + LOCAL.format(Instant.parse(next).atZone(zone));
        var skipped = schedule.lastSkipped();
        boolean ran = skipped == null
                || (schedule.lastTime() != null
                        && Instant.parse(schedule.lastTime()).isAfter(Instant.parse(skipped.time())));
        return ran || skipped == null
                ? new Claim(ConditionType.Scheduled, Truth.True, "Waiting", message)
                : new Claim(ConditionType.Scheduled, Truth.True, skipped.reason(), message + "; " + skipped.message());
    }

    private static RunSummary summary(LoadTestRun run) {
        var name = run.getMetadata().getName();
        var status = run.getStatus();
        return status == null
                ? new RunSummary(name, null, null, null, null, null, null)
                : new RunSummary(
                        name,
                        status.phase(),
                        status.verdict(),
                        status.reason(),
                        status.completedAt(),
                        status.achievedRate(),
                        status.p99());
    }
}
