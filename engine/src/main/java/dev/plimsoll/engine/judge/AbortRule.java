package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.histogram.Tally;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Percentages;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A rule that ends the load early, because it does harm. Harm is harm: it looks at all requests, those of the warm-up
 * too.
 *
 * @param metric what is watched
 * @param threshold on the wrong side of this it does harm; in the metric's unit
 * @param forNanos how long it must stay there without a break
 * @param phase name of the phase whose requests alone it looks at; null for all requests of the run
 */
public record AbortRule(
        Metric metric,
        double threshold,
        long forNanos,
        @Nullable String phase) {

    /** A rule that looks at all requests of the run. */
    public AbortRule(Metric metric, double threshold, long forNanos) {
        this(metric, threshold, forNanos, null);
    }

    /** Whether it looks at these requests. */
    boolean looksAt(SeriesKey key) {
        return phase == null || phase.equals(key.phase());
    }

    /** What it watches, as in a sentence: {@code error rate of phase spike}. */
    String subject() {
        return metric.subject() + (phase == null ? "" : " of phase " + phase);
    }

    /** Whether a value does harm. */
    boolean isBrokenBy(double value) {
        return switch (metric) {
            case ErrorRate _, ResponseTime _ -> value > threshold;
            case CheckRate _ -> value < threshold;
        };
    }

    /** The limit as in a sentence: {@code above 10%}. */
    String limitText() {
        var side = switch (metric) {
            case ErrorRate _, ResponseTime _ -> "above ";
            case CheckRate _ -> "below ";
        };
        return side + metric.format(threshold);
    }

    /** What can be watched. */
    public sealed interface Metric {
        /** Its value; empty when there was no request to tell from. */
        OptionalDouble of(Tally tally);

        /** What it is, as in a sentence. */
        String subject();

        /** A value with its unit. */
        String format(double value);
    }

    /** Errors of all requests that ended, a fraction. */
    public record ErrorRate() implements Metric {
        @Override
        public OptionalDouble of(Tally tally) {
            var counts = tally.counts();
            return counts.completed() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) counts.totalErrors() / counts.completed());
        }

        @Override
        public String subject() {
            return "error rate";
        }

        @Override
        public String format(double fraction) {
            return Percentages.format(fraction);
        }
    }

    /** A percentile of the response time, in nanoseconds. */
    public record ResponseTime(Statistic.Percentile percentile) implements Metric {
        @Override
        public OptionalDouble of(Tally tally) {
            var response = tally.response();
            return response.getTotalCount() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) response.getValueAtPercentile(percentile.percent()));
        }

        @Override
        public String subject() {
            return percentile.label() + " of response time";
        }

        @Override
        public String format(double nanos) {
            return Durations.format(Math.round(nanos));
        }
    }

    /** Checks that passed, of all that were made, a fraction. */
    public record CheckRate() implements Metric {
        @Override
        public OptionalDouble of(Tally tally) {
            var counts = tally.counts();
            return counts.checks() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(1 - (double) counts.totalFailedChecks() / counts.checks());
        }

        @Override
        public String subject() {
            return "check rate";
        }

        @Override
        public String format(double fraction) {
            return Percentages.formatBelowOne(fraction, 3);
        }
    }
}
