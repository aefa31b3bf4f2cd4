package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.engine.judge.BaselineSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

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
        var run = GatePlanner.asRun(spec, budgets);
        check(spec, run, budgets, findings);
        if (!findings.problems().isEmpty()) {
            return new Translation.Refused(findings.problems());
        }
        var planner = new Planner(identity, files);
        var judges = new Judges(run, budgets);
        return new Translation.Planned(planner.plan(run), run.runners().count(), judges.budgets(), judges.abortRules());
    }

    /** All that is wrong with when runs start by themselves and which of them are kept; empty when all is well. */
    public static List<Problem> scheduleProblems(LoadTestSpec spec) {
        var findings = Findings.from("spec");
        ScheduleRules.check(spec, findings);
        return findings.problems();
    }

    /** What objectives with maxRegression of a budget are held against. */
    public static BaselineSource baseline(PerformanceBudgetSpec budget) {
        return BudgetPlanner.baseline(budget);
    }

    /** Names of the budgets that judge a spec's runs, each once. */
    public static List<String> budgetNames(LoadTestSpec spec) {
        return PhaseBudgets.of(spec).stream()
                .flatMap(phase -> phase.budgets().stream())
                .distinct()
                .toList();
    }

    /**
     * Where requests of a spec go, for people to read: of a comparison {@code baseline http://a and candidate
     * http://b}.
     */
    public static String target(LoadTestSpec spec, String namespace) {
        var comparison = spec.comparison();
        return comparison == null
                ? TargetPlanner.url(Objects.requireNonNull(spec.target()), namespace)
                : "baseline " + TargetPlanner.url(comparison.baseline(), namespace) + " and candidate "
                        + TargetPlanner.url(comparison.candidate(), namespace);
    }

    private static void check(
            LoadTestSpec spec, LoadTestSpec run, Map<String, PerformanceBudgetSpec> budgets, Findings at) {
        TargetRules.check(spec, at);
        PhaseRules.check(run, at.at(spec.comparison() == null ? "gate" : "comparison"), at);
        SourceRules.checkData(spec.data(), at);
        ScenarioRules.check(
                spec.scenarios(), spec.data() == null ? Set.of() : spec.data().keySet(), at);
        BudgetRefRules.check(run, budgets, at);
        BudgetRules.checkAbort(spec.abort(), at);
        PhaseRules.checkAbort(spec.abort(), spec, at);
        GateRules.check(spec, at);
        ScheduleRules.check(spec, at);
    }
}
