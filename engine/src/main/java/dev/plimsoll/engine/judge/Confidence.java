package dev.plimsoll.engine.judge;

import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Intervals that hold the true value in 95 of 100 repetitions, as far as sampling goes. They take requests as
 * independent and know nothing of a bad node or a busy hour, so they are shown and never decide alone.
 */
public final class Confidence {
    /** Probability left out at each end. */
    private static final double TAIL = 0.025;

    /** The standard normal distribution's quantile at 1 − {@link #TAIL}. */
    private static final double Z = 1.959964;

    private Confidence() {}

    /**
     * Of a percentile, by order statistics, free of any assumption about the distribution: the number of samples at or
     * below the true percentile is binomial, so its quantiles are the ranks of the samples that bound it (Conover,
     * Practical Nonparametric Statistics, 3.2). Exact, so it is right for few samples too. Where a rank does not exist,
     * the bound is 0 or infinity.
     *
     * @param percent above 0 and below 100
     */
    public static ValueRange ofPercentile(Histogram histogram, double percent) {
        return ofPercentile(histogram, percent, TAIL);
    }

    /**
     * The same with another probability.
     *
     * @param tail left out at each end
     */
    public static ValueRange ofPercentile(Histogram histogram, double percent, double tail) {
        long n = histogram.getTotalCount();
        int trials = (int) Math.min(n, Integer.MAX_VALUE);
        double scale = (double) n / trials; // 1, but for more samples than the distribution takes: then a little wider
        var below = BinomialDistribution.of(trials, percent / 100);
        long lowRank = (long) Math.floor(below.inverseCumulativeProbability(tail) * scale);
        long highRank = (long) Math.ceil((below.inverseCumulativeProbability(1 - tail) + 1) * scale);
        return new ValueRange(
                lowRank < 1 ? 0 : valueAtRank(histogram, lowRank),
                highRank > n ? Double.POSITIVE_INFINITY : valueAtRank(histogram, highRank));
    }

    /** The first value at which so many samples are counted; rank 1 is the smallest sample's. */
    private static long valueAtRank(Histogram histogram, long rank) {
        for (var bucket : histogram.recordedValues()) {
            if (bucket.getTotalCountToThisValue() >= rank) {
                return bucket.getValueIteratedTo();
            }
        }
        throw new IllegalArgumentException("no rank " + rank + " of " + histogram.getTotalCount());
    }

    /** Of the mean, by the normal distribution: for 30 samples and more. */
    static ValueRange ofMean(Histogram histogram) {
        double mean = histogram.getMean();
        double margin = Z * histogram.getStdDeviation() / Math.sqrt((double) histogram.getTotalCount());
        return new ValueRange(Math.max(0, mean - margin), mean + margin);
    }

    /** Of the share of hits, after Clopper and Pearson: exact, and never too narrow. */
    static ValueRange ofShare(long hits, long trials) {
        double low = hits == 0
                ? 0
                : BetaDistribution.of((double) hits, trials - hits + 1.0).inverseCumulativeProbability(TAIL);
        double high = hits == trials
                ? 1
                : BetaDistribution.of(hits + 1.0, (double) (trials - hits)).inverseCumulativeProbability(1 - TAIL);
        return new ValueRange(low, high);
    }
}
