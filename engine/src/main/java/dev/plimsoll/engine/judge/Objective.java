package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;

/**
 * One thing that must hold. A value equal to its limit holds.
 *
 * <p>Values are {@code double}s in the unit of the objective: nanoseconds for a time, a fraction for an error rate or a
 * check rate, times per second for a throughput; {@link #format} writes them.
 */
public sealed interface Objective {
    /** Significant digits of a value where nothing asks for more. */
    int DIGITS = 3;

    /** Unique in its budget. */
    String name();

    /** The requests it is about. */
    Selector selector();

    /** What it means when it does not hold. */
    Severity severity();

    /** The limit in the objective's unit. */
    double limit();

    /** Whether a value does not hold. */
    boolean isMissedBy(double value);

    /** Why a value does not hold. */
    Reason reasonOfMiss();

    /** What is measured, as in a sentence: {@code p99 of response time of buy/cart}. */
    String subject();

    /** The limit with its direction: {@code <= 300ms}. */
    String limitText();

    /** A value of this objective with its unit, to so many significant digits, at least three. */
    String format(double value, int digits);

    /** A value of this objective with its unit: {@code 212ms}. */
    default String format(double value) {
        return format(value, DIGITS);
    }

    /** A range of values with their unit: {@code 208ms..217ms}. */
    default String format(ValueRange range) {
        return format(range.low()) + ".." + format(range.high());
    }

    /** So many digits that a value is told from the limit, unless they are the same. */
    default int digitsToTell(double value) {
        int digits = DIGITS;
        while (digits < 15 && value != limit() && format(value, digits).equals(format(limit(), digits))) {
            digits++;
        }
        return digits;
    }

    /** Which time of a request is looked at. */
    enum Clock {
        /** From the instant it should have been sent to the end of its response. */
        RESPONSE("response time"),
        /** From the send to the end of its response. */
        SERVICE("service time");

        private final String label;

        Clock(String label) {
            this.label = label;
        }

        /** As in a sentence. */
        public String label() {
            return label;
        }
    }

    /**
     * A statistic of a time is at most so long.
     *
     * @param maxNanos longest that holds, in nanoseconds
     */
    record Latency(String name, Selector selector, Clock clock, Statistic statistic, long maxNanos, Severity severity)
            implements Objective {
        @Override
        public double limit() {
            return maxNanos;
        }

        @Override
        public boolean isMissedBy(double value) {
            return value > limit();
        }

        @Override
        public Reason reasonOfMiss() {
            return Reason.ABOVE_LIMIT;
        }

        @Override
        public String subject() {
            return statistic.label() + " of " + clock.label() + selector.suffix();
        }

        @Override
        public String limitText() {
            return "<= " + format(limit());
        }

        @Override
        public String format(double nanos, int digits) {
            return Durations.format(Math.round(nanos), digits);
        }
    }

    /**
     * At most such a share of the requests ends in an error.
     *
     * @param maxFraction largest share that holds, from 0 to 1
     */
    record ErrorRate(String name, Selector selector, double maxFraction, Severity severity) implements Objective {
        @Override
        public double limit() {
            return maxFraction;
        }

        @Override
        public boolean isMissedBy(double value) {
            return value > limit();
        }

        @Override
        public Reason reasonOfMiss() {
            return Reason.ABOVE_LIMIT;
        }

        @Override
        public String subject() {
            return "error rate" + selector.suffix();
        }

        @Override
        public String limitText() {
            return "<= " + format(limit());
        }

        @Override
        public String format(double fraction, int digits) {
            return Percentages.format(fraction, digits);
        }
    }

    /**
     * At least so many good responses come each second.
     *
     * @param minPerSecond smallest rate that holds
     */
    record Throughput(String name, Selector selector, double minPerSecond, Severity severity) implements Objective {
        @Override
        public double limit() {
            return minPerSecond;
        }

        @Override
        public boolean isMissedBy(double value) {
            return value < limit();
        }

        @Override
        public Reason reasonOfMiss() {
            return Reason.BELOW_LIMIT;
        }

        @Override
        public String subject() {
            return "throughput" + selector.suffix();
        }

        @Override
        public String limitText() {
            return ">= " + format(limit());
        }

        @Override
        public String format(double perSecond, int digits) {
            return Rates.format(perSecond, digits + 1);
        }
    }

    /**
     * At least such a share of the checks passes.
     *
     * @param minFraction smallest share that holds, from 0 to 1
     */
    record CheckRate(String name, Selector selector, double minFraction, Severity severity) implements Objective {
        @Override
        public double limit() {
            return minFraction;
        }

        @Override
        public boolean isMissedBy(double value) {
            return value < limit();
        }

        @Override
        public Reason reasonOfMiss() {
            return Reason.BELOW_LIMIT;
        }

        @Override
        public String subject() {
            return "check rate" + selector.suffix();
        }

        @Override
        public String limitText() {
            return ">= " + format(limit());
        }

        @Override
        public String format(double fraction, int digits) {
            return Percentages.formatBelowOne(fraction, digits);
        }
    }

    /**
     * The candidate of a comparison is not worse than the baseline by so much. Its values are differences, as fractions
     * of the baseline's value: 0.05 is 5 % more.
     *
     * @param compared what is held against each other
     * @param tolerance difference up to which it counts as no worse, above or at 0
     * @param maxRegression difference from which on it counts as worse, above the tolerance
     */
    record Regression(
            String name,
            Selector selector,
            Compared compared,
            double tolerance,
            double maxRegression,
            Severity severity)
            implements Objective {

        @Override
        public double limit() {
            return compared.higherIsWorse() ? maxRegression : -maxRegression;
        }

        @Override
        public boolean isMissedBy(double value) {
            return compared.higherIsWorse() ? value > limit() : value < limit();
        }

        @Override
        public Reason reasonOfMiss() {
            return Reason.WORSE;
        }

        @Override
        public String subject() {
            return compared.label() + selector.suffix();
        }

        @Override
        public String limitText() {
            return (compared.higherIsWorse() ? "<= " : ">= ") + format(limit());
        }

        @Override
        public String format(double difference, int digits) {
            var size = Percentages.format(Math.abs(difference), digits);
            return size.equals("0%") ? size : (difference > 0 ? "+" : "-") + size;
        }

        /** What is allowed, as ratios of which more is worse. */
        Allowance allowance() {
            return compared.allowance(tolerance, maxRegression);
        }
    }
}
