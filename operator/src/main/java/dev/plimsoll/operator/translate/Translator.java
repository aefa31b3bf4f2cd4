package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.engine.judge.AbortRule;
import dev.plimsoll.engine.judge.Budget;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns the spec of a LoadTest into what the engine runs, or says all that is wrong with it at once. */
public final class Translator {
    private final Function<FileRef, String> files;

    /**
     * A translator for runners that find what a spec names in files.
     *
     * @param files path on the runner, by the key of a ConfigMap or Secret
     */
    public Translator(Function<FileRef, String> files) {
        this.files = files;
    }

    /**
     * Plans a run.
     *
     * @param spec with the schema's defaults filled in
     * @param identity the run
     * @param budgets specs of the budgets that exist, by name; those that the spec does not name are ignored
     */
    public Translation translate(LoadTestSpec spec, RunIdentity identity, Map<String, PerformanceBudgetSpec> budgets) {
        var findings = Findings.from("spec");
        check(spec, budgets, findings);
        if (!findings.problems().isEmpty()) {
            return new Translation.Refused(findings.problems());
        }
        var planner = new Planner(identity, files);
        return new Translation.Planned(
                planner.plan(spec), spec.runners().count(), judges(spec, budgets), abortRules(spec, budgets));
    }

    private static List<Budget> judges(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets) {
        return named(spec, budgets)
                .map(budget -> BudgetPlanner.budget(budget.name(), budget.spec()))
                .toList();
    }

    private static List<AbortRule> abortRules(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets) {
        var ofBudgets = named(spec, budgets)
                .flatMap(budget -> Stream.ofNullable(budget.spec().abort()));
        return Stream.concat(Stream.ofNullable(spec.abort()), ofBudgets)
                .flatMap(List::stream)
                .map(BudgetPlanner::abortRule)
                .toList();
    }

    private static Stream<NamedBudget> named(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets) {
        return Stream.ofNullable(spec.budgets())
                .flatMap(List::stream)
                .map(ref -> new NamedBudget(ref.name(), Objects.requireNonNull(budgets.get(ref.name()))));
    }

    /** Where requests of a spec go, for people to read. */
    public static String target(TargetSpec target, String namespace) {
        return TargetPlanner.url(target, namespace);
    }

    private static void check(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets, Findings at) {
        TargetRules.check(spec.target(), at.at("target"));
        LoadRules.check(spec.load(), spec.runners().count(), at.at("load"));
        SourceRules.checkData(spec.data(), at);
        ScenarioRules.check(
                spec.scenarios(), spec.data() == null ? Set.of() : spec.data().keySet(), at);
        checkBudgets(spec, budgets, at);
        BudgetRules.checkAbort(spec.abort(), at);
    }

    private static void checkBudgets(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets, Findings at) {
        var names = new HashSet<String>();
        for (int i = 0; spec.budgets() != null && i < spec.budgets().size(); i++) {
            var name = spec.budgets().get(i).name();
            var here = at.at("budgets", i).at("name");
            var budget = budgets.get(name);
            if (!names.add(name)) {
                here.report(name, "is named twice; remove one of them");
            } else if (budget == null) {
                here.report(
                        name,
                        "there is no PerformanceBudget of this name in the namespace; create it or correct the name");
            } else {
                var inBudget = at.elsewhere("performancebudget/" + name + " spec");
                BudgetRules.check(budget, inBudget);
                SelectorRules.check(budget.objectives(), spec.scenarios(), inBudget);
            }
        }
    }

    /** A budget that the spec names. */
    private record NamedBudget(String name, PerformanceBudgetSpec spec) {}
}
