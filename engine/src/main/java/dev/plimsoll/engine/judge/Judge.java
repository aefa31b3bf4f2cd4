package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.RunResult;
import java.util.List;

/** From a result and budgets to a verdict. */
public final class Judge {
    private Judge() {}

    /** Judges a run that has ended. */
    public static Judgement judge(RunResult result, List<Budget> budgets) {
        var nothing = new Totals(Counts.NONE, 0, 0, 0, 0, 0, null, null, 0);
        return new Judgement(
                Verdict.INCONCLUSIVE,
                Reason.NO_DATA,
                "the judge has not looked at " + result.plan().run() + " and " + budgets.size() + " budgets yet",
                List.of(),
                nothing);
    }
}
