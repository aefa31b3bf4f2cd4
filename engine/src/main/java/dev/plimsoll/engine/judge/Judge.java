package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.RunResult;
import java.util.List;

/**
 * From a result and budgets to a verdict: a pure function, the same for a run that ended an hour or a year ago.
 *
 * <p>Every objective is judged and shown with its value. The run's verdict is that of its {@link Validity}, where there
 * is a doubt; else the worst of its objectives, of which one that only warns never makes it worse than Warn, missed or
 * inconclusive.
 */
public final class Judge {
    private Judge() {}

    /** Judges a run. */
    public static Judgement judge(RunResult result, List<Budget> budgets) {
        var evidence = Evidence.of(result);
        var judge = new ObjectiveJudge(evidence);
        var objectives = budgets.stream()
                .flatMap(budget -> budget.objectives().stream().map(objective -> judge.judge(budget.name(), objective)))
                .toList();
        var totals = evidence.totals(result.shards());
        return Validity.doubt(result, evidence)
                .map(doubt -> new Judgement(doubt.verdict(), doubt.reason(), doubt.message(), objectives, totals))
                .orElseGet(() -> Summary.of(objectives, totals));
    }
}
