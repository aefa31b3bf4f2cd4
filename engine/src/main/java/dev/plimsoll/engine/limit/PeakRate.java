package dev.plimsoll.engine.limit;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.plan.PhasesAtOnce;
import dev.plimsoll.engine.plan.RateCurve;
import java.util.List;

/**
 * The highest rate that a plan may ever ask of all runners together, in requests per second: what its schedule has at
 * its highest point, times what one arrival or one turn of a user may send. Loops count with as many rounds as they may
 * make, conditions as if they held, and each redirect that may be followed as a request. A mean, as every rate is:
 * where arrivals are random, a second may have more of them and the next one less.
 */
public final class PeakRate {
    private static final double NANOS_PER_SECOND = 1e9;

    private PeakRate() {}

    /** Of a plan; infinite where a user goes on as soon as there is an answer. */
    public static double of(RunPlan plan) {
        return PhasesAtOnce.most(plan.phases(), PeakRate::of);
    }

    /** Of one phase. */
    static double of(Phase phase) {
        return turnsPerSecond(phase.load()) * requestsPerTurn(phase.scenarios());
    }

    /** The highest number of users, or of arrivals per second. */
    static double peakLevel(Load load) {
        return RateCurve.of(load.stages()).peak();
    }

    /** No target answers in less than no time: a turn takes at least its pacing, and on average its think time. */
    private static double turnsPerSecond(Load load) {
        double peak = peakLevel(load);
        return switch (load) {
            case Load.Open _ -> peak;
            case Load.Closed closed -> {
                double turn = Math.max(
                        (double) closed.pacingNanos(), closed.thinkTime().averageNanos());
                yield peak == 0 ? 0 : peak * NANOS_PER_SECOND / turn;
            }
        };
    }

    /** On average over scenarios, which are chosen by weight. */
    static double requestsPerTurn(List<Scenario> scenarios) {
        double weights = scenarios.stream().mapToDouble(Scenario::weight).sum();
        return scenarios.stream()
                        .mapToDouble(scenario -> scenario.weight() * most(scenario.steps()))
                        .sum()
                / weights;
    }

    private static double most(List<Step> steps) {
        return steps.stream().mapToDouble(PeakRate::most).sum();
    }

    private static double most(Step step) {
        return switch (step) {
            case Step.Request request -> 1.0 + request.maxRedirects();
            case Step.Rest _ -> 0;
            case Step.Repeat repeat -> repeat.times() * most(repeat.steps());
            case Step.While loop -> loop.limit() * most(loop.steps());
            case Step.If branch -> most(branch.steps());
        };
    }
}
