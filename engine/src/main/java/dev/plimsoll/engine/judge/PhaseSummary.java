package dev.plimsoll.engine.judge;

import java.util.Comparator;
import java.util.List;

/** The verdict of a run from those of its phases: the worst. */
final class PhaseSummary {
    private PhaseSummary() {}

    static Judgement of(List<PhaseJudgement> phases, Totals totals) {
        var verdict = Verdict.worst(
                phases.stream().map(phase -> phase.judgement().verdict()).toList());
        var deciding = phases.stream()
                .filter(phase -> phase.judgement().verdict() == verdict)
                .sorted(Comparator.comparing(PhaseSummary::isProven)) // what is not is the more worth telling
                .toList();
        return new Judgement(
                verdict,
                reason(verdict, deciding),
                message(verdict, deciding, phases),
                objectives(phases),
                totals,
                phases);
    }

    private static boolean isProven(PhaseJudgement phase) {
        return phase.judgement().advisory().isEmpty();
    }

    /** The objectives of all phases. */
    static List<ObjectiveJudgement> objectives(List<PhaseJudgement> phases) {
        return phases.stream()
                .flatMap(phase -> phase.judgement().objectives().stream())
                .toList();
    }

    /** That of the first phase that decided; of phases that surely pass, whether anything was asked of any of them. */
    private static Reason reason(Verdict verdict, List<PhaseJudgement> deciding) {
        boolean asked = deciding.stream()
                .anyMatch(phase -> !phase.judgement().objectives().isEmpty());
        return verdict == Verdict.PASS && asked && isProven(deciding.getFirst())
                ? Reason.ALL_OBJECTIVES_MET
                : deciding.getFirst().judgement().reason();
    }

    private static String message(Verdict verdict, List<PhaseJudgement> deciding, List<PhaseJudgement> phases) {
        var first = deciding.getFirst();
        int count = deciding.size();
        var fate = switch (verdict) {
            case PASS -> count == 1 ? "passed" : "passed, the first";
            case WARN -> count == 1 ? "gave a warning" : "gave warnings, the first";
            case FAIL -> count == 1 ? "failed" : "failed, the first";
            case INCONCLUSIVE -> count == 1 ? "is inconclusive" : "are inconclusive, the first";
        };
        return "%d of %d %s %s: %s: %s"
                .formatted(
                        count,
                        phases.size(),
                        phases.size() == 1 ? "phase" : "phases",
                        fate,
                        first.phase(),
                        first.judgement().message());
    }
}
