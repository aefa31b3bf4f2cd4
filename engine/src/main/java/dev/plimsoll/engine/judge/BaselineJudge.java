package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.compare.NewRunTest;
import dev.plimsoll.engine.judge.RunReading.Unfit;
import dev.plimsoll.engine.judge.RunReading.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges one objective by earlier runs. The whole run is the replicate, so that a run is one new draw against as many
 * as were kept: a {@link NewRunTest} decides from {@value NewRunTest#FEWEST} on, and with fewer the result is advisory.
 */
final class BaselineJudge {
    private final Evidence evidence;

    BaselineJudge(Evidence evidence) {
        this.evidence = evidence;
    }

    ObjectiveJudgement judge(Budget budget, Objective.Regression objective, Baseline baseline) {
        return switch (RunGauge.read(evidence, objective)) {
            case Unfit(var doubt) ->
                new ObjectiveJudgement(
                        budget.phase(),
                        budget.name(),
                        objective,
                        doubt.verdict(),
                        null,
                        null,
                        0,
                        doubt.reason(),
                        objective.subject() + " could not be compared: " + doubt.message());
            case Value value -> judge(budget, objective, value, fit(budget, objective, baseline));
        };
    }

    /**
     * Earlier runs as far as an objective can use them.
     *
     * @param names of those that it can
     * @param values what each of them measured
     * @param refused the others, each with why
     */
    record Fit(List<String> names, List<Value> values, List<String> refused) {}

    private static Fit fit(Budget budget, Objective.Regression objective, Baseline baseline) {
        var names = new ArrayList<String>();
        var values = new ArrayList<Value>();
        var refused = new ArrayList<>(baseline.refused());
        for (var run : baseline.runs()) {
            switch (run.reading(budget.phase(), objective)) {
                case Value value -> {
                    names.add(run.name());
                    values.add(value);
                }
                case Unfit(var doubt) -> refused.add(run.name() + ": " + doubt.message());
            }
        }
        return new Fit(names, values, refused);
    }

    private static ObjectiveJudgement judge(Budget budget, Objective.Regression objective, Value value, Fit earlier) {
        var text = new BaselineText(budget, objective, earlier);
        if (earlier.values().isEmpty()) {
            return new ObjectiveJudgement(
                    budget.phase(),
                    budget.name(),
                    objective,
                    Verdict.INCONCLUSIVE,
                    null,
                    null,
                    value.samples(),
                    Reason.NO_BASELINE,
                    text.nothing(value),
                    null,
                    true);
        }
        double[] logs = earlier.values().stream().mapToDouble(Value::log).toArray();
        var test = new NewRunTest(objective.allowance(), budget.falseAlarmRate(), Math.max(1, budget.gating()));
        var finding = new BaselineFinding(objective, test.decide(logs, value.log()), value, earlier.values());
        return new ObjectiveJudgement(
                budget.phase(),
                budget.name(),
                objective,
                finding.verdict(),
                finding.difference(),
                finding.interval(),
                value.samples(),
                finding.reason(),
                text.sentence(finding),
                finding.contrast(),
                finding.isAdvisory());
    }
}
