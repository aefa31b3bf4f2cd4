package dev.plimsoll.engine.compare;

/** The one number that a round gives: the natural logarithm of a ratio, positive when the candidate is worse. */
public final class LogRatio {
    /** Keeps the logarithm of nothing finite; for the ratio of two counts it is nearly unbiased (Haldane 1955). */
    private static final double HALF = 0.5;

    private LogRatio() {}

    /**
     * Of times of the same kind, such as the arms' percentiles of a round.
     *
     * @param baseline in any unit, above 0
     * @param candidate in the same unit, above 0
     */
    public static double ofTimes(double baseline, double candidate) {
        if (!(baseline > 0 && candidate > 0)) {
            throw new IllegalArgumentException(
                    "times " + baseline + " and " + candidate + ": only times above 0 have a ratio");
        }
        return Math.log(candidate) - Math.log(baseline);
    }

    /**
     * Of how much got done in the same time: the candidate is worse when it did less.
     *
     * @param baseline good responses
     * @param candidate good responses
     */
    public static double ofThroughput(long baseline, long candidate) {
        return Math.log(baseline + HALF) - Math.log(candidate + HALF);
    }

    /**
     * Of error rates.
     *
     * @param baselineRequests of which the errors are, above 0
     * @param candidateRequests of which the errors are, above 0
     */
    public static double ofErrors(
            long baselineErrors, long baselineRequests, long candidateErrors, long candidateRequests) {
        return Math.log((candidateErrors + HALF) / candidateRequests)
                - Math.log((baselineErrors + HALF) / baselineRequests);
    }
}
