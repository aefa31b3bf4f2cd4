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

    /** What an objective makes of the run: one that only warns warns, whether it is missed or inconclusive. */
    private static Verdict weight(ObjectiveJudgement judgement) {
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
