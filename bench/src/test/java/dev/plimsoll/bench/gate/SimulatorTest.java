package dev.plimsoll.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatorTest {
    /** 20 rounds of 10 intervals of 1,000 requests in either arm. */
    @Test
    void shouldCountEveryRequestOfTheJudgedTimeWhenACanaryIsDrawn() {
        var canary = new Simulator(Effect.NONE.in(Placement.SWAPPED)).draw(1);
        assertThat(Arrays.stream(canary.pooledBaseline()).sum()).isEqualTo(200_000);
        assertThat(Arrays.stream(canary.pooledCandidate()).sum()).isEqualTo(200_000);
        assertThat(Arrays.stream(canary.baseline(7)).sum()).isEqualTo(10_000);
    }

    @Test
    void shouldBeTheSameCanaryWhenTheSeedIsTheSame() {
        var simulator = new Simulator(Effect.TAIL.in(Placement.FIXED));
        assertThat(simulator.draw(5).logRatios(99)).isEqualTo(simulator.draw(5).logRatios(99));
        assertThat(simulator.draw(5).logRatios(99))
                .isNotEqualTo(simulator.draw(6).logRatios(99));
    }

    /** In 200 calm canaries, so that what is left is the effect. */
    @Test
    void shouldMoveWhatItSaysWhenTheCandidateIsSlower() {
        assertThat(meanShift(new World(false, Placement.SHARED, 0.1, 0), 50)).isCloseTo(Math.log(1.1), within(0.001));
        assertThat(meanShift(new World(false, Placement.SHARED, 0.1, 0), 99)).isCloseTo(Math.log(1.1), within(0.002));
        assertThat(meanShift(new World(false, Placement.SHARED, 0, 0.1), 99)).isCloseTo(Math.log(1.1), within(0.002));
        assertThat(meanShift(new World(false, Placement.SHARED, 0, 0.1), 95)).isCloseTo(0, within(0.001));
    }

    private static double meanShift(World world, double percent) {
        var simulator = new Simulator(world);
        return IntStream.range(0, 200)
                .mapToDouble(seed -> Arrays.stream(simulator.draw(seed).logRatios(percent))
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    /** p50 of the mixture is the body's at 0.5/0.99 or so, far from the tail; p99 was worked out by hand at 1.25. */
    @Test
    void shouldHaveTheQuantilesOfTheMixtureWhenManyAreDrawn() {
        var counts = new int[Requests.BUCKETS];
        new Requests(0).draw(new SplittableRandom(3), 1_000, 0, 0, counts);
        for (int i = 0; i < 400; i++) {
            new Requests(0).draw(new SplittableRandom(i), 1_000, 0, 0, counts);
        }
        assertThat(quantile(counts, 0.50)).isCloseTo(0.006, within(0.015));
        assertThat(quantile(counts, 0.99)).isCloseTo(1.25, within(0.02));
    }

    private static double quantile(int[] counts, double share) {
        double rank = share * Arrays.stream(counts).sum();
        int bucket = -1;
        for (long below = 0; below < rank; ) {
            below += counts[++bucket];
        }
        return Requests.logTime(bucket);
    }

    /** A placement of its own is there all the time, or cancels within each two rounds, or is not there. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    void shouldConfoundOnlyWhenNodesAreKept(Placement placement) {
        var simulator = new Simulator(Effect.NONE.in(placement));
        double meanSquare = IntStream.range(0, 300)
                .mapToDouble(seed -> Arrays.stream(simulator.draw(seed).logRatios(50))
                        .average()
                        .orElseThrow())
                .map(mean -> mean * mean)
                .average()
                .orElseThrow();
        double expected = placement == Placement.FIXED ? 0.043 : 0.0085;
        assertThat(Math.sqrt(meanSquare)).isCloseTo(expected, within(0.2 * expected));
    }

    @Test
    void shouldHaveTheDeviationAndCorrelationWhenItDrifts() {
        var drift = new Drift(new SplittableRandom(1), 0.7, 0.04);
        var values = IntStream.range(0, 100_000).mapToDouble(_ -> drift.next()).toArray();
        double squares = 0;
        double products = 0;
        for (int i = 1; i < values.length; i++) {
            squares += values[i] * values[i];
            products += values[i] * values[i - 1];
        }
        assertThat(Math.sqrt(squares / values.length)).isCloseTo(0.04, within(0.001));
        assertThat(products / squares).isCloseTo(0.7, within(0.01));
    }

    @Test
    void shouldHaveTheProbabilitiesOfTheDistributionWhenSuccessesAreDrawn() {
        var random = new SplittableRandom(1);
        var found = new int[1_001];
        for (int i = 0; i < 100_000; i++) {
            found[Binomial.draw(random, 1_000, 0.01)]++;
        }
        var binomial = BinomialDistribution.of(1_000, 0.01);
        for (int successes = 0; successes < 30; successes++) {
            assertThat(found[successes] / 100_000.0).isCloseTo(binomial.probability(successes), within(0.004));
        }
        assertThat(Binomial.draw(random, 1_000, 0)).isZero();
    }
}
