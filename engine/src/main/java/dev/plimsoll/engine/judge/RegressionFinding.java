package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.compare.Outcome;
import dev.plimsoll.engine.compare.RatioEstimate;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.judge.RoundReading.LeftOut;
import dev.plimsoll.engine.judge.RoundReading.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a test found out about one objective, as a verdict and in numbers that people read.
 *
 * @param falseAlarmRate of the budget
 * @param outcome what the test says
 * @param samples of the rounds that count
 * @param leftOut the other rounds
 */
record RegressionFinding(
        Objective.Regression objective,
        double falseAlarmRate,
        Comparison comparison,
        Outcome outcome,
        List<Sample> samples,
        List<LeftOut> leftOut) {

    Verdict verdict() {
        return switch (outcome.decision()) {
            case NO_WORSE -> blind().isPresent() ? Verdict.INCONCLUSIVE : Verdict.PASS;
            case WORSE ->
                switch (objective.severity()) {
                    case FAIL -> Verdict.FAIL;
                    case WARN -> Verdict.WARN;
                };
            case UNDECIDED -> Verdict.INCONCLUSIVE;
        };
    }

    Reason reason() {
        return switch (outcome.decision()) {
            case NO_WORSE -> blind().map(left -> left.doubt().reason()).orElse(Reason.NO_WORSE);
            case WORSE -> Reason.WORSE;
            case UNDECIDED ->
                switch (outcome.obstacle()) {
                    case AUTOCORRELATION -> Reason.AUTOCORRELATED;
                    case BETWEEN_THE_BOUNDS, SCATTER -> Reason.UNDECIDED;
                    case TOO_FEW_ROUNDS ->
                        commonest().map(left -> left.doubt().reason()).orElse(Reason.TOO_FEW_ROUNDS);
                    case null -> Reason.UNDECIDED;
                };
        };
    }

    /** A round that a side itself kept from counting: those in which it did better do not speak for it. */
    Optional<LeftOut> blind() {
        return leftOut.stream().filter(LeftOut::byTarget).findFirst();
    }

    /** Of the reasons why rounds are left out, one of the most frequent. */
    Optional<LeftOut> commonest() {
        var counts = leftOut.stream()
                .collect(Collectors.groupingBy(left -> left.doubt().reason(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<Reason, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .flatMap(most -> leftOut.stream()
                        .filter(left -> left.doubt().reason() == most.getKey())
                        .findFirst());
    }

    /** As a fraction of the baseline; null when no round counts. */
    @Nullable
    Double difference() {
        var ratio = ratio();
        return ratio == null ? null : ratio.ratio() - 1;
    }

    /** Where the difference lies; null when it may lie anywhere. */
    @Nullable
    ValueRange interval() {
        var ratio = ratio();
        return ratio == null || !Double.isFinite(ratio.high()) || ratio.low() <= 0
                ? null
                : new ValueRange(ratio.low() - 1, ratio.high() - 1);
    }

    /** Candidate to baseline, whichever is worse. */
    private @Nullable RatioEstimate ratio() {
        var estimate = outcome.estimate();
        return estimate == null || objective.compared().higherIsWorse() ? estimate : estimate.inverse();
    }

    /** The rounds that decided, or all that count. */
    List<Sample> used() {
        var estimate = outcome.estimate();
        return estimate == null ? List.of() : samples.subList(0, estimate.rounds());
    }

    /** To the candidate. */
    long requests() {
        return used().stream().mapToLong(Sample::samples).sum();
    }

    @Nullable
    Contrast contrast() {
        var ratio = ratio();
        return ratio == null
                ? null
                : new Contrast(
                        median(Sample::baseline),
                        median(Sample::candidate),
                        ratio.rounds(),
                        ratio.hodgesLehmann() - 1,
                        ratio.autocorrelation());
    }

    private double median(ToDoubleFunction<Sample> value) {
        double[] sorted = used().stream().mapToDouble(value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** What was compared, by how much, how sure that is, and what would change it. */
    String sentence() {
        return new RegressionText(this).sentence();
    }
}
