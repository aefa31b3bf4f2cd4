package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.ObjectiveSpec;
import dev.plimsoll.api.v1alpha1.ScenarioSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What objectives may select in one LoadTest: scenarios and steps that are there and are sent. */
final class SelectorRules {
    private SelectorRules() {}

    static void check(List<ObjectiveSpec> objectives, List<ScenarioSpec> scenarios, Findings at) {
        for (int i = 0; i < objectives.size(); i++) {
            var objective = objectives.get(i);
            if (objective.scenario() != null) {
                check(objective.scenario(), objective, scenarios, at.at("objectives", i));
            }
        }
    }

    private static void check(String name, ObjectiveSpec objective, List<ScenarioSpec> scenarios, Findings at) {
        var scenario = find(name, scenarios);
        if (scenario.isEmpty()) {
            at.at("scenario")
                    .report(name, "the LoadTest has no such scenario; it has " + names(scenarios, ScenarioSpec::name));
        } else if (scenario.get().weight() == 0) {
            at.at("scenario").report(name, "has weight zero in the LoadTest, so it is never sent; give it a weight");
        } else if (objective.step() != null
                && scenario.get().steps().stream().noneMatch(step -> step.name().equals(objective.step()))) {
            at.at("step")
                    .report(
                            objective.step(),
                            "the scenario has no such step; it has "
                                    + names(scenario.get().steps(), ScenarioSpec.StepSpec::name));
        }
    }

    private static Optional<ScenarioSpec> find(String name, List<ScenarioSpec> scenarios) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst();
    }

    private static <T> String names(List<T> things, Function<T, String> name) {
        return things.stream().map(name).collect(Collectors.joining(", "));
    }
}
