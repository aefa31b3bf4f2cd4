package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;

/** What of the two sides of a comparison is held against each other. */
public sealed interface Compared {

    /** As in a sentence: {@code p99 of response time}. */
    String label();

    /** A side's value with its unit. */
    String format(double value);

    /** What is allowed, as ratios of which more is worse. */
    Allowance allowance(double tolerance, double maxRegression);

    /** Whether a higher value is a worse one. */
    default boolean higherIsWorse() {
        return true;
    }

    /** A percentile of a time, in nanoseconds. */
    record Time(Objective.Clock clock, Statistic.Percentile percentile) implements Compared {
        @Override
        public String label() {
            return percentile.label() + " of " + clock.label();
        }

        @Override
        public String format(double nanos) {
            return Durations.format(Math.round(nanos));
        }

        @Override
        public Allowance allowance(double tolerance, double maxRegression) {
            return new Allowance(tolerance, maxRegression);
        }
    }

    /** Errors of all requests whose end is known, a fraction. */
    record ErrorRate() implements Compared {
        @Override
        public String label() {
            return "error rate";
        }

        @Override
        public String format(double fraction) {
            return Percentages.format(fraction);
        }

        @Override
        public Allowance allowance(double tolerance, double maxRegression) {
            return new Allowance(tolerance, maxRegression);
        }
    }

    /** Good responses per second of the judged time. */
    record Throughput() implements Compared {
        @Override
        public String label() {
            return "throughput";
        }

        @Override
        public String format(double perSecond) {
            return Rates.format(perSecond);
        }

        @Override
        public boolean higherIsWorse() {
            return false;
        }

        /** A tenth less is a ratio, baseline to candidate, of 1 / 0.9. */
        @Override
        public Allowance allowance(double tolerance, double maxRegression) {
            return new Allowance(1 / (1 - tolerance) - 1, 1 / (1 - maxRegression) - 1);
        }
    }
}
