package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.AbortSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.judge.AbortRule;
import dev.plimsoll.engine.judge.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What judges a run and what ends its load early, of a spec in which the rules found no problem. */
final class Judges {
    /** Of a breakpoint at which nothing else looks. */
    private static final double BROKEN_ERROR_FRACTION = 0.1;

    private static final long BROKEN_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LoadTestSpec spec;
    private final Map<String, PerformanceBudgetSpec> specs;
    private final List<PhaseBudgets> phases;

    Judges(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> specs) {
        this.spec = spec;
        this.specs = specs;
        this.phases = PhaseBudgets.of(spec);
    }

    /**
     * One for each phase that a budget judges; an objective about a scenario that the phase does not play is left out.
     */
    List<Budget> budgets() {
        return phases.stream()
                .flatMap(phase -> phase.budgets().stream().map(name -> budget(phase, name)))
                .toList();
    }

    private Budget budget(PhaseBudgets phase, String name) {
        var objectives = specOf(name).objectives().stream()
                .filter(phase::concerns)
                .map(BudgetPlanner::objective)
                .toList();
        return new Budget(phase.phase(), name, objectives, BudgetPlanner.falseAlarmRate(specOf(name)));
    }

    /** The spec's own, and those of budgets, which look at each phase that the budget judges, by itself. */
    List<AbortRule> abortRules() {
        var rules = new ArrayList<AbortRule>();
        Stream.ofNullable(spec.abort())
                .flatMap(List::stream)
                .map(rule -> BudgetPlanner.abortRule(rule, rule.phase()))
                .forEach(rules::add);
        phases.forEach(phase -> rules.addAll(abortRules(phase)));
        phases.stream()
                .filter(phase -> phase.breaks() && rules.stream().noneMatch(rule -> looksAt(rule, phase)))
                .map(phase -> broken(phase.phaseOrNull()))
                .toList()
                .forEach(rules::add);
        return List.copyOf(rules);
    }

    private List<AbortRule> abortRules(PhaseBudgets phase) {
        return phase.budgets().stream()
                .flatMap(name -> Stream.ofNullable(specOf(name).abort()))
                .flatMap(List::stream)
                .filter(rule -> rule.phase() == null || rule.phase().equals(phase.phase()))
                .map((AbortSpec rule) -> BudgetPlanner.abortRule(rule, phase.phaseOrNull()))
                .toList();
    }

    private static boolean looksAt(AbortRule rule, PhaseBudgets phase) {
        return rule.phase() == null || rule.phase().equals(phase.phase());
    }

    private static AbortRule broken(@Nullable String phase) {
        return new AbortRule(new AbortRule.ErrorRate(), BROKEN_ERROR_FRACTION, BROKEN_FOR_NANOS, phase);
    }

    private PerformanceBudgetSpec specOf(String name) {
        return Objects.requireNonNull(specs.get(name));
    }
}
