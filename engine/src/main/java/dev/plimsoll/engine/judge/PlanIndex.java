package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Step;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be selected in phases of a plan. */
final class PlanIndex {
    private final List<Scenario> scenarios;

    PlanIndex(Collection<Phase> phases) {
        this.scenarios = phases.stream()
                .flatMap(phase -> phase.scenarios().stream())
                .distinct()
                .toList();
    }

    /** What a selector names that the plan does not have, with what it does have. */
    Optional<Doubt> unknownIn(Selector selector) {
        var selected = scenarios.stream()
                .filter(scenario ->
                        selector.scenario() == null || selector.scenario().equals(scenario.name()))
                .toList();
        if (selected.isEmpty()) {
            return Optional.of(new Doubt(
                    Reason.UNKNOWN_SCENARIO,
                    "there is no scenario \"%s\"; the plan has %s"
                            .formatted(
                                    selector.scenario(),
                                    quoted(scenarios.stream().map(Scenario::name)))));
        }
        var steps = selected.stream()
                .flatMap(Scenario::requests)
                .map(Step.Request::name)
                .distinct()
                .toList();
        if (selector.step() == null || steps.contains(selector.step())) {
            return Optional.empty();
        }
        return Optional.of(new Doubt(
                Reason.UNKNOWN_STEP,
                "there is no step \"%s\"%s; there are %s"
                        .formatted(
                                selector.step(),
                                selector.scenario() == null ? "" : " in scenario \"" + selector.scenario() + "\"",
                                quoted(steps.stream()))));
    }

    /** Whether any request that a selector selects has a check. */
    boolean hasChecks(Selector selector) {
        return scenarios.stream()
                .anyMatch(scenario -> scenario.requests()
                        .anyMatch(request -> selector.matches(scenario.name(), request.name())
                                && !request.checks().isEmpty()));
    }

    private static String quoted(Stream<String> names) {
        return names.map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }
}
