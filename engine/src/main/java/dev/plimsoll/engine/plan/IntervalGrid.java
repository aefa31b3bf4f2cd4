package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.contract.RunPlan;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The intervals in which every shard reports: one a second, cut in two where a bound of the plan lies within it. The
 * same for all shards, but for the last interval of each, which ends when the shard does. Immutable.
 */
public final class IntervalGrid {
    /** Length of an interval that is not cut. */
    public static final long INTERVAL_NANOS = 1_000_000_000L;

    private final NavigableSet<Long> cuts = new TreeSet<>();

    /**
     * The grid of a plan with these bounds.
     *
     * @param bounds instants since the start of the run that no interval reaches over; those of whole seconds make no
     *     difference
     */
    public IntervalGrid(Collection<Long> bounds) {
        bounds.stream().filter(bound -> bound % INTERVAL_NANOS != 0).forEach(cuts::add);
    }

    /** The grid of a plan. */
    public static IntervalGrid of(RunPlan plan) {
        return new IntervalGrid(plan.bounds());
    }

    /** Sequence of the interval that an instant falls into: 0 for the first. */
    public long sequenceAt(long instant) {
        return Math.floorDiv(instant, INTERVAL_NANOS)
                + cuts.headSet(instant, true).size();
    }

    /** The first instant after the interval that an instant falls into. */
    public long endAfter(long instant) {
        long second = (Math.floorDiv(instant, INTERVAL_NANOS) + 1) * INTERVAL_NANOS;
        var cut = cuts.higher(instant);
        return cut == null ? second : Math.min(second, cut);
    }
}
