package dev.plimsoll.engine.judge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, or a phase of it.
 *
 * @param verdict of the run; of several phases the worst
 * @param reason stable word for why
 * @param message one sentence with the numbers
 * @param objectives of all phases, each with its own verdict, also when the run as a whole carries none
 * @param totals numbers over the judged time
 * @param phases what each came to, in order; empty for a run that has no phases, and for a phase
 * @param comparison how far it came; null of a run that compares nothing
 * @param capacity what was found out; null when the load did not climb to find it
 */
public record Judgement(
        Verdict verdict,
        Reason reason,
        String message,
        List<ObjectiveJudgement> objectives,
        Totals totals,
        List<PhaseJudgement> phases,
        @Nullable ComparisonProgress comparison,
        @Nullable CapacityJudgement capacity) {
    public Judgement {
        objectives = List.copyOf(objectives);
        phases = List.copyOf(phases);
    }

    /**
     * Why no gate may act on it, though it seems to say that all is well: an objective that can fail the run had no
     * baseline, or one that does not decide. What is proven to fail needs no baseline.
     */
    public Optional<Reason> advisory() {
        return verdict == Verdict.PASS || verdict == Verdict.WARN
                ? objectives.stream()
                        .filter(judged ->
                                judged.advisory() && judged.objective().severity() == Severity.FAIL)
                        .map(ObjectiveJudgement::reason)
                        .findFirst()
                : Optional.empty();
    }

    /** Of a comparison, or of a run that compares nothing. */
    public Judgement(
            Verdict verdict,
            Reason reason,
            String message,
            List<ObjectiveJudgement> objectives,
            Totals totals,
            List<PhaseJudgement> phases,
            @Nullable ComparisonProgress comparison) {
        this(verdict, reason, message, objectives, totals, phases, comparison, null);
    }

    /** Of a run that compares nothing. */
    public Judgement(
            Verdict verdict,
            Reason reason,
            String message,
            List<ObjectiveJudgement> objectives,
            Totals totals,
            List<PhaseJudgement> phases) {
        this(verdict, reason, message, objectives, totals, phases, null);
    }

    /** Of a run that has no phases, or of a phase. */
    public Judgement(
            Verdict verdict, Reason reason, String message, List<ObjectiveJudgement> objectives, Totals totals) {
        this(verdict, reason, message, objectives, totals, List.of());
    }

    /** What was found out of the target's capacity, by the run or by the first of its phases that climbed; or null. */
    public @Nullable CapacityJudgement foundCapacity() {
        return capacity != null
                ? capacity
                : phases.stream()
                        .map(phase -> phase.judgement().capacity())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }
}
