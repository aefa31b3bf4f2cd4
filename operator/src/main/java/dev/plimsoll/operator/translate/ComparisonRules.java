package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.ComparisonSpec;
import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.engine.quantity.Durations;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What a comparison must be: two targets, one load that can be repeated, and a number of rounds that can decide. */
final class ComparisonRules {
    /** With fewer, no difference that a service can have would ever be told from chance. */
    private static final int FEWEST_ROUNDS = 4;

    private static final int LATEST_FIRST_LOOK = 20;
    private static final int MOST_ROUNDS = 60;

    /** Half of what one run may have: each step has its histograms on both sides. */
    private static final int MOST_STEPS = 25;

    private static final long LONGEST_RUN_NANOS = TimeUnit.DAYS.toNanos(7);

    private ComparisonRules() {}

    /**
     * Checks the comparison of a spec that has one; the load is right by itself when {@code loadIsRight}.
     *
     * @param here where the spec has the rounds
     */
    static void check(LoadTestSpec spec, boolean loadIsRight, Findings here, Findings at) {
        var comparison = Objects.requireNonNull(spec.comparison());
        checkRounds(comparison.rounds(), here.at("rounds"));
        if (spec.phases() != null) {
            at.at("phases").report("a comparison repeats one load, round by round; use load in place of phases");
        }
        if (spec.load() != null) {
            checkLoad(spec, spec.load(), loadIsRight, at.at("load"));
        }
        long steps = spec.scenarios().stream()
                .flatMap(scenario -> StepRules.requests(scenario.steps()))
                .count();
        if (steps > MOST_STEPS) {
            at.at("scenarios")
                    .report(
                            steps + " steps",
                            "are more than a comparison can keep apart on two sides; use " + MOST_STEPS + " at most");
        }
    }

    private static void checkRounds(ComparisonSpec.RoundsSpec rounds, Findings at) {
        if (rounds.min() < FEWEST_ROUNDS) {
            at.at("min")
                    .report(
                            rounds.min(),
                            "is less than " + FEWEST_ROUNDS + ", and so few rounds decide nothing; give 6 or more");
        } else if (rounds.min() > LATEST_FIRST_LOOK) {
            at.at("min")
                    .report(rounds.min(), "is above " + LATEST_FIRST_LOOK + "; lower it, or make the rounds longer");
        }
        if (rounds.max() > MOST_ROUNDS) {
            at.at("max").report(rounds.max(), "is above " + MOST_ROUNDS + "; lower it, and make the rounds longer");
        } else if (rounds.max() < rounds.min()) {
            at.at("max").report(rounds.max(), "is less than the " + rounds.min() + " of min; raise max, or lower min");
        }
    }

    private static void checkLoad(LoadTestSpec spec, LoadSpec load, boolean isRight, Findings at) {
        if (load.breakpoint() != null) {
            at.at("breakpoint")
                    .report("rises until something breaks, and would do so in each round; use a load that both sides "
                            + "can bear, such as stages");
        } else if (load.capacity() != null) {
            at.at("capacity")
                    .report("climbs until it is too much, and would do so in each round; look for the capacity of each "
                            + "side in a test of its own");
        } else if (isRight) {
            checkRound(spec, load, at);
        }
    }

    private static void checkRound(LoadTestSpec spec, LoadSpec load, Findings at) {
        long round = Planner.round(load).durationNanos();
        var rounds = Objects.requireNonNull(spec.comparison()).rounds().max();
        if (round > LONGEST_RUN_NANOS / Math.max(1, rounds)) {
            at.report(
                    Durations.format(round),
                    "in each of " + rounds + " rounds are longer than 7 days together; make the stages shorter");
        }
        if (load.model() == LoadSpec.Model.Closed) {
            checkUsers(spec.runners().count(), load, at);
        }
    }

    /** Each runner shares its users out between both sides. */
    private static void checkUsers(int runners, LoadSpec load, Findings at) {
        double fewest = Planner.course(load).stream()
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .max()
                .orElse(0);
        if (fewest < 2.0 * runners) {
            at.report(
                    Math.round(fewest) + " users",
                    "are fewer than one for each side on each of " + runners + (runners == 1 ? " runner" : " runners")
                            + "; give more users, or lower runners.count");
        }
    }
}
