package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest {
    /** Simulated before, by another program in another language; it says two digits. */
    @ParameterizedTest
    @CsvSource({
        "0.04, 6, 10, 0.0176",
        "0.04, 6, 12, 0.0146",
        "0.04, 6, 16, 0.0112",
        "0.04, 6, 20, 0.0094",
        "0.04, 6, 30, 0.0073",
        "0.04, 6, 40, 0.0062",
        "0.05, 6, 10, 0.0228",
        "0.05, 6, 20, 0.0124",
        "0.05, 6, 40, 0.0082",
        "0.0133333, 6, 20, 0.00265"
    })
    void shouldAgreeWithAnotherSimulationWhenItIsTheSameDesign(double overall, int min, int max, double nominal) {
        assertThat(Levels.nominal(overall, new Rounds(min, max))).isCloseTo(nominal, within(0.02 * nominal));
    }

    /** One look needs no correction: what was simulated must be what was asked for. */
    @ParameterizedTest
    @CsvSource({"0.001, 4", "0.01, 6", "0.04, 10", "0.16, 20"})
    void shouldBeTheLevelItselfWhenThereIsOneLook(double overall, int rounds) {
        assertThat(Levels.nominal(overall, new Rounds(rounds, rounds))).isCloseTo(overall, within(0.02 * overall));
    }

    @Test
    void shouldShareTheLevelAmongLooksWhenItIsBelowTheTable() {
        assertThat(Levels.nominal(0.00006, Rounds.DEFAULT)).isEqualTo(0.00006 / 15);
        assertThat(Levels.nominal(0.0001, Rounds.DEFAULT)).isGreaterThan(0.0001 / 15);
    }

    /** Halfway in logarithms. */
    @Test
    void shouldInterpolateInLogarithmsWhenALevelIsNotInTheTable() {
        double between = Levels.nominal(Math.sqrt(0.02 * 0.028), Rounds.DEFAULT);
        double low = Levels.nominal(0.02, Rounds.DEFAULT);
        double high = Levels.nominal(0.028, Rounds.DEFAULT);
        assertThat(between).isCloseTo(Math.sqrt(low * high), within(1e-12));
    }

    @Test
    void shouldRefuseALevelWhenItIsNoneOrTooHigh() {
        assertThat(Levels.nominal(0.16, Rounds.DEFAULT)).isGreaterThan(0.05);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Levels.nominal(0.17, Rounds.DEFAULT))
                .withMessage("a level of 0.17: must be above 0 and at most 0.16");
        assertThatIllegalArgumentException().isThrownBy(() -> Levels.nominal(0, Rounds.DEFAULT));
    }

    /** Each look gets at least an equal share and at most the whole, and a higher level gives more. */
    @Property(tries = 300, seed = "41")
    void shouldLieBetweenAnEqualShareAndTheWhole(
            @ForAll @IntRange(min = 4, max = 20) int min,
            @ForAll @IntRange(min = 0, max = 40) int more,
            @ForAll @DoubleRange(min = 0.0001, max = 0.15) @Scale(6) double overall) {
        var rounds = new Rounds(min, min + more);
        double nominal = Levels.nominal(overall, rounds);
        assertThat(nominal).isBetween(0.95 * overall / (more + 1), 1.05 * overall);
        assertThat(Levels.nominal(1.05 * overall, rounds)).isGreaterThan(nominal);
    }
}
