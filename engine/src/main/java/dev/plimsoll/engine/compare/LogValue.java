package dev.plimsoll.engine.compare;

/** What one side alone gives to a {@link LogRatio}: a natural logarithm, of which more is worse. */
public final class LogValue {
    /** Keeps the logarithm of nothing finite; for the ratio of two counts it is nearly unbiased (Haldane 1955). */
    private static final double HALF = 0.5;

    private LogValue() {}

    /** Of a time in any unit, above 0. */
    public static double ofTime(double time) {
        if (!(time > 0)) {
            throw new IllegalArgumentException("a time of " + time + ": only times above 0 have a logarithm");
        }
        return Math.log(time);
    }

    /** Of how many good responses there were; those that it is held against must come from as much time. */
    public static double ofThroughput(long good) {
        return -Math.log(good + HALF);
    }

    /** Of errors in so many requests, which are above 0. */
    public static double ofErrors(long errors, long requests) {
        return Math.log((errors + HALF) / requests);
    }
}
