package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * A timeline's seconds in wider steps, as wide as it takes to fit. What was joined is kept until one of its seconds
 * changes: a checkpoint every second must not join an hour anew.
 */
final class Joined {
    private final NavigableMap<Long, Bucket> seconds;
    private final NavigableSet<Long> bounds;
    private final Map<Long, Interval> kept = new HashMap<>();
    private long width = 1;

    /**
     * @param seconds the timeline's, as they grow
     * @param bounds the first second after each bound of the plan: always the first of a step; never empty
     */
    Joined(NavigableMap<Long, Bucket> seconds, Collection<Long> bounds) {
        this.seconds = seconds;
        this.bounds = new TreeSet<>(bounds);
    }

    /** The numbers of a second are not what they were. */
    void changed(long second) {
        kept.remove(endOfStep(second));
    }

    /** The first second after a second's step. Steps are counted back from the next bound, so none reaches over it. */
    private long endOfStep(long second) {
        var next = bounds.higher(second);
        long bound = next == null ? bounds.last() : next;
        return bound + (Math.floorDiv(second - bound, width) + 1) * width;
    }

    /** Intervals in order, at the first width, from the one found last time on, at which they fit. */
    List<Interval> fitting(long maxBytes, ToLongFunction<List<Interval>> sizeInBytes) {
        var intervals = intervals();
        for (long size = sizeInBytes.applyAsLong(intervals);
                size > maxBytes && intervals.size() > bounds.size() + 1;
                size = sizeInBytes.applyAsLong(intervals)) {
            widen(Math.ceilDiv(size, maxBytes));
            intervals = intervals();
        }
        return intervals;
    }

    /** Joining n intervals leaves no less than an n-th of their size, so no smaller power of two can do. */
    private void widen(long tooLargeBy) {
        long times = Long.highestOneBit(2 * tooLargeBy - 1);
        width = Math.multiplyExact(width, times);
        kept.clear();
    }

    private List<Interval> intervals() {
        var intervals = new ArrayList<Interval>();
        var second = seconds.firstEntry();
        while (second != null) {
            long end = endOfStep(second.getKey());
            intervals.add(interval(end, seconds.subMap(second.getKey(), end).values(), intervals.size()));
            second = seconds.ceilingEntry(end);
        }
        return intervals;
    }

    private Interval interval(long end, Collection<Bucket> buckets, long sequence) {
        if (buckets.size() == 1) {
            return buckets.iterator().next().toInterval(sequence);
        }
        var joined = kept.computeIfAbsent(end, _ -> join(buckets).toInterval(0));
        return new Interval(
                sequence,
                joined.startNanos(),
                joined.endNanos(),
                joined.series(),
                joined.health(),
                joined.connections());
    }

    /** Neighbours in order as one. */
    static Bucket join(Collection<Bucket> buckets) {
        var joined = new Bucket();
        buckets.forEach(joined::addFollowing);
        return joined;
    }
}
