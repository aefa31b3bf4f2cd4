package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Span;
import dev.plimsoll.engine.plan.IntervalGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison's result, round by round. A pure function of the result, whatever the width of its intervals.
 *
 * <p>What is not of a warm-up and happened in a warm-up is late: it belongs to the round before. So a round is complete
 * when every shard has reported the next round's warm-up: what is decided of it then, nothing changes later. Of the
 * last round, and of one in whose next warm-up the load was stopped, everything is known when every shard has ended.
 */
public final class Rounds {
    private final RunResult result;
    private final Comparison comparison;
    private final List<Span> warmups;
    private final List<Span> judged;
    private final IntervalGrid grid;

    private Rounds(RunResult result, Comparison comparison) {
        this.result = result;
        this.comparison = comparison;
        var phase = result.plan().phases().getFirst();
        this.warmups = phase.warmups();
        this.judged = phase.judged();
        this.grid = IntervalGrid.of(result.plan());
    }

    /** The rounds that have begun to be judged, in order; none when the run compares nothing. */
    public static List<Round> of(RunResult result) {
        var comparison = result.plan().comparison();
        return comparison == null ? List.of() : new Rounds(result, comparison).rounds();
    }

    /** How many rounds from the first on are complete, as far as shards have reported. */
    public static int complete(RunPlan plan, int plannedShards, List<ShardProgress> shards) {
        var comparison = plan.comparison();
        if (comparison == null) {
            return 0;
        }
        var rounds =
                new Rounds(new RunResult(RunPlan.VERSION, plan, 0, List.of(), plannedShards, shards, null), comparison);
        int complete = 0;
        while (complete < comparison.maxRounds() && rounds.isComplete(complete)) {
            complete++;
        }
        return complete;
    }

    private List<Round> rounds() {
        var inTime = new ArrayList<List<Series>>();
        var late = new ArrayList<List<Series>>();
        for (var interval : result.intervals()) {
            int round = roundOf(interval);
            while (inTime.size() <= round) {
                inTime.add(new ArrayList<>());
                late.add(new ArrayList<>());
            }
            if (round >= 0) {
                var its = isJudged(interval.startNanos()) ? inTime : late;
                interval.series().stream()
                        .filter(series -> !series.key().warmup())
                        .forEach(its.get(round)::add);
            }
        }
        var rounds = new ArrayList<Round>();
        for (int index = 0; index < inTime.size(); index++) {
            rounds.add(new Round(index, isComplete(index), judgedNanos(index), inTime.get(index), late.get(index)));
        }
        return rounds;
    }

    /** The round that an interval's judged requests are of; −1 in the first warm-up, where there are none. */
    private int roundOf(Interval interval) {
        long start = interval.startNanos();
        int round = comparison.roundOf(start);
        return round >= comparison.maxRounds() || isJudged(start)
                ? Math.min(round, comparison.maxRounds() - 1)
                : round - 1;
    }

    private boolean isJudged(long instant) {
        return judged.stream().anyMatch(stretch -> stretch.contains(instant));
    }

    private long judgedNanos(int round) {
        var whole = comparison.round(round);
        return judged.stream()
                .filter(stretch -> whole.contains(stretch.startNanos()))
                .mapToLong(Span::lengthNanos)
                .sum();
    }

    private boolean isComplete(int round) {
        return result.shards().size() == result.plannedShards()
                && result.shards().stream().allMatch(shard -> hasReported(shard, round));
    }

    private boolean hasReported(ShardProgress shard, int round) {
        long end = comparison.round(round).endNanos();
        if (shard.ending() != null) {
            return grid.sequenceAt(end) <= shard.receivedThrough(); // its last interval may end at any instant
        }
        boolean hasNext = round + 1 < comparison.maxRounds();
        return hasNext && grid.sequenceAt(endOfWarmup(end)) <= shard.receivedThrough() + 1;
    }

    /** The end of the warm-up that begins at an instant, or the instant when none does. */
    private long endOfWarmup(long instant) {
        return warmups.stream()
                .filter(warmup -> warmup.contains(instant))
                .mapToLong(Span::endNanos)
                .findFirst()
                .orElse(instant);
    }
}
