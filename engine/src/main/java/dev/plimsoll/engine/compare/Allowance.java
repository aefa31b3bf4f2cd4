package dev.plimsoll.engine.compare;

/**
 * How much worse a candidate may be, as fractions of the baseline. Two bounds, because one cannot do both: with "at
 * most 10 % worse" alone, a candidate that is exactly 10 % worse would be undecided for ever. What lies between the two
 * may be decided either way, or not at all.
 *
 * @param tolerance of a candidate that must not fail: up to here it counts as no worse. 0.02 is 2 %
 * @param margin of a candidate that must not pass: from here on it counts as worse. 0.10 is 10 %
 */
public record Allowance(double tolerance, double margin) {
    /** What is allowed when nobody says otherwise: 2 % and 10 %. */
    public static final Allowance DEFAULT = new Allowance(0.02, 0.10);

    /**
     * For error rates, whose ratios scatter far more than those of times: with up to a tenth more errors a candidate
     * must not fail, and with three quarters more it must not pass.
     */
    public static final Allowance OF_ERRORS = new Allowance(0.10, 0.75);

    public Allowance {
        if (!(0 <= tolerance && tolerance <= margin && margin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("tolerance " + tolerance + " and margin " + margin
                    + ": the tolerance must be 0 or more, and the margin no less than the tolerance");
        }
    }

    /** The log-ratio up to which a candidate must not fail. */
    double toleratedLog() {
        return Math.log1p(tolerance);
    }

    /** The log-ratio from which on a candidate must not pass. */
    double marginLog() {
        return Math.log1p(margin);
    }
}
