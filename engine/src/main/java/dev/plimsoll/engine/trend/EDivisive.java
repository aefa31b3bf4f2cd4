package dev.plimsoll.engine.trend;

import java.util.Optional;

/**
 * Where a series falls apart best. With m values x before a night τ and n values y from there to κ, the divergence is
 * mn/(m+n) · [2/(mn) ΣΣ|x−y| − C(m,2)⁻¹ Σ|x−x'| − C(n,2)⁻¹ Σ|y−y'|], where the mean over no pairs is 0 (Matteson &amp;
 * James 2014, α = 1); the split is the τ of the greatest over all τ and κ.
 */
public final class EDivisive {
    private EDivisive() {}

    /**
     * The best split.
     *
     * @param at index of the first value after it
     * @param end index after the last value of its second side, κ; what comes later may be something else again
     * @param divergence how much both sides differ, above 0; grows with the unit of the values
     */
    public record Split(int at, int end, double divergence) {}

    /**
     * Of the values from {@code from} to before {@code to}; empty when no split leaves so many values on either side,
     * or both sides of every split are alike. Takes time with the square of the number of values.
     *
     * @param shortest values on either side at least, at least 1
     */
    public static Optional<Split> split(double[] values, int from, int to, int shortest) {
        Split best = null;
        double[] within = new double[to - from + 1]; // sums of distances in the first values
        double[] after = new double[to - from + 1]; // the same of those from each τ to the κ of now
        for (int end = from + 1; end <= to; end++) {
            double added = 0;
            for (int at = end - 1; at >= from; at--) {
                added += Math.abs(values[at] - values[end - 1]);
                after[at - from] += added;
            }
            within[end - from] = after[0];
            for (int at = from + shortest; at <= end - shortest; at++) {
                double divergence =
                        divergence(at - from, end - at, within[at - from], after[at - from], within[end - from]);
                if (divergence > (best == null ? 0 : best.divergence)) {
                    best = new Split(at, end, divergence);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static double divergence(int before, int after, double withinBefore, double withinAfter, double all) {
        double across = all - withinBefore - withinAfter;
        return (double) before
                * after
                / (before + after)
                * (2 * across / before / after - mean(withinBefore, before) - mean(withinAfter, after));
    }

    private static double mean(double sum, int values) {
        return values < 2 ? 0 : sum / (values * (values - 1.0) / 2);
    }
}
