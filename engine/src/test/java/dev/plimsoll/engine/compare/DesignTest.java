package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said before the first round. */
class DesignTest {
    @Test
    void shouldTakeToleranceAndMarginWhenTheMarginIsNoLess() {
        assertThat(new Allowance(0, 0).marginLog()).isZero();
        assertThat(Allowance.DEFAULT.toleratedLog()).isCloseTo(Math.log(1.02), within(1e-12));
        assertThat(Allowance.DEFAULT.marginLog()).isCloseTo(Math.log(1.10), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"-0.01, 0.1", "0.1, 0.05", "NaN, 0.1", "0.1, NaN", "0.1, Infinity"})
    void shouldRefuseAnAllowanceWhenItMakesNoSense(double tolerance, double margin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Allowance(tolerance, margin))
                .withMessage(
                        "tolerance %s and margin %s: the tolerance must be 0 or more, and the margin no less than"
                                + " the tolerance",
                        tolerance, margin);
    }

    @Test
    void shouldCountTheLooksWhenRoundsAreSaid() {
        assertThat(Rounds.DEFAULT.looks()).isEqualTo(15);
        assertThat(new Rounds(4, 60).looks()).isEqualTo(57);
        assertThat(new Rounds(20, 20).looks()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 20, rounds.min 3: must be from 4 to 20",
        "21, 30, rounds.min 21: must be from 4 to 20",
        "6, 5, 'rounds.max 5: must be from rounds.min, which is 6, to 60'",
        "6, 61, 'rounds.max 61: must be from rounds.min, which is 6, to 60'"
    })
    void shouldRefuseRoundsWhenThereAreNoLevelsForThem(int min, int max, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rounds(min, max))
                .withMessage(message);
    }
}
