package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.ComparisonProgress;
import dev.plimsoll.engine.judge.Judge;
import dev.plimsoll.engine.judge.Rounds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a comparison is: which of its rounds are over, and what they come to. Confined to the session's lock. */
final class RoundWatch {
    private final RunPlan plan;
    private final List<Budget> budgets;
    private @Nullable ComparisonProgress progress;
    private int looked;

    private RoundWatch(RunPlan plan, List<Budget> budgets) {
        this.plan = plan;
        this.budgets = List.copyOf(budgets);
    }

    /** One for a plan that compares; empty for any other. */
    static Optional<RoundWatch> of(RunPlan plan, List<Budget> budgets) {
        return plan.comparesArms() ? Optional.of(new RoundWatch(plan, budgets)) : Optional.empty();
    }

    /** What the rounds that were looked at come to; empty before the first. */
    Optional<ComparisonProgress> progress() {
        return Optional.ofNullable(progress);
    }

    /** Whether a round is over that nobody has looked at; then somebody will, who need not be told again. */
    boolean takesRound(Roster roster) {
        int complete = Rounds.complete(plan, roster.shardCount(), roster.progress());
        boolean isNew = complete > looked;
        looked = complete;
        return isNew;
    }

    /** Looks at the rounds of a result, which takes a while: not for who holds the session's lock. */
    ComparisonProgress look(RunResult soFar) {
        return Judge.progress(soFar, budgets);
    }

    /** They were looked at; of two looks at the same time the one that saw more stays. */
    void looked(ComparisonProgress found) {
        if (progress == null || progress.rounds() <= found.rounds()) {
            progress = found;
        }
    }

    /** Why the load may end now; empty while it must not, and when it is about to end by itself. */
    static Optional<String> mayEnd(ComparisonProgress found) {
        return Optional.of(found)
                .filter(each -> each.over() && each.rounds() < each.maxRounds())
                .map(ComparisonProgress::sentence);
    }
}
