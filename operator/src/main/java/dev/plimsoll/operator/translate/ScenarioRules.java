package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.ScenarioSpec;
import dev.plimsoll.api.v1alpha1.ScenarioSpec.RequestSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What scenarios must be: at least one that is ever chosen, names that tell them apart, requests that HTTP can carry.
 */
final class ScenarioRules {
    /** A token of RFC 9110, section 5.6.2. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** Visible characters, spaces and tabs: RFC 9110, section 5.5, without the obsolete bytes above ASCII. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    /** Path and query: what can stand in a request line, without a fragment. */
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e&&[^#]]*");

    private static final Set<String> FRAMING_HEADERS = Set.of("content-length", "transfer-encoding");

    /**
     * Each step costs its histograms: memory of runners and operator, and a part of the result, which must fit one
     * ConfigMap even when all seconds are joined.
     */
    private static final int MOST_STEPS = 50;

    private ScenarioRules() {}

    static void check(List<ScenarioSpec> scenarios, Findings at) {
        if (scenarios.isEmpty()) {
            at.at("scenarios").report("there is none; add one with a step");
            return;
        }
        if (scenarios.stream().noneMatch(scenario -> scenario.weight() > 0)) {
            at.at("scenarios").report("all weights are zero, so nothing is ever sent; give one a weight above zero");
        }
        int steps =
                scenarios.stream().mapToInt(scenario -> scenario.steps().size()).sum();
        if (steps > MOST_STEPS) {
            at.at("scenarios")
                    .report(
                            steps + " steps",
                            "are more than one run can keep apart; use " + MOST_STEPS
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
            checkSteps(scenario, here);
        }
    }

    private static void checkSteps(ScenarioSpec scenario, Findings at) {
        if (scenario.steps().isEmpty()) {
            at.at("steps").report("there is none; add one with a request");
        }
        var names = new HashSet<String>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            var step = scenario.steps().get(i);
            var here = at.at("steps", i);
            if (!names.add(step.name())) {
                here.at("name").report(step.name(), "another step of this scenario has this name; choose a new one");
            }
            checkRequest(step.request(), here.at("request"));
        }
    }

    private static void checkRequest(RequestSpec request, Findings at) {
        if (!PATH.matcher(request.path()).matches()) {
            at.at("path")
                    .report(
                            request.path(),
                            "a path begins with / and has only characters that a URL may have; percent-encode the "
                                    + "others, a space as %20");
        }
        if (request.headers() != null) {
            request.headers().forEach((name, value) -> checkHeader(name, value, at.at("headers")));
        }
        QuantityRules.positiveDuration(
                request.timeout(), "a timeout must be longer than zero; give one such as 10s", at.at("timeout"));
    }

    private static void checkHeader(String name, String value, Findings at) {
        if (!HEADER_NAME.matcher(name).matches()) {
            at.report(name, "is no name of a header field; use letters, digits and dashes");
        } else if (FRAMING_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            at.at(name).report(value, "is set by the runner; remove it");
        } else if (!HEADER_VALUE.matcher(value).matches()) {
            at.at(name)
                    .report(value, "has a line break or another character that a header field cannot carry; remove it");
        }
    }
}
