package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec.BudgetRef;
import dev.plimsoll.api.v1alpha1.ObjectiveSpec;
import dev.plimsoll.api.v1alpha1.PhaseSpec;
import dev.plimsoll.api.v1alpha1.ScenarioSpec;
import dev.plimsoll.engine.contract.Phase;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which budgets judge a phase: its own, or when it has no list of its own, those of the test.
 *
 * @param phase its name; {@link Phase#UNNAMED} in a test without phases
 * @param budgets their names
 * @param own whether they are the phase's own
 * @param breaks whether its load is a breakpoint
 * @param scenarios names of those that it plays
 */
record PhaseBudgets(String phase, List<String> budgets, boolean own, boolean breaks, List<String> scenarios) {

    /** Of all phases of a spec. */
    static List<PhaseBudgets> of(LoadTestSpec spec) {
        var ofTest = names(spec.budgets());
        if (spec.phases() == null) {
            boolean breaks = spec.load() != null && spec.load().breakpoint() != null;
            return List.of(new PhaseBudgets(Phase.UNNAMED, ofTest, true, breaks, scenarios(spec, null)));
        }
        return spec.phases().stream()
                .map(phase -> new PhaseBudgets(
                        phase.name(),
                        phase.budgets() == null ? ofTest : names(phase.budgets()),
                        phase.budgets() != null,
                        phase.load().breakpoint() != null,
                        scenarios(spec, phase)))
                .toList();
    }

    /** The name as an abort rule has it; null for all requests of a run without phases. */
    @Nullable
    String phaseOrNull() {
        return phase.equals(Phase.UNNAMED) ? null : phase;
    }

    /** Whether an objective says anything about this phase: one that was written for another scenario does not. */
    boolean concerns(ObjectiveSpec objective) {
        return objective.scenario() == null || scenarios.contains(objective.scenario());
    }

    private static List<String> names(@Nullable List<BudgetRef> budgets) {
        return Stream.ofNullable(budgets)
                .flatMap(List::stream)
                .map(BudgetRef::name)
                .toList();
    }

    private static List<String> scenarios(LoadTestSpec spec, @Nullable PhaseSpec phase) {
        var named = phase == null ? null : phase.scenarios();
        return Objects.requireNonNullElseGet(
                named, () -> spec.scenarios().stream().map(ScenarioSpec::name).toList());
    }
}
