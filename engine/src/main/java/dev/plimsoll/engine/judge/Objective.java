package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;

/**
 * One thing that must hold. A value equal to its limit holds.
 *
 * <p>Values are {@code double}s in the unit of the objective: nanoseconds for a time, a fraction for an error rate, times per
 * second for a throughput; {@link #format} writes them.
 */
public sealed interface Objective {
    /** Unique in its budget. */
    String name();

    /** The requests it is about. */
    Selector selector();

    /** What it means when it does not hold. */
    Severity severity();

    /** The limit in the objective's unit. */
    double limit();

    /** What is measured, as in a sentence: {@code p99 of response time of buy/cart}. */
    String subject();

    /** The limit with its direction: {@code <= 300ms}. */
    String limitText();

    /** A value of this objective with its unit: {@code 212ms}. */
    String format(double value);

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
        public String subject() {
            return statistic.label() + " of " + clock.label() + selector.suffix();
        }

        @Override
        public String limitText() {
            return "<= " + format(limit());
        }

        @Override
        public String format(double nanos) {
            return Durations.format(Math.round(nanos));
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
        public String subject() {
            return "error rate" + selector.suffix();
        }

        @Override
        public String limitText() {
            return "<= " + format(limit());
        }

        @Override
        public String format(double fraction) {
            return Percentages.format(fraction);
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
        public String subject() {
            return "throughput" + selector.suffix();
        }

        @Override
        public String limitText() {
            return ">= " + format(limit());
        }

        @Override
        public String format(double perSecond) {
            return Rates.format(perSecond);
        }
    }
}
