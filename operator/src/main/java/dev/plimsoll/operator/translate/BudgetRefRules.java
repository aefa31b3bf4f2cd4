package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec.BudgetRef;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The budgets that a spec and its phases name: they are there, can judge, and judge something. */
final class BudgetRefRules {
    /** As many as a run's status keeps. */
    private static final int MOST_BUDGETS = 20;

    private final LoadTestSpec spec;
    private final Map<String, PerformanceBudgetSpec> budgets;
    private final List<PhaseBudgets> phases;
    private final Set<String> checked = new TreeSet<>();

    private BudgetRefRules(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets) {
        this.spec = spec;
        this.budgets = budgets;
        this.phases = PhaseBudgets.of(spec);
    }

    static void check(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets, Findings at) {
        var rules = new BudgetRefRules(spec, budgets);
        rules.checkRefs(spec.budgets(), at);
        for (int i = 0; spec.phases() != null && i < spec.phases().size(); i++) {
            rules.checkRefs(spec.phases().get(i).budgets(), at.at("phases", i));
        }
        RegressionRules.checkCompares(spec, budgets, at);
        if (rules.leavesOutThoseOfTheTest()) {
            at.at("budgets").report("they judge nothing, since every phase has budgets of its own; remove them");
        }
        if (rules.checked.size() > MOST_BUDGETS) {
            at.at("phases")
                    .report(
                            rules.checked.size() + " budgets",
                            "are more than the " + MOST_BUDGETS
                                    + " that may judge one run; use fewer, or several LoadTests");
        }
    }

    private boolean leavesOutThoseOfTheTest() {
        return spec.budgets() != null
                && !spec.budgets().isEmpty()
                && spec.phases() != null
                && !phases.isEmpty()
                && phases.stream().allMatch(PhaseBudgets::own);
    }

    private void checkRefs(@Nullable List<BudgetRef> refs, Findings at) {
        var names = new HashSet<String>();
        for (int i = 0; refs != null && i < refs.size(); i++) {
            var name = refs.get(i).name();
            var here = at.at("budgets", i).at("name");
            var budget = budgets.get(name);
            if (!names.add(name)) {
                here.report(name, "is named twice; remove one of them");
            } else if (budget == null) {
                here.report(
                        name,
                        "there is no PerformanceBudget of this name in the namespace; create it or correct the name");
            } else if (checked.add(name)) {
                checkBudget(name, budget, at.elsewhere("performancebudget/" + name + " spec"));
            }
        }
    }

    private void checkBudget(String name, PerformanceBudgetSpec budget, Findings at) {
        int problemsBefore = at.problems().size();
        BudgetRules.check(budget, at);
        RegressionRules.checkComparable(budget.objectives(), spec, at);
        SelectorRules.check(budget.objectives(), spec.scenarios(), at);
        PhaseRules.checkAbort(budget.abort(), spec, at);
        if (at.problems().size() == problemsBefore) {
            checkConcern(name, budget, at);
        }
    }

    /** A phase's own budget is written for it; one of the test may leave out phases, but not all. */
    private void checkConcern(String name, PerformanceBudgetSpec budget, Findings at) {
        var judged =
                phases.stream().filter(phase -> phase.budgets().contains(name)).toList();
        for (int i = 0; i < budget.objectives().size(); i++) {
            var objective = budget.objectives().get(i);
            var here = at.at("objectives", i).at("scenario");
            var idle = judged.stream()
                    .filter(phase -> phase.own() && !phase.concerns(objective))
                    .findFirst();
            if (idle.isPresent()) {
                here.report(
                        objective.scenario(),
                        "phase " + idle.get().phase() + " names this budget and does not play the scenario; let it "
                                + "play it, or give it another budget");
            } else if (!judged.isEmpty() && judged.stream().noneMatch(phase -> phase.concerns(objective))) {
                here.report(objective.scenario(), "no phase that this budget judges plays it; remove the objective");
            }
        }
    }
}
