package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.counted;
import static dev.plimsoll.engine.quantity.Numbers.grouped;

import dev.plimsoll.engine.histogram.Tally;
import dev.plimsoll.engine.quantity.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Reads the value of an objective from the evidence. */
final class Gauge {
    /** A percentile between the extremes needs so many samples on the thinner side of it. */
    private static final int TAIL_SAMPLES = 10;

    /** A mean needs so many samples before its distribution is near enough to normal. */
    private static final int MEAN_SAMPLES = 30;

    /** No error in {@code 3 / f} requests says with 95 % confidence that the error rate is below {@code f}. */
    private static final int RULE_OF_THREE = 3;

    private final Evidence evidence;

    Gauge(Evidence evidence) {
        this.evidence = evidence;
    }

    /** The objective's value; empty when there is nothing to read it from. */
    Optional<Measurement> read(Objective objective) {
        return switch (objective) {
            case Objective.Latency latency -> read(latency);
            case Objective.ErrorRate errorRate -> read(errorRate);
            case Objective.Throughput throughput -> read(throughput);
        };
    }

    private Optional<Measurement> read(Objective.Latency objective) {
        var tally = evidence.measured(objective.selector());
        var times = switch (objective.clock()) {
            case RESPONSE -> tally.response();
            case SERVICE -> tally.service();
        };
        long n = times.getTotalCount();
        if (n == 0) {
            return Optional.empty();
        }
        double value = value(objective.statistic(), times);
        long needed = samplesNeeded(objective.statistic());
        var doubt = n < needed
                ? tooFew(objective.statistic().label(), needed)
                : objective.isMissedBy(value) ? null : unanswered(tally);
        return Optional.of(
                new Measurement(value, confidence(objective.statistic(), times), n, counted(n, "request"), doubt));
    }

    private static double value(Statistic statistic, Histogram times) {
        return switch (statistic) {
            case Statistic.Percentile(double percent) -> (double) times.getValueAtPercentile(percent);
            case Statistic.Mean() -> times.getMean();
            case Statistic.Max() -> (double) times.getMaxValue();
        };
    }

    private static @Nullable ValueRange confidence(Statistic statistic, Histogram times) {
        return switch (statistic) {
            case Statistic.Percentile(double percent) ->
                percent > 0 && percent < 100 ? Confidence.ofPercentile(times, percent) : null;
            case Statistic.Mean() -> times.getTotalCount() >= MEAN_SAMPLES ? Confidence.ofMean(times) : null;
            case Statistic.Max() -> null;
        };
    }

    private static long samplesNeeded(Statistic statistic) {
        return switch (statistic) {
            case Statistic.Percentile(double percent) -> samplesNeeded(BigDecimal.valueOf(percent));
            case Statistic.Mean() -> MEAN_SAMPLES;
            case Statistic.Max() -> 1;
        };
    }

    /** In decimals, where 100 − 99.9 is 0.1. */
    private static long samplesNeeded(BigDecimal percent) {
        var thinner = percent.min(BigDecimal.valueOf(100).subtract(percent));
        return thinner.signum() == 0 ? 1 : quotientUp(BigDecimal.valueOf(100 * TAIL_SAMPLES), thinner);
    }

    private static Doubt tooFew(String what, long needed) {
        return new Doubt(Reason.TOO_FEW_SAMPLES, what + " needs at least " + grouped(needed));
    }

    /** Quick errors make good times: when nothing was answered as expected, times say nothing of the service. */
    private static @Nullable Doubt unanswered(Tally tally) {
        return tally.counts().ok() > 0 ? null : new Doubt(Reason.NO_DATA, "not one of them was answered as expected");
    }

    private Optional<Measurement> read(Objective.ErrorRate objective) {
        var counts = evidence.measured(objective.selector()).counts();
        long n = counts.completed();
        long errors = counts.totalErrors();
        if (n == 0) {
            return Optional.empty();
        }
        long needed = objective.maxFraction() == 0
                ? 1
                : quotientUp(BigDecimal.valueOf(RULE_OF_THREE), BigDecimal.valueOf(objective.maxFraction()));
        return Optional.of(new Measurement(
                (double) errors / n,
                Confidence.ofShare(errors, n),
                n,
                counted(n, "request") + " with " + counted(errors, "error"),
                n < needed ? tooFew("a limit of " + objective.format(objective.limit()), needed) : null));
    }

    private Optional<Measurement> read(Objective.Throughput objective) {
        if (evidence.judgedNanos() == 0
                || evidence.measured(objective.selector()).counts().offered() == 0) {
            return Optional.empty();
        }
        long ok = evidence.withinSchedule(objective.selector()).ok();
        return Optional.of(new Measurement(
                ok / evidence.judgedSeconds(),
                null,
                ok,
                counted(ok, "good response") + " in " + Durations.format(evidence.judgedNanos()),
                null));
    }

    private static long quotientUp(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, 0, RoundingMode.CEILING).longValue();
    }
}
