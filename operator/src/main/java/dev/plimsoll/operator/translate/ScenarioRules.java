package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.ScenarioSpec;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** What scenarios must be: at least one that is ever chosen, names that tell them apart, a request to begin with. */
final class ScenarioRules {
    /**
     * Each request costs its histograms: memory of runners and operator, and a part of the result, which must fit one
     * ConfigMap even when all seconds are joined.
     */
    private static final long MOST_REQUESTS = 50;

    private ScenarioRules() {}

    /** Scenarios whose templates may take values from data sets of these names. */
    static void check(List<ScenarioSpec> scenarios, Collection<String> data, Findings at) {
        if (scenarios.isEmpty()) {
            at.at("scenarios").report("there is none; add one with a step");
            return;
        }
        if (scenarios.stream().noneMatch(scenario -> scenario.weight() > 0)) {
            at.at("scenarios").report("all weights are zero, so nothing is ever sent; give one a weight above zero");
        }
        long requests = scenarios.stream()
                .flatMap(scenario -> StepRules.requests(scenario.steps()))
                .count();
        if (requests > MOST_REQUESTS) {
            at.at("scenarios")
                    .report(
                            requests + " steps",
                            "with a request are more than one run can keep apart; use " + MOST_REQUESTS
                                    + " in all scenarios together, or several LoadTests");
        }
        var names = new HashSet<String>();
        for (int i = 0; i < scenarios.size(); i++) {
            var scenario = scenarios.get(i);
            var here = at.at("scenarios", i);
            if (!names.add(scenario.name())) {
                here.at("name").report(scenario.name(), "another scenario has this name; choose a new one");
            }
            if (scenario.weight() < 0) {
                here.at("weight").report(scenario.weight(), "a weight is zero or more; give one such as 1");
            }
            checkSteps(scenario, data, here);
        }
    }

    private static void checkSteps(ScenarioSpec scenario, Collection<String> data, Findings at) {
        if (scenario.steps().isEmpty()) {
            at.at("steps").report("there is none; add one with a request");
            return;
        }
        new StepRules(new TemplateRules(data)).check(scenario.steps(), at);
        var first = scenario.steps().getFirst();
        boolean otherwise = first.pause() != null
                || first.repeat() != null
                || first.whileCondition() != null
                || first.ifCondition() != null;
        if (first.request() == null && otherwise) {
            at.at("steps", 0)
                    .report("is no request; the load's schedule says when the first step is sent, and its response"
                            + " time counts from then: put a request first");
        }
    }
}
