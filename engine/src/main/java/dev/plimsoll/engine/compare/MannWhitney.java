package dev.plimsoll.engine.compare;

import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How the values of two arms rank among each other, from buckets: values of one bucket are ties.
 *
 * @param u in how many pairs of a baseline's and a candidate's value the candidate's is higher; ties count half
 * @param baseline how many values
 * @param candidate how many values
 * @param deviation of u when both arms are alike and values are independent, with the correction for ties
 */
public record MannWhitney(double u, long baseline, long candidate, double deviation) {
    /** Two arms' values, of histograms of one shape; of other shapes each value counts in the baseline's bucket. */
    public static MannWhitney of(Histogram baseline, Histogram candidate) {
        var counts = new TreeMap<Long, long[]>();
        for (var bucket : baseline.recordedValues()) {
            add(
                    counts,
                    baseline.lowestEquivalentValue(bucket.getValueIteratedTo()),
                    0,
                    bucket.getCountAtValueIteratedTo());
        }
        for (var bucket : candidate.recordedValues()) {
            add(
                    counts,
                    baseline.lowestEquivalentValue(bucket.getValueIteratedTo()),
                    1,
                    bucket.getCountAtValueIteratedTo());
        }
        return of(
                counts.values().stream().mapToLong(both -> both[0]).toArray(),
                counts.values().stream().mapToLong(both -> both[1]).toArray());
    }

    private static void add(TreeMap<Long, long[]> counts, long value, int arm, long count) {
        counts.computeIfAbsent(value, _ -> new long[2])[arm] += count;
    }

    /**
     * Of counts in the same buckets, from the lowest value to the highest.
     *
     * @throws IllegalArgumentException when an arm has no values
     */
    public static MannWhitney of(long[] baseline, long[] candidate) {
        long below = 0;
        long higher = 0;
        double u = 0;
        double ties = 0;
        for (int i = 0; i < baseline.length; i++) {
            u += candidate[i] * (below + baseline[i] / 2.0);
            below += baseline[i];
            higher += candidate[i];
            double tied = (double) baseline[i] + candidate[i];
            ties += tied * tied * tied - tied;
        }
        if (below == 0 || higher == 0) {
            throw new IllegalArgumentException(
                    below + " values of the baseline and " + higher + " of the candidate: each needs one");
        }
        double all = (double) below + higher;
        double variance = (double) below * higher / 12 * (all + 1 - ties / (all * (all - 1)));
        return new MannWhitney(u, below, higher, Math.sqrt(Math.max(0, variance)));
    }

    /** The probability that a candidate's value is higher than a baseline's, ties half (Vargha and Delaney 2000). */
    public double superiority() {
        return u / baseline / candidate;
    }

    /** How far from its mean u is, in standard deviations, half a step nearer for continuity; 0 when all are tied. */
    public double z() {
        double distance = u - (double) baseline * candidate / 2;
        return deviation == 0 ? 0 : Math.signum(distance) * Math.max(0, Math.abs(distance) - 0.5) / deviation;
    }

    /** Probability of a u as high as this when both arms are alike, by the normal distribution. */
    public double higherByChance() {
        return NormalDistribution.of(0, 1).survivalProbability(z());
    }
}
