package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SequentialTestTest {
    private static final SequentialTest TEST =
            SequentialTest.groupSequential(Allowance.DEFAULT, Rounds.DEFAULT, 0.05, 1);

    @Test
    void shouldWaitWhenThereAreFewerRoundsThanTheFirstLookNeeds() {
        assertThat(TEST.decide()).isEqualTo(new Outcome(Decision.UNDECIDED, null, Obstacle.TOO_FEW_ROUNDS, null));
        assertThat(TEST.decide(0, 0, 0, 0, 0))
                .isEqualTo(new Outcome(
                        Decision.UNDECIDED, new RatioEstimate(5, 1, 1, 1, 1, 0, 0), Obstacle.TOO_FEW_ROUNDS, 6));
        assertThat(TEST.decide(0, 0, 0, 0, 0, 0).decision()).isEqualTo(Decision.NO_WORSE);
    }

    @Test
    void shouldKnowNoBoundsWhenThereIsOneRound() {
        assertThat(TEST.decide(Math.log(2)))
                .isEqualTo(new Outcome(
                        Decision.UNDECIDED,
                        new RatioEstimate(1, 2, 0, Double.POSITIVE_INFINITY, 2, 0, 0),
                        Obstacle.TOO_FEW_ROUNDS,
                        null));
        assertThat(TEST.decide(0.1, 0.2).roundsNeeded()).isNotNull();
        assertThat(estimate(TEST.decide(0.1, 0.2)).high()).isBetween(2.0, 1e9);
    }

    /**
     * By hand: of 0.01, −0.01, 0.02, 0, 0.01, −0.02 the mean is 0.001667, the standard deviation 0.014720 and the
     * standard error 0.006009. The nominal level of 6 to 20 rounds is 0.009528, at which Student's quantile with 5
     * degrees of freedom is 3.4094.
     */
    @Test
    void shouldGiveTheBoundsOfStudentsTestWhenItDecides() {
        var outcome = TEST.decide(0.01, -0.01, 0.02, 0, 0.01, -0.02);
        var estimate = estimate(outcome);
        assertThat(outcome.decision()).isEqualTo(Decision.NO_WORSE);
        assertThat(outcome.roundsNeeded()).isEqualTo(6);
        assertThat(outcome.obstacle()).isNull();
        assertThat(estimate.rounds()).isEqualTo(6);
        assertThat(Math.log(estimate.ratio())).isCloseTo(0.001667, within(1e-6));
        assertThat(Math.log(estimate.hodgesLehmann())).isCloseTo(0, within(1e-9));
        assertThat(estimate.deviation()).isCloseTo(0.014720, within(1e-6));
        assertThat(Math.log(estimate.low())).isCloseTo(0.001667 - 3.4094 * 0.006009, within(5e-6));
        assertThat(Math.log(estimate.high())).isCloseTo(0.001667 + 3.4094 * 0.006009, within(5e-6));
        assertThat(estimate.autocorrelation()).isZero();
    }

    @Test
    void shouldFailTheCandidateWhenItIsPlainlyWorse() {
        var outcome = TEST.decide(0.14, 0.16, 0.15, 0.13, 0.17, 0.15, 0.15);
        assertThat(outcome.decision()).isEqualTo(Decision.WORSE);
        assertThat(estimate(outcome).rounds()).isEqualTo(6);
        assertThat(estimate(outcome).low()).isGreaterThan(1.02);
    }

    /** What lies surely between the two bounds is no worse than the margin, which is asked first. */
    @Test
    void shouldPassTheCandidateWhenItIsSurelyBetweenTheBounds() {
        var outcome = TEST.decide(0.05, 0.051, 0.049, 0.05, 0.051, 0.049);
        assertThat(estimate(outcome).low()).isGreaterThan(1.02);
        assertThat(outcome.decision()).isEqualTo(Decision.NO_WORSE);
    }

    @Test
    void shouldStandByADecisionWhenLaterRoundsSayOtherwise() {
        var passed = DoubleStream.of(0.01, -0.01, 0.02, 0, 0.01, -0.02);
        var longer = DoubleStream.concat(
                        passed, DoubleStream.generate(() -> 0.5).limit(14))
                .toArray();
        assertThat(TEST.decide(longer)).isEqualTo(TEST.decide(Arrays.copyOf(longer, 6)));
    }

    /** A bound is no decision: it must be overstepped. */
    @Test
    void shouldNotDecideWhenTheBoundIsTheLimitItself() {
        var exact = SequentialTest.groupSequential(new Allowance(0, 0), Rounds.DEFAULT, 0.05, 1);
        assertThat(exact.decide(0, 0, 0, 0, 0, 0))
                .isEqualTo(new Outcome(
                        Decision.UNDECIDED, new RatioEstimate(6, 1, 1, 1, 1, 0, 0), Obstacle.SCATTER, null));
    }

    /** The level of a failure is shared; that of passing is not. */
    @Test
    void shouldNeedMoreToFailWhenSeveralMetricsCan() {
        double[] rounds = {0.01, -0.01, 0.02, 0, 0.01, -0.02};
        var alone = estimate(TEST.decide(rounds));
        var ofThree = estimate(SequentialTest.groupSequential(Allowance.DEFAULT, Rounds.DEFAULT, 0.05, 3)
                .decide(rounds));
        assertThat(ofThree.low()).isLessThan(alone.low());
        assertThat(ofThree.high()).isEqualTo(alone.high());
    }

    /** The rounds rise steadily: r is 0.8 and more, and bounds are three times as wide. */
    @Test
    void shouldAskForMoreWhenRoundsResembleEachOther() {
        var rising = new double[] {0.05, 0.07, 0.09, 0.11, 0.13, 0.15};
        var outcome = TEST.decide(rising);
        var shuffled = TEST.decide(0.05, 0.13, 0.09, 0.15, 0.07, 0.11);
        assertThat(shuffled.decision()).isEqualTo(Decision.WORSE);
        assertThat(outcome.decision()).isEqualTo(Decision.UNDECIDED);
        assertThat(outcome.obstacle()).isEqualTo(Obstacle.AUTOCORRELATION);
        assertThat(estimate(outcome).autocorrelation()).isEqualTo(0.8);
        assertThat(Math.log(estimate(outcome).low()) - 0.1)
                .isCloseTo((Math.log(estimate(shuffled).low()) - 0.1) * Math.sqrt((1 + 0.8) / (1 - 0.8)), within(1e-9));
        assertThat(outcome.roundsNeeded()).isGreaterThan(20);
    }

    /** 0.39 is what independent rounds often have: nothing is widened. */
    @Test
    void shouldTrustTheRoundsWhenTheyResembleEachOtherALittle() {
        double[] rounds = {0.00, 0.01, 0.005, -0.006, -0.01, 0.004};
        var estimate = estimate(TEST.decide(rounds));
        assertThat(estimate.autocorrelation()).isBetween(0.38, 0.4);
        assertThat(Math.log(estimate.high() / estimate.ratio()))
                .isCloseTo(3.4094 * estimate.deviation() / Math.sqrt(6), within(1e-5));
    }

    @Test
    void shouldSayWhatIsInTheWayWhenNothingIsDecided() {
        assertThat(TEST.decide(0.058, 0.12, 0.0, 0.10, 0.02, 0.058).obstacle())
                .as("a candidate without a difference would pass with such rounds")
                .isEqualTo(Obstacle.BETWEEN_THE_BOUNDS);
        assertThat(TEST.decide(0.02, 0.03, 0.05, 0.07, 0.09, 0.09).obstacle())
                .as("it would only if such rounds were independent")
                .isEqualTo(Obstacle.SCATTER);
        assertThat(TEST.decide(0.058, 0.36, -0.24, 0.3, -0.18, 0.058).obstacle())
                .isEqualTo(Obstacle.SCATTER);
        assertThat(TEST.decide(0.01, 0.11, -0.09, 0.11, -0.09, 0.01).obstacle()).isEqualTo(Obstacle.SCATTER);
        assertThat(TEST.decide(0.11, 0.21, 0.01, 0.21, 0.01, 0.11).obstacle()).isEqualTo(Obstacle.SCATTER);
    }

    /** (Student's quantile at 0.009528 + 0.8416) · 0.06 / √n ≤ the distance to the nearer bound, by trying each n. */
    @Test
    void shouldSayHowManyRoundsWouldDecideWhenAsked() {
        assertThat(TEST.roundsNeeded(0, 0.06)).isEqualTo(7);
        assertThat(TEST.roundsNeeded(Math.log(1.2), 0.06)).isEqualTo(6);
        assertThat(TEST.roundsNeeded(Math.log(1.06), 0.06)).isEqualTo(28);
        assertThat(TEST.roundsNeeded(0.06, 0)).isEqualTo(6);
        assertThat(TEST.roundsNeeded(0.06, 1e6)).isNull();
        assertThat(TEST.decide(0.058, 0.36, -0.24, 0.3, -0.18, 0.058).roundsNeeded())
                .isGreaterThan(100);
    }

    @Test
    void shouldRefuseRoundsWhenTheyAreNoNumbersOrTooMany() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.decide(0.1, Double.NaN))
                .withMessage("log-ratios of at most 20 rounds, all finite: [0.1, NaN]");
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.decide(Double.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> TEST.decide(new double[21]));
        assertThat(TEST.decide(new double[20]).decision()).isEqualTo(Decision.NO_WORSE);
    }

    @Test
    void shouldRefuseATestWhenNobodyCouldFail() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SequentialTest.groupSequential(Allowance.DEFAULT, Rounds.DEFAULT, 0.05, 0))
                .withMessage("0 metrics can fail the comparison: must be at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> SequentialTest.anytime(Allowance.DEFAULT, 6, 0.05, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SequentialTest.anytime(Allowance.DEFAULT, 1, 0.05, 1))
                .withMessage("rounds.min 1: must be at least 2");
    }

    /** 4.15161 and 6.53513 standard errors at 6 rounds: the formula, worked out apart from this code. */
    @Test
    void shouldGiveWiderBoundsWhenRoundsMayBeAddedAtWill() {
        double[] rounds = {0.01, -0.01, 0.02, 0, 0.01, -0.02};
        var alone =
                estimate(SequentialTest.anytime(Allowance.DEFAULT, 6, 0.05, 1).decide(rounds));
        var ofThree =
                estimate(SequentialTest.anytime(Allowance.DEFAULT, 6, 0.05, 3).decide(rounds));
        assertThat(Math.log(alone.low())).isCloseTo(0.001667 - 4.15161 * 0.006009, within(1e-5));
        assertThat(Math.log(alone.high())).isCloseTo(0.001667 + 4.15161 * 0.006009, within(1e-5));
        assertThat(Math.log(ofThree.low())).isCloseTo(0.001667 - 6.53513 * 0.006009, within(1e-5));
        assertThat(SequentialTest.anytime(Allowance.DEFAULT, 2, 0.05, 1)
                        .decide(new double[500])
                        .decision())
                .isEqualTo(Decision.NO_WORSE);
    }

    private static RatioEstimate estimate(Outcome outcome) {
        return Objects.requireNonNull(outcome.estimate());
    }
}
