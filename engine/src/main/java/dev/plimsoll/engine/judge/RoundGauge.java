package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.counted;
import static dev.plimsoll.engine.quantity.Numbers.grouped;

import dev.plimsoll.engine.compare.LogRatio;
import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.judge.RoundReading.LeftOut;
import dev.plimsoll.engine.judge.RoundReading.Sample;
import dev.plimsoll.engine.quantity.Numbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * Reads from one round what one objective compares, or why the round cannot be compared. Whatever a side is to blame
 * for is told apart: when a candidate fell silent in one round, the others must not speak for it.
 */
final class RoundGauge {
    /** So many values beyond a percentile, on each side, and the round's percentile is more than a few unlucky ones. */
    private static final int TAIL_SAMPLES = 30;

    private static final List<String> SIDES = List.of(Arm.BASELINE, Arm.CANDIDATE);
    private static final Set<ErrorKind> ANSWERS =
            Set.of(ErrorKind.BAD_STATUS, ErrorKind.CAPTURE_FAILED, ErrorKind.BAD_REDIRECT);

    private RoundGauge() {}

    static RoundReading read(Round round, Objective.Regression objective) {
        return unanswered(round, objective)
                .<RoundReading>map(leftOut -> leftOut)
                .orElseGet(() -> switch (objective.compared()) {
                    case Compared.Time time -> times(round, objective, time);
                    case Compared.ErrorRate _ -> errors(round, objective);
                    case Compared.Throughput _ -> throughput(round, objective);
                });
    }

    /** A side that gave no answer at all is not slower or worse: it is not there. */
    private static Optional<LeftOut> unanswered(Round round, Objective.Regression objective) {
        for (var side : SIDES) {
            var counts = round.counts(side, objective.selector());
            if (counts.offered() == 0) {
                var why = "no such request fell to the " + side;
                return Optional.of(
                        hasRequests(round, objective)
                                ? byTarget(round, Reason.NO_DATA, why)
                                : byChance(round, Reason.NO_DATA, why));
            }
            if (isSilent(counts)) {
                return Optional.of(byTarget(
                        round,
                        Reason.NOT_ANSWERING,
                        "the %s answered none of %s".formatted(side, counted(counts.offered(), "request"))));
            }
        }
        return Optional.empty();
    }

    /** Where the other side got as far as these requests, this one did not by its own fault. */
    private static boolean hasRequests(Round round, Objective.Regression objective) {
        return SIDES.stream()
                .anyMatch(side -> round.counts(side, objective.selector()).offered() > 0);
    }

    /** Whether not one answer came, neither a good nor a bad one. */
    static boolean isSilent(Counts counts) {
        return counts.ok() == 0 && ANSWERS.stream().noneMatch(counts.errors()::containsKey);
    }

    private static RoundReading times(Round round, Objective.Regression objective, Compared.Time time) {
        double percent = time.percentile().percent();
        var baseline = round.times(Arm.BASELINE, objective.selector(), time.clock());
        var candidate = round.times(Arm.CANDIDATE, objective.selector(), time.clock());
        return unfit(round, objective, time, Arm.BASELINE, baseline)
                .or(() -> unfit(round, objective, time, Arm.CANDIDATE, candidate))
                .<RoundReading>map(leftOut -> leftOut)
                .orElseGet(() -> {
                    double base = atLeastOne(baseline.getValueAtPercentile(percent));
                    double other = atLeastOne(candidate.getValueAtPercentile(percent));
                    return new Sample(LogRatio.ofTimes(base, other), base, other, candidate.getTotalCount());
                });
    }

    private static double atLeastOne(long nanos) {
        return Math.max(1, nanos);
    }

    private static Optional<LeftOut> unfit(
            Round round, Objective.Regression objective, Compared.Time time, String side, Histogram times) {
        var counts = round.counts(side, objective.selector());
        var percentile = time.percentile();
        long timed = times.getTotalCount();
        long needed = samplesNeeded(percentile);
        if (counts.ok() == 0) { // quick errors make good times, and say nothing of the service
            return Optional.of(byTarget(
                    round,
                    Reason.NO_DATA,
                    "the %s answered none of %s as expected".formatted(side, counted(counts.offered(), "request"))));
        }
        if (percentile.percent() / 100 * counts.offered() > timed) {
            return Optional.of(byTarget(
                    round,
                    Reason.PARTIAL_EVIDENCE,
                    "%s of %s to the %s have no %s, and %s needs it of %s%%"
                            .formatted(
                                    grouped(counts.offered() - timed),
                                    counted(counts.offered(), "request"),
                                    side,
                                    time.clock().label(),
                                    percentile.label(),
                                    Numbers.plain(percentile.percent()))));
        }
        return timed < needed
                ? Optional.of(byChance(
                        round,
                        Reason.TOO_FEW_SAMPLES,
                        "the %s had %s, and %s needs %s on each side in every round"
                                .formatted(side, counted(timed, "request"), percentile.label(), grouped(needed))))
                : Optional.empty();
    }

    /** In decimals, where 100 − 99.9 is 0.1. */
    private static long samplesNeeded(Statistic.Percentile percentile) {
        var percent = BigDecimal.valueOf(percentile.percent());
        var thinner = percent.min(BigDecimal.valueOf(100).subtract(percent));
        return Gauge.quotientUp(BigDecimal.valueOf(100 * TAIL_SAMPLES), thinner);
    }

    private static RoundReading errors(Round round, Objective.Regression objective) {
        var baseline = round.counts(Arm.BASELINE, objective.selector());
        var candidate = round.counts(Arm.CANDIDATE, objective.selector());
        long fewer = Math.min(baseline.completed(), candidate.completed());
        if (fewer < TAIL_SAMPLES) {
            return byChance(
                    round,
                    Reason.TOO_FEW_SAMPLES,
                    "a side had %s, and an error rate needs %d on each side in every round"
                            .formatted(counted(fewer, "request"), TAIL_SAMPLES));
        }
        return new Sample(
                LogRatio.ofErrors(
                        baseline.totalErrors(), baseline.completed(), candidate.totalErrors(), candidate.completed()),
                (double) baseline.totalErrors() / baseline.completed(),
                (double) candidate.totalErrors() / candidate.completed(),
                candidate.completed());
    }

    private static RoundReading throughput(Round round, Objective.Regression objective) {
        long baseline = round.inTime(Arm.BASELINE, objective.selector()).ok();
        long candidate = round.inTime(Arm.CANDIDATE, objective.selector()).ok();
        if (baseline < TAIL_SAMPLES) {
            return byChance(
                    round,
                    Reason.TOO_FEW_SAMPLES,
                    "the baseline had %s, and a throughput needs %d in every round"
                            .formatted(counted(baseline, "good response"), TAIL_SAMPLES));
        }
        return new Sample(
                LogRatio.ofThroughput(baseline, candidate),
                baseline / round.judgedSeconds(),
                candidate / round.judgedSeconds(),
                candidate);
    }

    private static LeftOut byChance(Round round, Reason reason, String why) {
        return new LeftOut(round.number(), new Doubt(reason, why), false);
    }

    private static LeftOut byTarget(Round round, Reason reason, String why) {
        return new LeftOut(round.number(), new Doubt(reason, why), true);
    }
}
