package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.AbortSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.PhaseSpec;
import dev.plimsoll.api.v1alpha1.ScenarioSpec;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What phases must be: told apart by their names, in an order that ends, each with a load and something to play. */
final class PhaseRules {
    private static final long LONGEST_RUN_NANOS = TimeUnit.DAYS.toNanos(7);

    /** As many as one phase may have, and for the same reason: each step of each phase costs its histograms. */
    private static final int MOST_STEPS = 50;

    private final List<PhaseSpec> phases;
    private final List<ScenarioSpec> scenarios;
    private final PhaseOrder order;

    private PhaseRules(List<PhaseSpec> phases, List<ScenarioSpec> scenarios) {
        this.phases = phases;
        this.scenarios = scenarios;
        this.order = new PhaseOrder(phases);
    }

    /**
     * Checks the load of a test, or those of its phases.
     *
     * @param comparison where the spec says how often a load is repeated
     */
    static void check(LoadTestSpec spec, Findings comparison, Findings at) {
        int runners = spec.runners().count();
        if (spec.comparison() != null) {
            checkRound(spec, runners, comparison, at);
        } else if (spec.load() != null && spec.phases() != null) {
            at.at("phases").report("load is set too, and only one of them can say what is sent; remove one of them");
        } else if (spec.load() != null) {
            LoadRules.check(spec.load(), runners, at.at("load"));
        } else if (spec.phases() == null) {
            at.at("load").report("there is none; add one such as {stages: [{duration: 1m, to: 100/s}]}, or phases");
        } else {
            new PhaseRules(spec.phases(), spec.scenarios()).check(runners, at);
        }
    }

    private static void checkRound(LoadTestSpec spec, int runners, Findings comparison, Findings at) {
        int problemsBefore = at.problems().size();
        if (spec.load() != null) {
            LoadRules.check(spec.load(), runners, at.at("load"));
        } else if (spec.phases() == null) {
            at.at("load").report("there is none; add one such as {stages: [{duration: 50s, to: 200/s}]}");
        }
        ComparisonRules.check(spec, at.problems().size() == problemsBefore, comparison, at);
    }

    /** Checks that abort rules name phases that are there. */
    static void checkAbort(@Nullable List<AbortSpec> rules, LoadTestSpec spec, Findings at) {
        for (int i = 0; rules != null && i < rules.size(); i++) {
            var name = rules.get(i).phase();
            if (name == null) {
                continue;
            }
            var here = at.at("abort", i).at("phase");
            if (spec.phases() == null) {
                here.report(name, "the LoadTest has no phases; remove it");
            } else if (new PhaseOrder(spec.phases()).placeOf(name).isEmpty()) {
                here.report(name, "the LoadTest has no such phase; it has " + names(spec.phases()));
            }
        }
    }

    private void check(int runners, Findings at) {
        if (phases.isEmpty()) {
            at.at("phases").report("there is none; add one such as {name: smoke, load: {smoke: {}}}");
            return;
        }
        int problemsBefore = at.problems().size();
        var known = new HashSet<String>();
        for (int i = 0; i < phases.size(); i++) {
            var phase = phases.get(i);
            var here = at.at("phases", i);
            if (phase.name().isEmpty() || !known.add(phase.name())) {
                here.at("name").report(phase.name(), "another phase has this name; choose a new one");
            }
            checkStart(i, here);
            LoadRules.check(phase.load(), runners, here.at("load"));
            checkCap(phase, here.at("load").at("maxInFlight"));
            checkScenarios(phase, here);
        }
        if (at.problems().size() == problemsBefore) {
            checkWhole(at.at("phases"));
        }
    }

    private void checkStart(int place, Findings at) {
        var phase = phases.get(place);
        if (phase.startAt() != null) {
            QuantityRules.duration(phase.startAt(), at.at("startAt"));
        }
        if (phase.after() == null) {
            return;
        }
        if (phase.startAt() != null) {
            at.at("after").report(phase.after(), "startAt is set too, and it begins only once; remove one of them");
        } else if (order.placeOf(phase.after()).isEmpty()) {
            at.at("after").report(phase.after(), "there is no such phase; there are " + names(phases));
        } else if (order.waitsForItself(place)) {
            at.at("after").report(phase.after(), "so it would wait for its own end; let it begin after another");
        }
    }

    private void checkCap(PhaseSpec phase, Findings at) {
        var first = phases.getFirst();
        if (!phase.load().maxInFlight().equals(first.load().maxInFlight())) {
            at.report(
                    phase.load().maxInFlight(),
                    "is not the %d of phase %s, and all phases share one cap; give each the same"
                            .formatted(first.load().maxInFlight(), first.name()));
        }
    }

    private void checkScenarios(PhaseSpec phase, Findings at) {
        var names = phase.scenarios();
        if (names == null) {
            return;
        }
        if (names.isEmpty()) {
            at.at("scenarios").report("there is none; name one, or remove the list to play all");
        }
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var here = at.at("scenarios", i);
            var found = scenarios.stream()
                    .filter(scenario -> scenario.name().equals(name))
                    .findFirst();
            if (found.isEmpty()) {
                here.report(
                        name,
                        "the LoadTest has no such scenario; it has "
                                + scenarios.stream().map(ScenarioSpec::name).collect(Collectors.joining(", ")));
            } else if (found.get().weight() == 0) {
                here.report(name, "has weight zero, so it is never played; give it a weight");
            } else if (names.indexOf(name) < i) {
                here.report(name, "is named twice; remove one of them");
            }
        }
    }

    /** What is left to ask of phases that are right one by one. */
    private void checkWhole(Findings at) {
        long end = 0;
        int steps = 0;
        for (int i = 0; i < phases.size(); i++) {
            end = Math.max(end, order.startNanos(i, this::lengthNanos) + lengthNanos(i));
            steps += steps(phases.get(i));
        }
        if (end > LONGEST_RUN_NANOS) {
            at.report("they are longer than 7 days together; make them shorter");
        }
        if (steps > MOST_STEPS) {
            at.report(
                    steps + " steps",
                    "are more than one run can keep apart; use " + MOST_STEPS
                            + " in the scenarios of all phases together, or several LoadTests");
        }
    }

    private long lengthNanos(int place) {
        return Planner.load(phases.get(place).load()).durationNanos();
    }

    private int steps(PhaseSpec phase) {
        return scenarios.stream()
                .filter(scenario ->
                        phase.scenarios() == null || phase.scenarios().contains(scenario.name()))
                .mapToInt(scenario ->
                        Math.toIntExact(StepRules.requests(scenario.steps()).count()))
                .sum();
    }

    private static String names(List<PhaseSpec> phases) {
        return phases.stream().map(PhaseSpec::name).collect(Collectors.joining(", "));
    }
}
