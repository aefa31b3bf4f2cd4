package dev.plimsoll.bench.stats;

import java.util.Arrays;

/** The quantiles that are compared, in nanoseconds. */
public record Quantiles(double p50, double p99, double p999) {
    /** Exact ones, by nearest rank: the least sample with at least that share of all at or below it. */
    public static Quantiles of(long[] samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("no samples, no quantiles");
        }
        var sorted = samples.clone();
        Arrays.sort(sorted);
        return new Quantiles(atPercent(sorted, 50), atPercent(sorted, 99), atPercent(sorted, 99.9));
    }

    /** Of sorted samples. */
    public static long atPercent(long[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length - 1e-9);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    /** How far these are from the truth, as fractions of it; positive when they are too high. */
    public Quantiles errorsAgainst(Quantiles truth) {
        return new Quantiles(p50 / truth.p50 - 1, p99 / truth.p99 - 1, p999 / truth.p999 - 1);
    }

    /** Whether each is within a limit of its own, either way. */
    public boolean isWithin(double p50Limit, double p99Limit, double p999Limit) {
        return Math.abs(p50) <= p50Limit && Math.abs(p99) <= p99Limit && Math.abs(p999) <= p999Limit;
    }
}
