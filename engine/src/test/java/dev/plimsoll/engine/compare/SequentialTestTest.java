package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class SequentialTestTest {
    private static final SequentialTest TEST =
            SequentialTest.groupSequential(Allowance.DEFAULT, Rounds.DEFAULT, 0.05, 1);

    /** Nothing is decided before the first look, however plain it is. */
    @Test
    void shouldWaitWhenThereAreFewerRoundsThanTheFirstLookNeeds() {
        assertThat(TEST.decide()).isEqualTo(new Outcome(Decision.UNDECIDED, null, Obstacle.TOO_FEW_ROUNDS, null));
        assertThat(TEST.decide(0, 0, 0, 0, 0).obstacle()).isEqualTo(Obstacle.TOO_FEW_ROUNDS);
        assertThat(TEST.decide(0, 0, 0, 0, 0, 0).decision()).isEqualTo(Decision.NO_WORSE);
    }

    /**
     * By hand: of 0.01, −0.01, 0.02, 0, 0.01, −0.02 the mean is 0.00167, the standard deviation 0.014720 and the
     * standard error 0.006009. The nominal level of 6 to 20 rounds is 0.00953, at which Student's quantile with 5
     * degrees of freedom is 3.4094.
     */
    @Test
    void shouldGiveTheBoundsOfStudentsTestWhenItDecides() {
        var outcome = TEST.decide(0.01, -0.01, 0.02, 0, 0.01, -0.02);
        var estimate = Objects.requireNonNull(outcome.estimate());
        assertThat(outcome.decision()).isEqualTo(Decision.NO_WORSE);
        assertThat(outcome.roundsNeeded()).isEqualTo(6);
        assertThat(estimate.rounds()).isEqualTo(6);
        assertThat(Math.log(estimate.ratio())).isCloseTo(0.001667, within(1e-6));
        assertThat(estimate.deviation()).isCloseTo(0.014720, within(1e-6));
        assertThat(Math.log(estimate.low())).isCloseTo(0.001667 - 3.4094 * 0.006009, within(1e-5));
        assertThat(Math.log(estimate.high())).isCloseTo(0.001667 + 3.4094 * 0.006009, within(1e-5));
        assertThat(estimate.autocorrelation()).isZero();
    }
}
