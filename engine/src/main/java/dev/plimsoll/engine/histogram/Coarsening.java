package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Series;

/**
 * Makes a result smaller whose intervals cannot be joined any further. No count is lost: each value moves to the middle
 * of the wider bucket that it lies in, by at most one part in 256, and neighbours that meet there are counted together.
 */
public final class Coarsening {
    /** Significant bits of a value that are kept: 128 buckets from one power of two to the next. */
    private static final int BITS = 8;

    private Coarsening() {}

    /** The same interval with coarser histograms. */
    public static Interval of(Interval interval) {
        return new Interval(
                interval.sequence(),
                interval.startNanos(),
                interval.endNanos(),
                interval.series().stream().map(Coarsening::of).toList(),
                interval.health(),
                interval.connections());
    }

    private static Series of(Series series) {
        return new Series(
                series.key(),
                series.counts(),
                of(series.response()),
                of(series.service()),
                of(series.lag()),
                of(series.firstByte()));
    }

    private static EncodedHistogram of(EncodedHistogram fine) {
        var coarse = Histograms.create();
        Histograms.read(fine, (value, count) -> coarse.recordValueWithCount(middle(value), count));
        return Histograms.encode(coarse);
    }

    /** Of the bucket that a value lies in. */
    private static long middle(long value) {
        int dropped = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - BITS);
        long lowest = value >>> dropped << dropped;
        return Math.min(Histograms.HIGHEST_NANOS, lowest + (1L << dropped >>> 1));
    }
}
