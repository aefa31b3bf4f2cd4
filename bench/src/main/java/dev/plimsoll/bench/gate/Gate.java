package dev.plimsoll.bench.gate;

import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.compare.Decision;
import dev.plimsoll.engine.compare.Outcome;
import dev.plimsoll.engine.compare.Rounds;
import dev.plimsoll.engine.compare.SequentialTest;
import java.util.Arrays;
import java.util.List;

/** Our own gate: the engine's tests, put together as the judge does. */
final class Gate {
    static final double FALSE_ALARM_RATE = 0.05;

    private Gate() {}

    /** The default, on some percentiles of the response time, each of which can fail the canary. */
    static Method<Canary> groupSequential(double... percents) {
        var test = SequentialTest.groupSequential(Allowance.DEFAULT, Rounds.DEFAULT, FALSE_ALARM_RATE, percents.length);
        return canary -> rule(Arrays.stream(percents)
                .mapToObj(percent -> test.decide(canary.logRatios(percent)))
                .toList());
    }

    /** The test that may be extended at will, on one percentile. */
    static Method<Canary> anytime(double percent) {
        var test = SequentialTest.anytime(Allowance.DEFAULT, Rounds.DEFAULT.min(), FALSE_ALARM_RATE, 1);
        return canary -> rule(List.of(test.decide(canary.logRatios(percent))));
    }

    /** Fails as soon as one metric is worse, passes when none is. */
    static Ruling rule(List<Outcome> outcomes) {
        var worse = outcomes.stream()
                .filter(outcome -> outcome.decision() == Decision.WORSE)
                .mapToInt(Gate::rounds)
                .min();
        if (worse.isPresent()) {
            return new Ruling(true, false, worse.getAsInt());
        }
        boolean passes = outcomes.stream().allMatch(outcome -> outcome.decision() == Decision.NO_WORSE);
        return new Ruling(
                false, passes, outcomes.stream().mapToInt(Gate::rounds).max().orElseThrow());
    }

    private static int rounds(Outcome outcome) {
        var estimate = outcome.estimate();
        return estimate == null ? 0 : estimate.rounds();
    }
}
