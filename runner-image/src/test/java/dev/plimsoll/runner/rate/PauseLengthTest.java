package dev.plimsoll.runner.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.Pause;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PauseLengthTest {
    private static final int DRAWS = 100_000;

    /** In order. */
    private static long[] lengths(Pause pause) {
        var draws = new Draws();
        draws.begin(42, 7);
        return LongStream.generate(() -> PauseLength.next(pause, draws))
                .limit(DRAWS)
                .sorted()
                .toArray();
    }

    private static double mean(long[] lengths) {
        return LongStream.of(lengths).average().orElseThrow();
    }

    @Test
    void shouldAlwaysBeTheSameWhenItIsFixed() {
        assertThat(lengths(new Pause.Fixed(5))).containsOnly(5L);
    }

    @Test
    void shouldReachBothEndsWhenItIsUniform() {
        var lengths = lengths(new Pause.Uniform(10, 13));
        assertThat(lengths).containsOnly(10, 11, 12, 13);
        assertThat(mean(lengths)).isCloseTo(11.5, within(0.02));
    }

    @Test
    void shouldHaveItsMeanAndItsMedianWhenItIsExponential() {
        var lengths = lengths(new Pause.Exponential(1_000_000));
        assertThat(mean(lengths)).isCloseTo(1e6, within(0.02e6));
        assertThat((double) lengths[DRAWS / 2]).isCloseTo(1e6 * Math.log(2), within(0.02e6));
        assertThat(lengths[0]).isNotNegative();
    }

    @Test
    void shouldHaveItsMedianAndItsSpreadWhenItIsLogNormal() {
        var pause = new Pause.LogNormal(1_000_000, 0.5);
        var lengths = lengths(pause);
        assertThat((double) lengths[DRAWS / 2]).isCloseTo(1e6, within(0.02e6));
        assertThat(lengths[(int) (DRAWS * 0.8413)] / 1e6).isCloseTo(Math.exp(0.5), within(0.03));
        assertThat(mean(lengths)).isCloseTo(pause.averageNanos(), within(0.02e6));
    }

    @Test
    void shouldDependOnSeedAndNumberAlone() {
        var draws = new Draws();
        draws.begin(1, 2);
        long first = draws.bits();
        assertThat(draws.bits()).isNotEqualTo(first);
        draws.begin(1, 3);
        assertThat(draws.bits()).isNotEqualTo(first);
        draws.begin(1, 2);
        assertThat(draws.bits()).isEqualTo(first);
    }
}
