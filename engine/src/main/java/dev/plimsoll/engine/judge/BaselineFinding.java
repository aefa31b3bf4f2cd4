package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.compare.NewRunTest;
import dev.plimsoll.engine.compare.Outcome;
import dev.plimsoll.engine.compare.RatioEstimate;
import dev.plimsoll.engine.judge.RunReading.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holding a run against earlier ones came to.
 *
 * @param outcome what the test says, with an estimate
 * @param latest what the run measured
 * @param earlier what the earlier runs measured, at least one
 */
record BaselineFinding(Objective.Regression objective, Outcome outcome, Value latest, List<Value> earlier) {

    /** So few earlier runs say nothing about how much runs scatter: what is seen then gates nothing. */
    boolean isAdvisory() {
        return earlier.size() < NewRunTest.FEWEST;
    }

    Verdict verdict() {
        if (isAdvisory()) {
            return seemsWorse() ? Verdict.WARN : Verdict.INCONCLUSIVE;
        }
        return switch (outcome.decision()) {
            case NO_WORSE -> Verdict.PASS;
            case WORSE ->
                switch (objective.severity()) {
                    case FAIL -> Verdict.FAIL;
                    case WARN -> Verdict.WARN;
                };
            case UNDECIDED -> Verdict.INCONCLUSIVE;
        };
    }

    Reason reason() {
        if (isAdvisory()) {
            return seemsWorse() ? Reason.SEEMS_WORSE : Reason.TOO_FEW_RUNS;
        }
        return switch (outcome.decision()) {
            case NO_WORSE -> Reason.NO_WORSE;
            case WORSE -> Reason.WORSE;
            case UNDECIDED -> Reason.UNDECIDED;
        };
    }

    /** By more than it may be, taken at its word. */
    boolean seemsWorse() {
        return objective.isMissedBy(difference());
    }

    /** As a fraction of the earlier runs' geometric mean. */
    double difference() {
        return ratio().ratio() - 1;
    }

    /** Where the difference lies; null when that is not known, and of an advisory one. */
    @Nullable
    ValueRange interval() {
        return isAdvisory() || !Double.isFinite(ratio().high()) || ratio().low() <= 0
                ? null
                : new ValueRange(ratio().low() - 1, ratio().high() - 1);
    }

    Contrast contrast() {
        return new Contrast(
                median(),
                latest.value(),
                earlier.size(),
                ratio().hodgesLehmann() - 1,
                ratio().autocorrelation(),
                Contrast.Replicate.RUN);
    }

    private double median() {
        double[] sorted = earlier.stream().mapToDouble(Value::value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** This run to the earlier ones, whichever is worse. */
    private RatioEstimate ratio() {
        var estimate = Objects.requireNonNull(outcome.estimate());
        return objective.compared().higherIsWorse() ? estimate : estimate.inverse();
    }
}
