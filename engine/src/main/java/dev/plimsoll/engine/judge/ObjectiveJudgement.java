package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What one objective came to.
 *
 * @param phase name of the phase that it is about
 * @param budget the budget it belongs to
 * @param objective what was asked
 * @param verdict whether it holds
 * @param measured the value in the objective's unit; null when nothing could be measured
 * @param confidence where the true value lies with 95 % confidence as far as sampling goes; null when that is not known
 * @param samples how many requests the value comes from
 * @param reason stable word for why
 * @param message one sentence with the numbers
 * @param contrast what both sides measured; null of an objective with a limit, and when nothing could be compared
 */
public record ObjectiveJudgement(
        String phase,
        String budget,
        Objective objective,
        Verdict verdict,
        @Nullable Double measured,
        @Nullable ValueRange confidence,
        long samples,
        Reason reason,
        String message,
        @Nullable Contrast contrast) {

    /** Of an objective with a limit. */
    public ObjectiveJudgement(
            String phase,
            String budget,
            Objective objective,
            Verdict verdict,
            @Nullable Double measured,
            @Nullable ValueRange confidence,
            long samples,
            Reason reason,
            String message) {
        this(phase, budget, objective, verdict, measured, confidence, samples, reason, message, null);
    }

    /** Of a run that has no phases. */
    public ObjectiveJudgement(
            String budget,
            Objective objective,
            Verdict verdict,
            @Nullable Double measured,
            @Nullable ValueRange confidence,
            long samples,
            Reason reason,
            String message) {
        this(Phase.UNNAMED, budget, objective, verdict, measured, confidence, samples, reason, message);
    }

    /** The value with its unit; null when nothing could be measured. */
    public @Nullable String measuredText() {
        return measured == null ? null : objective.format(measured);
    }

    /** The confidence interval with its unit, {@code 208ms..217ms}; null when it is not known. */
    public @Nullable String confidenceText() {
        return confidence == null ? null : objective.format(confidence);
    }
}
