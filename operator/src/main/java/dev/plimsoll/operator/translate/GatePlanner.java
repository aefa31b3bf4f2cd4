package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.ComparisonSpec;
import dev.plimsoll.api.v1alpha1.GateSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetSpec;
import dev.plimsoll.api.v1alpha1.RolloutRef;
import dev.plimsoll.engine.quantity.Percentages;
import java.util.Map;
import java.util.Objects;

/** What a gate makes of a test: against what it runs, and with how much of its load. */
final class GatePlanner {
    private static final double WHOLE = 1;

    private GatePlanner() {}

    /**
     * The test as it runs for a revision. Its target stands for both revisions of a Deployment or Rollout, which get a
     * Service each when there is a revision; until then both sides are the target itself.
     */
    static LoadTestSpec asRun(LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets) {
        var target = spec.target();
        if (spec.gate() == null || target == null || !comparesRevisions(spec.gate(), spec, budgets)) {
            return spec;
        }
        return spec.against(null, new ComparisonSpec(target, target, spec.gate().rounds()));
    }

    private static boolean comparesRevisions(
            GateSpec gate, LoadTestSpec spec, Map<String, PerformanceBudgetSpec> budgets) {
        return gate.rollout() == null
                ? Translator.budgetNames(spec).stream()
                        .map(budgets::get)
                        .filter(Objects::nonNull)
                        .anyMatch(RegressionRules::compares)
                : hasRevisions(gate.rollout());
    }

    /** Whether Plimsoll itself tells the pods of its revisions apart. */
    static boolean hasRevisions(RolloutRef rollout) {
        return switch (rollout.kind()) {
            case Deployment, Rollout -> true;
            case Canary, Other -> false;
        };
    }

    /** The share of the load that a gated revision gets, above 0 and to 1. */
    static double share(LoadTestSpec spec) {
        return spec.gate() == null ? WHOLE : Percentages.parse(spec.gate().load());
    }
}
