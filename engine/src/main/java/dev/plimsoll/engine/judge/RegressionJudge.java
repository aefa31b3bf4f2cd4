package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.compare.Decision;
import dev.plimsoll.engine.compare.Rounds;
import dev.plimsoll.engine.compare.SequentialTest;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.judge.RoundReading.LeftOut;
import dev.plimsoll.engine.judge.RoundReading.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges one objective of a comparison by the rounds so far: each gives one log-ratio, and a {@link SequentialTest
 * group-sequential test} decides. The same rounds decide the same, however often they are looked at, and what is
 * decided stays so whatever comes.
 */
final class RegressionJudge {
    private final Comparison comparison;
    private final ComparedRounds rounds;
    private final PlanIndex index;

    RegressionJudge(ComparedRounds rounds, PlanIndex index) {
        this.comparison = rounds.comparison();
        this.rounds = rounds;
        this.index = index;
    }

    /**
     * What the rounds so far come to.
     *
     * @param judgement of the objective, as if no round were to come
     * @param decided whether no round that is still to come can change it
     * @param leftOut rounds that do not count, each with why
     */
    record Ruling(ObjectiveJudgement judgement, boolean decided, List<LeftOut> leftOut) {}

    Ruling judge(Budget budget, Objective.Regression objective) {
        var unknown = index.unknownIn(objective.selector());
        if (unknown.isPresent()) {
            return new Ruling(judgement(budget, objective, unknown.get()), true, List.of());
        }
        var samples = new ArrayList<Sample>();
        var leftOut = new ArrayList<LeftOut>();
        for (var reading : rounds.read(objective)) {
            switch (reading) {
                case Sample sample -> samples.add(sample);
                case LeftOut left -> leftOut.add(left);
            }
        }
        var test = SequentialTest.groupSequential(
                objective.allowance(),
                new Rounds(comparison.minRounds(), comparison.maxRounds()),
                budget.falseAlarmRate(),
                Math.max(1, budget.gating()));
        var outcome = test.decide(samples.stream().mapToDouble(Sample::logRatio).toArray());
        var finding = new RegressionFinding(objective, budget.falseAlarmRate(), comparison, outcome, samples, leftOut);
        return new Ruling(
                judgement(budget, objective, finding),
                outcome.decision() != Decision.UNDECIDED || isHopeless(samples.size()),
                leftOut);
    }

    /** Not even if all rounds that are still to come count, or nobody believes in them any more. */
    private boolean isHopeless(int counted) {
        int left = comparison.maxRounds() - rounds.count();
        return counted + left < comparison.minRounds() || (counted == 0 && rounds.count() >= comparison.minRounds());
    }

    private static ObjectiveJudgement judgement(Budget budget, Objective.Regression objective, Doubt doubt) {
        return new ObjectiveJudgement(
                budget.phase(),
                budget.name(),
                objective,
                doubt.verdict(),
                null,
                null,
                0,
                doubt.reason(),
                doubt.message());
    }

    private static ObjectiveJudgement judgement(
            Budget budget, Objective.Regression objective, RegressionFinding finding) {
        return new ObjectiveJudgement(
                budget.phase(),
                budget.name(),
                objective,
                finding.verdict(),
                finding.difference(),
                finding.interval(),
                finding.requests(),
                finding.reason(),
                finding.sentence(),
                finding.contrast());
    }
}
