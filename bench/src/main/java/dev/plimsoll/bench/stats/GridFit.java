package dev.plimsoll.bench.stats;

import java.util.Arrays;

/**
 * How far arrivals were from an even grid: the n-th arrival from the n-th point.
 *
 * @param phaseNanos where the grid begins, so that half of the arrivals are before their point: a delay that all have
 *     in common, such as the way through the kernel, is no error of the schedule
 * @param p50 of the distance either way, in nanoseconds
 * @param p99 of the distance either way, in nanoseconds
 */
public record GridFit(long phaseNanos, long p50, long p99) {
    /**
     * Fits the phase and measures the distances of some of the arrivals.
     *
     * @param arrivals in order; number 0 belongs to point 0
     * @param from first that counts
     * @param to end of those that count
     * @param ratePerSecond of the grid's points
     */
    public static GridFit of(long[] arrivals, int from, int to, double ratePerSecond) {
        if (from >= to) {
            throw new IllegalArgumentException("no arrivals from " + from + " to " + to);
        }
        var offsets = new long[to - from];
        for (int i = from; i < to; i++) {
            offsets[i - from] = arrivals[i] - pointOf(i, ratePerSecond);
        }
        Arrays.sort(offsets);
        long phase = Quantiles.atPercent(offsets, 50);
        var distances = Arrays.stream(offsets)
                .map(offset -> Math.abs(offset - phase))
                .sorted()
                .toArray();
        return new GridFit(phase, Quantiles.atPercent(distances, 50), Quantiles.atPercent(distances, 99));
    }

    /** Nanoseconds from point 0 to point i. */
    public static long pointOf(long i, double ratePerSecond) {
        return Math.round(i * (1e9 / ratePerSecond));
    }
}
