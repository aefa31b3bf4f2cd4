package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.counted;
import static dev.plimsoll.engine.quantity.Numbers.grouped;
import static dev.plimsoll.engine.quantity.Numbers.plain;

import dev.plimsoll.engine.contract.Counts;
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
    static final int RULE_OF_THREE = 3;

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
            case Objective.CheckRate checkRate -> new CheckGauge(evidence).read(checkRate);
            case Objective.Regression _ -> Optional.empty(); // says nothing of one side alone
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
                : objective.isMissedBy(value)
                        ? blameable(objective, tally.counts(), times)
                        : unproven(objective, tally.counts(), n);
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

    static Doubt tooFew(String what, long needed) {
        return new Doubt(Reason.TOO_FEW_SAMPLES, what + " needs at least " + grouped(needed));
    }

    /**
     * Why a time that is missed may be the generator's and not the target's: the slots that it noticed late may be the
     * slowest of all, and without them the others would hold. Null when they would not.
     */
    private static @Nullable Doubt blameable(Objective.Latency objective, Counts counts, Histogram times) {
        long late = counts.late();
        double inTime = Math.max(0, 1 - (double) late / times.getTotalCount());
        double others = switch (objective.statistic()) {
            case Statistic.Percentile(double percent) -> times.getValueAtPercentile(percent * inTime);
            case Statistic.Max() -> times.getValueAtPercentile(100 * inTime);
            case Statistic.Mean() -> times.getMean();
        };
        return late == 0 || objective.isMissedBy(others)
                ? null
                : new Doubt(
                        Reason.GENERATOR_LIMITED,
                        "the generator noticed %s late, and were these the slowest, the others would hold;"
                                        .formatted(counted(late, "slot"))
                                + " give the runners more CPU or use more of them");
    }

    /** Why a time that holds proves nothing; null when it does. */
    private static @Nullable Doubt unproven(Objective.Latency objective, Counts counts, long samples) {
        if (counts.ok() == 0) { // quick errors make good times, and say nothing of the service
            return new Doubt(Reason.NO_DATA, "not one of them was answered as expected");
        }
        return switch (objective.statistic()) {
            case Statistic.Percentile(double percent) -> untimed(objective, percent, samples, counts.offered());
            case Statistic.Mean(), Statistic.Max() -> null;
        };
    }

    /** So many percent of all that were due must have a time, or those without one decide, were they the slowest. */
    private static @Nullable Doubt untimed(Objective.Latency objective, double percent, long timed, long due) {
        var needed =
                BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(due)).movePointLeft(2);
        return BigDecimal.valueOf(timed).compareTo(needed) >= 0
                ? null
                : new Doubt(
                        Reason.PARTIAL_EVIDENCE,
                        "%s of the %s that were due have no %s, and %s needs it of %s%%; find out what kept them from it"
                                .formatted(
                                        grouped(due - timed),
                                        counted(due, "request"),
                                        objective.clock().label(),
                                        objective.statistic().label(),
                                        plain(percent)));
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
        double value = (double) errors / n;
        var doubt = n < needed
                ? tooFew("a limit of " + objective.format(objective.limit()), needed)
                : objective.isMissedBy(value) ? null : unsent(objective, counts);
        return Optional.of(new Measurement(
                value,
                Confidence.ofShare(errors, n),
                n,
                counted(n, "request") + " with " + counted(errors, "error"),
                doubt));
    }

    /** Slots that were never sent might all have failed; null when the error rate would hold even so. */
    private static @Nullable Doubt unsent(Objective.ErrorRate objective, Counts counts) {
        long missed = counts.missed();
        double worst = (double) (counts.totalErrors() + missed) / (counts.completed() + missed);
        return objective.isMissedBy(worst)
                ? new Doubt(
                        Reason.PARTIAL_EVIDENCE,
                        "%s never sent, and had they failed, it would be %s; find out what they waited for"
                                .formatted(
                                        counted(missed, "slot") + (missed == 1 ? " was" : " were"),
                                        objective.format(worst, objective.digitsToTell(worst))))
                : null;
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

    static long quotientUp(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, 0, RoundingMode.CEILING).longValue();
    }
}
