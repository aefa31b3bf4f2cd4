package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.ObjectiveSpec;
import dev.plimsoll.api.v1alpha1.ScenarioSpec;
import dev.plimsoll.api.v1alpha1.StepFields;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
                    .report(
                            name,
                            "the LoadTest has no such scenario; it has "
                                    + scenarios.stream().map(ScenarioSpec::name).collect(Collectors.joining(", ")));
        } else if (scenario.get().weight() == 0) {
            at.at("scenario").report(name, "has weight zero in the LoadTest, so it is never sent; give it a weight");
        } else if (objective.step() != null
                && StepRules.requests(scenario.get().steps())
                        .noneMatch(step -> objective.step().equals(step.name()))) {
            at.at("step")
                    .report(
                            objective.step(),
                            "the scenario has no such step; it has "
                                    + StepRules.requests(scenario.get().steps())
                                            .map(StepFields::name)
                                            .filter(Objects::nonNull)
                                            .collect(Collectors.joining(", ")));
        }
    }

    private static Optional<ScenarioSpec> find(String name, List<ScenarioSpec> scenarios) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst();
    }
}
