package dev.plimsoll.operator.status;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetStatus;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetStatus.LastVerdict;
import dev.plimsoll.api.v1alpha1.TrendStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The status of a PerformanceBudget: whether it can judge, and what it judged lately. */
public final class BudgetStatuses {
    private static final int KEPT = 10;
    private static final int MOST_TRENDS = 100;

    /** From the best to the worst; a Fail is proof, whatever else remained open. */
    private static final List<Verdict> FROM_BEST =
            List.of(Verdict.Pass, Verdict.Warn, Verdict.Inconclusive, Verdict.Fail);

    private final Conditions conditions;

    public BudgetStatuses(Conditions conditions) {
        this.conditions = conditions;
    }

    /**
     * The status of a budget.
     *
     * @param problems what is wrong with it, one a line; empty when it can judge
     * @param runs those of its namespace; verdicts of runs that were deleted since are kept
     * @param trend of its objectives; only so many are written
     */
    public PerformanceBudgetStatus of(
            PerformanceBudget budget, String problems, Collection<LoadTestRun> runs, List<TrendStatus> trend) {
        long generation = budget.getMetadata().getGeneration();
        var before = budget.getStatus();
        var verdicts = latest(budget, runs);
        var ready = problems.isEmpty()
                ? new Conditions.Claim(ConditionType.Ready, Conditions.Truth.True, "Valid", "the budget can judge")
                : new Conditions.Claim(ConditionType.Ready, Conditions.Truth.False, "InvalidSpec", problems);
        return new PerformanceBudgetStatus(
                generation,
                verdicts.isEmpty() ? null : verdicts.getFirst().verdict(),
                verdicts.isEmpty() ? null : verdicts.getFirst().run(),
                verdicts.isEmpty() ? null : verdicts,
                trend.isEmpty() ? null : trend.subList(0, Math.min(trend.size(), MOST_TRENDS)),
                conditions.of(
                        Stream.concat(Stream.of(ready), Steadiness.claim(trend).stream())
                                .toList(),
                        generation,
                        before == null ? null : before.conditions()));
    }

    private static List<LastVerdict> latest(PerformanceBudget budget, Collection<LoadTestRun> runs) {
        var before = Optional.ofNullable(budget.getStatus()).map(PerformanceBudgetStatus::lastVerdicts);
        var fresh = runs.stream().flatMap(run -> verdict(budget, run).stream());
        return Stream.concat(before.stream().flatMap(List::stream), fresh)
                .distinct()
                .sorted(Comparator.comparing(LastVerdict::time)
                        .thenComparing(LastVerdict::run)
                        .reversed())
                .limit(KEPT)
                .toList();
    }

    private static Optional<LastVerdict> verdict(PerformanceBudget budget, LoadTestRun run) {
        return Optional.ofNullable(run.getStatus())
                .flatMap(status -> verdict(budget.getMetadata().getName(), status)
                        .flatMap(verdict -> Optional.ofNullable(status.completedAt())
                                .map(time -> new LastVerdict(run.getMetadata().getName(), verdict, time))));
    }

    private static Optional<Verdict> verdict(String budget, LoadTestRunStatus status) {
        var worst = Stream.ofNullable(status.objectives())
                .flatMap(List::stream)
                .filter(objective -> objective.budget().equals(budget))
                .map(BudgetStatuses::weight)
                .max(Comparator.comparingInt(FROM_BEST::indexOf));
        return status.verdict() == Verdict.Inconclusive ? worst.map(_ -> Verdict.Inconclusive) : worst;
    }

    /** As in the verdict of the run: what is advisory warns at most. */
    private static Verdict weight(ObjectiveStatus objective) {
        return Boolean.TRUE.equals(objective.advisory()) && objective.verdict() == Verdict.Inconclusive
                ? Verdict.Pass
                : objective.verdict();
    }
}
