package dev.plimsoll.cli.show;

import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.operator.collect.LiveView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line about a run that is under way. */
public final class ProgressText {
    private final Schedule schedule;
    private final @Nullable Comparison comparison;

    public ProgressText(RunPlan plan) {
        this(plan.phases(), plan.comparison());
    }

    ProgressText(List<Phase> phases, @Nullable Comparison comparison) {
        this.schedule = new Schedule(phases);
        this.comparison = comparison;
    }

    /** Phase, time left, offered and achieved rate, p50 and p99 of the last seconds, errors so far. */
    public String of(LiveView live) {
        return switch (live.phase()) {
            case GATHERING, READY ->
                "starting | %d of %d runners are ready".formatted(live.runnersRegistered(), live.runnersExpected());
            case RUNNING -> running(live);
            case ENDED -> "judging";
        };
    }

    private String running(LiveView live) {
        long elapsed = live.elapsed().toNanos();
        var where = where(live, elapsed);
        var recent = live.recent();
        if (recent == null) {
            return where;
        }
        return "%s | offered %s, sent %s | p50 %s, p99 %s | %s errors"
                .formatted(
                        where,
                        rate(recent.offeredPerSecond()),
                        rate(recent.achievedPerSecond()),
                        Durations.format(recent.p50Nanos()),
                        Durations.format(recent.p99Nanos()),
                        Numbers.grouped(live.totalErrors()));
    }

    private String where(LiveView live, long elapsed) {
        var left = schedule.leftNanos(elapsed);
        if (comparison == null || left == 0) {
            return "%s, %s left".formatted(schedule.phase(elapsed), left(left));
        }
        var decided = live.comparison() == null
                ? ""
                : ", %d of %d decided"
                        .formatted(
                                live.comparison().decided(), live.comparison().compared());
        return "round %d of at most %d%s, at most %s left"
                .formatted(comparison.roundOf(elapsed) + 1, comparison.maxRounds(), decided, left(left));
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%,.1f/s" : "%,.0f/s", perSecond);
    }

    /** Minutes and seconds: this one ticks. */
    private static String left(long nanos) {
        long seconds = Math.ceilDiv(nanos, 1_000_000_000L);
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
