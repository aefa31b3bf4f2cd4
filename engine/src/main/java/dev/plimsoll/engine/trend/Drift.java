package dev.plimsoll.engine.trend;

import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A slow change: the median of the slopes between all pairs of nights (Theil 1950, Sen 1968), when the sign of most of
 * them is more than chance (Mann 1945, Kendall 1975). Nights that resemble the night before make chance greater: the
 * variance of Kendall's sum is multiplied by (1 + r)/(1 − r), as of a process AR(1).
 *
 * @param since index of its first night in the list of all nights
 * @param nights how many nights with a value it comes from
 * @param perThirtyNights a fraction of the value before, 0.1 for 10 % more in 30 nights; for a share of requests a
 *     fraction of what the limit allows
 * @param pValue how likely so many slopes of one sign are when there is no drift
 */
public record Drift(int since, int nights, double perThirtyNights, double pValue) {
    /** Fewer nights are a matter of days. */
    static final int FEWEST = 14;

    private static final double LEVEL = 1e-3;
    private static final int THIRTY = 30;

    /** What all pairs of nights say. */
    private record Pairs(double slope, double sum, double variance) {}

    /**
     * That of values on a scale, evenly apart.
     *
     * @param values finite
     * @param since told in the result
     * @param magnitude that the drift from the first value to the last is not below, on the scale
     */
    static Optional<Drift> of(double[] values, int since, Limit limit, double magnitude) {
        if (values.length < FEWEST) {
            return Optional.empty();
        }
        var pairs = pairs(values);
        double p = pValue(values, pairs);
        return p <= LEVEL && Math.abs(pairs.slope) * (values.length - 1) >= magnitude
                ? Optional.of(new Drift(since, values.length, limit.changeOf(THIRTY * pairs.slope), p))
                : Optional.empty();
    }

    private static double pValue(double[] values, Pairs pairs) {
        double[] level = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            level[i] = values[i] - pairs.slope * i;
        }
        double r = ResemblingNights.resemblance(level, new int[] {0, values.length});
        double deviation = Math.sqrt(pairs.variance * (1 + r) / (1 - r));
        double distance = Math.max(0, Math.abs(pairs.sum) - 1); // for continuity
        return deviation == 0 ? 1 : 2 * NormalDistribution.of(0, 1).survivalProbability(distance / deviation);
    }

    private static Pairs pairs(double[] values) {
        int n = values.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int next = 0;
        double sum = 0;
        double tied = 0;
        for (int i = 0; i < n; i++) {
            int equals = 1;
            boolean first = true;
            for (int j = 0; j < n; j++) {
                equals += j != i && values[j] == values[i] ? 1 : 0;
                first &= j >= i || values[j] != values[i];
                if (j > i) {
                    slopes[next++] = (values[j] - values[i]) / (j - i);
                    sum += Math.signum(values[j] - values[i]);
                }
            }
            tied += first ? ties(equals) : 0;
        }
        return new Pairs(Medians.of(slopes), sum, (ties(n) - tied) / 18);
    }

    private static double ties(double equals) {
        return equals * (equals - 1) * (2 * equals + 5);
    }
}
