package dev.plimsoll.operator.translate;

import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.judge.AbortRule;
import dev.plimsoll.engine.judge.Budget;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a spec: a run that can start, or everything that is wrong with it. */
public sealed interface Translation {

    /**
     * The spec can run.
     *
     * @param plan what every runner gets
     * @param shards number of runners
     * @param budgets what judges the run
     * @param abort what ends its load early: the spec's own rules and those of its budgets
     */
    record Planned(RunPlan plan, int shards, List<Budget> budgets, List<AbortRule> abort) implements Translation {
        public Planned {
            budgets = List.copyOf(budgets);
            abort = List.copyOf(abort);
        }
    }

    /**
     * The spec cannot run.
     *
     * @param problems all that is wrong, in the order of the spec; never empty
     */
    record Refused(List<Problem> problems) implements Translation {
        public Refused {
            problems = List.copyOf(problems);
        }

        /** All problems, one a line. */
        public String message() {
            return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        }
    }
}
