package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.HistorySpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.ScheduleSpec;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.MalformedQuantityException;
import dev.plimsoll.operator.schedule.MalformedScheduleException;
import dev.plimsoll.operator.schedule.SchedulePlan;
import dev.plimsoll.operator.schedule.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a schedule must be: one that comes, in a zone that there is, and not always in a blackout. */
final class ScheduleRules {
    /** Any time will do: hours of days come again each week. */
    private static final Instant SOME_TIME = Instant.EPOCH;

    private ScheduleRules() {}

    /** Checks when the runs of a spec start by themselves, and which of them are kept. */
    static void check(LoadTestSpec spec, Findings at) {
        if (spec.schedule() != null) {
            check(spec.schedule(), at.at("schedule"));
        }
        if (spec.history() != null) {
            checkHistory(spec.history(), at.at("history"));
        }
    }

    private static void check(ScheduleSpec spec, Findings at) {
        boolean good = read(() -> Timetable.checkCron(spec.cron()), spec.cron(), at.at("cron"));
        good &= read(() -> Timetable.zone(spec.timeZone()), spec.timeZone(), at.at("timeZone"));
        good &= QuantityRules.positiveDuration(
                        spec.startingDeadline(),
                        "leaves no time to start a run; give one such as 1h",
                        at.at("startingDeadline"))
                .isPresent();
        var blackouts = Objects.requireNonNullElse(spec.blackout(), List.<ScheduleSpec.BlackoutSpec>of());
        for (int i = 0; i < blackouts.size(); i++) {
            var blackout = blackouts.get(i);
            good &= read(
                    () -> SchedulePlan.checkBlackout(blackout),
                    blackout.from() + " to " + blackout.to(),
                    at.at("blackout", i));
        }
        if (good && SchedulePlan.of(spec).nextStart(SOME_TIME).isEmpty()) {
            at.at("blackout")
                    .report("holds every run that is due by cron " + spec.cron()
                            + "; shorten it, correct cron, or set suspend");
        }
    }

    private static boolean read(Runnable reading, String value, Findings at) {
        try {
            reading.run();
            return true;
        } catch (MalformedScheduleException e) {
            at.report(value, Objects.requireNonNull(e.getMessage()));
            return false;
        }
    }

    /** It may be longer than what runs do: runs are kept for years. */
    private static void checkHistory(HistorySpec spec, Findings at) {
        if (spec.maxAge() == null) {
            return;
        }
        try {
            if (Durations.parse(spec.maxAge()) <= 0) {
                at.at("maxAge").report(spec.maxAge(), "would keep no run at all; give one such as 2160h, or remove it");
            }
        } catch (MalformedQuantityException e) {
            at.at("maxAge").report(spec.maxAge(), "is no time that runs are kept; write hours, such as 2160h");
        }
    }
}
