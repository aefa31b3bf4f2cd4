package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec.SecretKeyRef;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns the spec of a LoadTest into what the engine runs, or says all that is wrong with it at once. */
public final class Translator {
    private final Function<SecretKeyRef, String> caFile;

    /**
     * A translator for runners that find the certificates of a Secret's key in the file that the function names.
     *
     * @param caFile path of the PEM file on the runner, by the Secret and key of {@code tls.caSecretRef}
     */
    public Translator(Function<SecretKeyRef, String> caFile) {
        this.caFile = caFile;
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
        var planner = new Planner(identity, new TargetPlanner(caFile));
        var judges = new Judges(spec, budgets);
        return new Translation.Planned(
                planner.plan(spec), spec.runners().count(), judges.budgets(), judges.abortRules());
    }

    /** Names of the budgets that judge a spec's runs, each once. */
    public static List<String> budgetNames(LoadTestSpec spec) {
        return PhaseBudgets.of(spec).stream()
                .flatMap(phase -> phase.budgets().stream())
                .distinct()
                .toList();
    }

    /** Where requests of a spec go, for people to read. */
    public static String target(TargetSpec target, String namespace) {
        return TargetPlanner.url(target, namespace);
    }

    private static void check(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets, Findings at) {
        TargetRules.check(spec.target(), at.at("target"));
        PhaseRules.check(spec, at);
        ScenarioRules.check(spec.scenarios(), at);
        BudgetRefRules.check(spec, budgets, at);
        BudgetRules.checkAbort(spec.abort(), at);
        PhaseRules.checkAbort(spec.abort(), spec, at);
    }
}
