package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;

class WholeRunsTestTest {
    private static final WholeRunsTest TEST = new WholeRunsTest(Allowance.DEFAULT, 0.05, 1);
    private static final double[] BASELINE = {0.01, -0.01, 0.02, 0, 0.01, -0.02};
    private static final double[] CANDIDATE = {0.03, 0.01, 0.05, -0.01, 0.02, 0.04, 0.03};

    private static double[] plus(double shift, double... values) {
        return DoubleStream.of(values).map(value -> value + shift).toArray();
    }

    @Test
    void shouldPassWhenRunsAreAlike() {
        var outcome = TEST.decide(BASELINE, plus(0.001, BASELINE));

        assertThat(outcome.decision()).isEqualTo(Decision.NO_WORSE);
        assertThat(outcome.obstacle()).isNull();
        assertThat(outcome.roundsNeeded()).isEqualTo(6);
    }

    @Test
    void shouldFailWhenCandidateIsPlainlyWorse() {
        var outcome = TEST.decide(BASELINE, plus(0.15, BASELINE));

        assertThat(outcome.decision()).isEqualTo(Decision.WORSE);
        assertThat(Objects.requireNonNull(outcome.estimate()).ratio()).isCloseTo(Math.exp(0.15), within(1e-12));
    }

    /** At the bound itself Welch's test, as another library has it, has just the level that is spent. */
    @Test
    void shouldHaveTheBoundsOfWelchsTest() {
        var estimate = Objects.requireNonNull(TEST.decide(BASELINE, CANDIDATE).estimate());

        assertThat(pValue(AlternativeHypothesis.LESS_THAN, Math.log(estimate.high())))
                .isCloseTo(0.04, within(1e-9));
        assertThat(pValue(AlternativeHypothesis.GREATER_THAN, Math.log(estimate.low())))
                .isCloseTo(0.04, within(1e-9));
        assertThat(estimate.rounds()).isEqualTo(6);
        assertThat(estimate.autocorrelation()).isZero();
    }

    private static double pValue(AlternativeHypothesis alternative, double difference) {
        return TTest.withDefaults()
                .with(alternative)
                .withMu(difference)
                .test(CANDIDATE, BASELINE)
                .getPValue();
    }

    /** Pass needs all metrics, so only the bound that fails one is shared out. */
    @Test
    void shouldWidenOnlyTheLowerBoundWhenSeveralMetricsCanFail() {
        var one = Objects.requireNonNull(TEST.decide(BASELINE, CANDIDATE).estimate());
        var five = Objects.requireNonNull(new WholeRunsTest(Allowance.DEFAULT, 0.05, 5)
                .decide(BASELINE, CANDIDATE)
                .estimate());

        assertThat(five.high()).isEqualTo(one.high());
        assertThat(pValue(AlternativeHypothesis.GREATER_THAN, Math.log(five.low())))
                .isCloseTo(0.008, within(1e-9));
    }

    @Test
    void shouldDecideNothingWhenASideHasFewerThanSixRuns() {
        var five = new double[] {0, 0, 0, 0, 0};
        var outcome = TEST.decide(BASELINE, plus(1, five));

        assertThat(outcome.decision()).isEqualTo(Decision.UNDECIDED);
        assertThat(outcome.obstacle()).isEqualTo(Obstacle.TOO_FEW_ROUNDS);
        assertThat(outcome.roundsNeeded()).isEqualTo(6);
        assertThat(TEST.decide(plus(1, five), BASELINE).obstacle()).isEqualTo(Obstacle.TOO_FEW_ROUNDS);
    }

    @Test
    void shouldKnowNoBoundsWhenThereIsASingleRun() {
        var outcome = TEST.decide(new double[] {0}, new double[] {0.1, 0.2});
        var estimate = Objects.requireNonNull(outcome.estimate());

        assertThat(estimate.ratio()).isCloseTo(Math.exp(0.15), within(1e-12));
        assertThat(estimate.low()).isZero();
        assertThat(estimate.high()).isInfinite();
        assertThat(outcome.roundsNeeded()).isNull();
    }

    @Test
    void shouldDecideByTheMeansWhenRunsDoNotDifferAtAll() {
        var same = new double[] {1, 1, 1, 1, 1, 1};

        assertThat(TEST.decide(same, same).decision()).isEqualTo(Decision.NO_WORSE);
        assertThat(TEST.decide(same, plus(0.2, same)).decision()).isEqualTo(Decision.WORSE);
    }

