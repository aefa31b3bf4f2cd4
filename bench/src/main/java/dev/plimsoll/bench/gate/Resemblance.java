package dev.plimsoll.bench.gate;

import dev.plimsoll.engine.compare.Allowance;
import dev.plimsoll.engine.compare.Levels;
import dev.plimsoll.engine.compare.Rounds;
import dev.plimsoll.engine.compare.SequentialTest;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Log-ratios of rounds that resemble the one before, drawn directly (AR(1), normal, deviation 6 %): what widened bounds
 * save, and what they cost.
 *
 * @param correlation of a round with the next one
 * @param slower true difference, as a fraction
 */
record Resemblance(double correlation, double slower) {
    private static final double DEVIATION = 0.06;

    /** The rounds' log-ratios of a seed. */
    double[] draw(long seed) {
        var drift = new Drift(new SplittableRandom(seed), correlation, DEVIATION);
        return IntStream.range(0, Simulator.ROUNDS)
                .mapToDouble(_ -> Math.log1p(slower) + drift.next())
                .toArray();
    }

    /** Our gate, which widens its bounds when rounds resemble each other. */
    static Method<double[]> gate(Allowance allowance, double falseAlarmRate) {
        var test = SequentialTest.groupSequential(allowance, Rounds.DEFAULT, falseAlarmRate, 1);
        return logRatios -> Gate.rule(List.of(test.decide(logRatios)));
    }

    /** The same test without that. */
    static Method<double[]> unwidened(Allowance allowance, double falseAlarmRate) {
        double level = Levels.nominal(SequentialTest.SPENT * falseAlarmRate, Rounds.DEFAULT);
        var critical = IntStream.rangeClosed(0, Simulator.ROUNDS)
                .mapToDouble(n -> n < 2 ? 0 : TDistribution.of(n - 1).inverseSurvivalProbability(level))
                .toArray();
        return logRatios -> {
            for (int rounds = Rounds.DEFAULT.min(); rounds <= Simulator.ROUNDS; rounds++) {
                double mean = Arrays.stream(logRatios, 0, rounds).sum() / rounds;
                double squares = Arrays.stream(logRatios, 0, rounds)
                        .map(logRatio -> (logRatio - mean) * (logRatio - mean))
                        .sum();
                double room = critical[rounds] * Math.sqrt(squares / (rounds - 1) / rounds);
                boolean passes = mean + room < Math.log1p(allowance.margin());
                if (passes || mean - room > Math.log1p(allowance.tolerance())) {
                    return new Ruling(!passes, passes, rounds);
                }
            }
            return new Ruling(false, false, Simulator.ROUNDS);
        };
    }
}
