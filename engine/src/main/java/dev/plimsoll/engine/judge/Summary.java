package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.counted;

import java.util.List;

/** The verdict of a valid run, from those of its objectives. */
final class Summary {
    private Summary() {}

    static Judgement of(List<ObjectiveJudgement> objectives, Totals totals) {
        if (objectives.isEmpty()) {
            return unasked(totals);
        }
        var verdict = Verdict.worst(objectives.stream().map(Summary::weight).toList());
        var deciding = objectives.stream()
                .filter(objective -> weight(objective) == verdict)
                .toList();
        var first = deciding.getFirst();
        if (verdict == Verdict.PASS || first.advisory()) {
            var advisory =
                    deciding.stream().filter(ObjectiveJudgement::advisory).toList();
            if (!advisory.isEmpty()) {
                return advised(verdict, advisory, objectives, totals);
            }
        }
        return switch (first.verdict()) {
            case PASS ->
                new Judgement(verdict, Reason.ALL_OBJECTIVES_MET, allMet(objectives.size()), objectives, totals);
            case WARN, FAIL ->
                new Judgement(
                        verdict,
                        Reason.OBJECTIVE_MISSED,
                        some(deciding.size(), objectives.size(), "missed", first),
                        objectives,
                        totals);
            case INCONCLUSIVE ->
                new Judgement(
                        verdict,
                        first.reason(),
                        some(deciding.size(), objectives.size(), "inconclusive", first),
                        objectives,
                        totals);
        };
    }

    /** What is advisory decided, or kept nothing from passing: then it is said that it did not count. */
    private static Judgement advised(
            Verdict verdict, List<ObjectiveJudgement> advisory, List<ObjectiveJudgement> objectives, Totals totals) {
        long met = objectives.stream()
                .filter(objective -> objective.verdict() == Verdict.PASS)
                .count();
        var first = advisory.getFirst();
        var which = objectives.size() == 1
                ? "the objective is"
                : "%d of %d objectives %s met, and %d %s"
                        .formatted(
                                met,
                                objectives.size(),
                                met == 1 ? "is" : "are",
                                advisory.size(),
                                advisory.size() == 1 ? "is" : "are");
        var message = which + " advisory" + (advisory.size() == 1 ? ": " : ", the first: ") + first.message();
        return new Judgement(verdict, first.reason(), message, objectives, totals);
    }

    private static Judgement unasked(Totals totals) {
        return totals.counts().ok() > 0
                ? new Judgement(
                        Verdict.PASS,
                        Reason.NO_OBJECTIVES,
                        "the load was driven as planned; no budget asked for anything, so nothing was judged",
                        List.of(),
                        totals)
                : new Judgement(
                        Verdict.INCONCLUSIVE,
                        Reason.NO_DATA,
                        "not one of %s was answered as expected; look at the errors: is the target up, at this address?"
                                .formatted(counted(totals.counts().offered(), "request")),
                        List.of(),
                        totals);
    }

    /**
     * What an objective makes of the run: one that only warns warns, whether it is missed or inconclusive; one that is
     * advisory does at most the same.
     */
    private static Verdict weight(ObjectiveJudgement judgement) {
        if (judgement.advisory()) {
            return judgement.verdict() == Verdict.WARN ? Verdict.WARN : Verdict.PASS;
        }
        return switch (judgement.objective().severity()) {
            case FAIL -> judgement.verdict();
            case WARN -> judgement.verdict() == Verdict.PASS ? Verdict.PASS : Verdict.WARN;
        };
    }

    private static String allMet(int count) {
        return count == 1 ? "the objective is met" : "all " + count + " objectives are met";
    }

    private static String some(int deciding, int all, String what, ObjectiveJudgement first) {
        var which = all == 1
                ? "the objective is"
                : deciding + " of " + all + (deciding == 1 ? " objectives is" : " objectives are");
        return which + " " + what + (deciding == 1 ? ": " : ", the first: ") + first.message();
    }
}