    @Test
    void shouldSayWhatStandsInTheWayWhenNothingIsProven() {
        var sharp = new double[] {-0.05, 0.05, -0.05, 0.05, -0.05, 0.05};
        var between = TEST.decide(sharp, plus(0.06, sharp));
        assertThat(between.obstacle()).isEqualTo(Obstacle.BETWEEN_THE_BOUNDS);

        var wide = new double[] {-0.3, 0.3, -0.3, 0.3, -0.3, 0.3};
        var scattered = TEST.decide(wide, plus(0.06, wide));
        assertThat(scattered.obstacle()).isEqualTo(Obstacle.SCATTER);
        assertThat(scattered.roundsNeeded()).isGreaterThan(500);
    }

    /** The centre that one wild run does not move. */
    @Test
    void shouldGiveTheMedianOfAllDifferences() {
        var estimate = Objects.requireNonNull(
                TEST.decide(new double[] {0, 0.1}, new double[] {0.2, 5}).estimate());

        assertThat(Math.log(estimate.hodgesLehmann())).isCloseTo((0.2 + 4.9) / 2, within(1e-12));
    }

    /** With as many runs as it asks for, four in five are decided. */
    @Test
    void shouldAskForRunsThatDecideFourTimesInFive() {
        var wide = new double[] {-0.15, 0.15, -0.15, 0.15, -0.15, 0.15};
        var asked = Objects.requireNonNull(TEST.decide(wide, wide).roundsNeeded());
        var random = new Random(4);
        double deviation = 0.15 * Math.sqrt(6 / 5.0);
        int decided = 0;
        for (int i = 0; i < 1_000; i++) {
            var outcome = TEST.decide(runs(random, asked, 0, deviation), runs(random, asked, 0, deviation));
            decided += outcome.decision() == Decision.NO_WORSE ? 1 : 0;
        }
        assertThat(decided).isBetween(760, 860);
    }

    /** By the formula, with the quantiles of another path through it: n suffices, and n − 1 does not. */
    @Test
    void shouldAskForNoMoreRunsThanItNeeds() {
        var wide = new double[] {-0.15, 0.15, -0.15, 0.15, -0.15, 0.15};
        int asked = Objects.requireNonNull(TEST.decide(wide, wide).roundsNeeded());

        double deviation = 0.15 * Math.sqrt(6 / 5.0) * Math.sqrt(2);
        assertThat(distanceAfter(asked, deviation)).isLessThanOrEqualTo(Math.log(1.1));
        assertThat(distanceAfter(asked - 1, deviation)).isGreaterThan(Math.log(1.1));
    }

    private static double distanceAfter(int runs, double deviation) {
        return (TDistribution.of(2.0 * runs - 2).inverseCumulativeProbability(0.96) + 0.84)
                * deviation
                / Math.sqrt(runs);
    }

    @Test
    void shouldKeepItsErrorRatesAtBothBounds() {
        var random = new Random(5);
        int failed = 0;
        int passed = 0;
        for (int i = 0; i < 4_000; i++) {
            var tolerated = TEST.decide(runs(random, 6, 0, 0.06), runs(random, 8, Math.log(1.02), 0.1));
            failed += tolerated.decision() == Decision.WORSE ? 1 : 0;
            var regressed = TEST.decide(runs(random, 6, 0, 0.06), runs(random, 8, Math.log(1.1), 0.1));
            passed += regressed.decision() == Decision.NO_WORSE ? 1 : 0;
        }
        assertThat(failed).isBetween(110, 210);
        assertThat(passed).isBetween(110, 210);
    }

    private static double[] runs(Random random, int count, double mean, double deviation) {
        return random.doubles(count)
                .map(_ -> mean + deviation * random.nextGaussian())
                .toArray();
    }

    @Test
    void shouldRefuseWhatHasNoMeaning() {
        assertThatThrownBy(() -> new WholeRunsTest(Allowance.DEFAULT, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a false-alarm rate of 0.0 for 1 metrics: must be above 0 and below 0.5,"
                        + " for at least 1 metric");
        assertThatThrownBy(() -> new WholeRunsTest(Allowance.DEFAULT, 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WholeRunsTest(Allowance.DEFAULT, 0.05, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TEST.decide(new double[0], BASELINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 runs of the baseline and 6 of the candidate: each needs one");
    }
}
