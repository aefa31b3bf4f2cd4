package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * From the rounds of a comparison to a verdict. Objectives that compare are decided by rounds; objectives with a limit
 * judge the candidate, in all rounds that the generator did not spoil.
 */
final class ComparisonJudge {
    private final RunResult result;
    private final ComparedRounds rounds;
    private final List<RegressionJudge.Ruling> rulings = new ArrayList<>();
    private final List<ObjectiveJudgement> objectives;

    private ComparisonJudge(RunResult result, List<Budget> budgets, ComparedRounds rounds) {
        this.result = result;
        this.rounds = rounds;
        var phases = result.plan().phases();
        var regressions = new RegressionJudge(rounds, new PlanIndex(phases));
        var limits = new ObjectiveJudge(Evidence.of(phases.getFirst(), rounds.sound(), Arm.CANDIDATE));
        this.objectives = budgets.stream()
                .flatMap(budget -> budget.objectives().stream().map(objective -> switch (objective) {
                    case Objective.Regression regression -> compared(regressions.judge(budget, regression));
                    case Objective.Latency _, Objective.ErrorRate _, Objective.Throughput _, Objective.CheckRate _ ->
                        limits.judge(budget, objective);
                }))
                .toList();
    }

    private ObjectiveJudgement compared(RegressionJudge.Ruling ruling) {
        rulings.add(ruling);
        return ruling.judgement();
    }

    /** Judges a run that ended. */
    static Judgement judge(RunResult result, List<Budget> budgets) {
        return new ComparisonJudge(result, budgets, ComparedRounds.of(result)).judgement();
    }

    /** How far a run is that goes on. */
    static ComparisonProgress progress(RunResult result, List<Budget> budgets) {
        return new ComparisonJudge(result, budgets, ComparedRounds.of(result)).progress();
    }

    private Judgement judgement() {
        var everything = Evidence.of(result, result.plan().phases());
        var totals = everything.totals(result.shards());
        var judged = Validity.ofRun(result, everything)
                .or(rounds::doubt)
                .or(rounds::absent)
                .map(doubt -> new Judgement(doubt.verdict(), doubt.reason(), doubt.message(), objectives, totals))
                .orElseGet(() -> ComparisonSummary.of(objectives, totals));
        return new Judgement(
                judged.verdict(), judged.reason(), judged.message(), objectives, totals, List.of(), progress());
    }

    private ComparisonProgress progress() {
        int decided = Math.toIntExact(
                rulings.stream().filter(RegressionJudge.Ruling::decided).count());
        return new ComparisonProgress(
                rounds.count(), rounds.comparison().maxRounds(), decided, rulings.size(), leftOut(), isOver());
    }

    /**
     * A proven regression stays one, whatever else is open. Else all must be decided, and objectives with a limit must
     * have enough to be judged by, unless they never will.
     */
    private boolean isOver() {
        if (rounds.count() >= rounds.comparison().maxRounds()) {
            return true;
        }
        boolean failed = rulings.stream()
                .anyMatch(ruling -> ruling.decided() && ruling.judgement().verdict() == Verdict.FAIL);
        boolean decided = rulings.stream().allMatch(RegressionJudge.Ruling::decided);
        return failed || (decided && objectives.stream().noneMatch(ComparisonJudge::needsMore));
    }

    private static boolean needsMore(ObjectiveJudgement judged) {
        return judged.reason() == Reason.TOO_FEW_SAMPLES && !(judged.objective() instanceof Objective.Regression);
    }

    private List<String> leftOut() {
        var lines = new TreeSet<Line>();
        rulings.forEach(ruling -> ruling.leftOut()
                .forEach(left -> lines.add(new Line(left.round(), left.doubt().message()))));
        return lines.stream()
                .map(line -> "round " + line.round() + ": " + line.why())
                .toList();
    }

    /** A round and why it is left out, in order of rounds. */
    private record Line(int round, String why) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int byRound = Integer.compare(round, other.round);
            return byRound == 0 ? why.compareTo(other.why) : byRound;
        }
    }
}
