package dev.plimsoll.engine.compare;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The ratio of two error rates with its exact interval, for display: it takes errors as independent, and they come in
 * bursts. Given how many errors there are in all, how many of them are the candidate's is binomial (Clopper and Pearson
 * 1934; Przyborowski and Wilenski 1940).
 *
 * @param ratio candidate's rate ÷ baseline's; infinite when only the candidate has errors, NaN when nobody has
 * @param low what it is not below
 * @param high what it is not above; infinite when the baseline has no errors
 */
public record ErrorRatio(double ratio, double low, double high) {
    /**
     * Of two counts of errors.
     *
     * @param baselineRequests of which the errors are, above 0
     * @param candidateRequests of which the errors are, above 0
     * @param confidence of the interval, such as 0.95
     */
    public static ErrorRatio of(
            long baselineErrors,
            long baselineRequests,
            long candidateErrors,
            long candidateRequests,
            double confidence) {
        double tail = (1 - confidence) / 2;
        double requests = (double) candidateRequests / baselineRequests;
        double low = candidateErrors == 0
                ? 0
                : BetaDistribution.of((double) candidateErrors, baselineErrors + 1.0)
                        .inverseCumulativeProbability(tail);
        double high = baselineErrors == 0
                ? 1
                : BetaDistribution.of(candidateErrors + 1.0, (double) baselineErrors)
                        .inverseSurvivalProbability(tail);
        double share = (double) candidateErrors / (candidateErrors + baselineErrors);
        return new ErrorRatio(odds(share) / requests, odds(low) / requests, odds(high) / requests);
    }

    private static double odds(double share) {
        return share / (1 - share);
    }
}
