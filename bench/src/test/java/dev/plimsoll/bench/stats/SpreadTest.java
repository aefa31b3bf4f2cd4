package dev.plimsoll.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void shouldHaveMedianAndRangeWhenRoundsAreOdd() {
        assertThat(Spread.of(List.of(5.0, 1.0, 3.0))).isEqualTo(new Spread(3, 1, 5));
    }

    @Test
    void shouldHaveTheMiddleOfTwoWhenRoundsAreEven() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(2.5, 1, 4));
    }

    /** In each round the machine is twice as fast as in the one before; the ratio is the same all along. */
    @Test
    void shouldDivideRoundByRoundWhenTheMachineDrifts() {
        var ratios = Spread.ofRatios(List.of(9.0, 18.0, 36.0), List.of(10.0, 20.0, 40.0));

        assertThat(ratios).isEqualTo(new Spread(0.9, 0.9, 0.9));
    }

    @Test
    void shouldRefuseWhenARoundIsMissing() {
        assertThatThrownBy(() -> Spread.ofRatios(List.of(1.0, 2.0), List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldShowMedianThenRangeWhenFormatted() {
        assertThat(new Spread(0.971, 0.9, 1.234).format(2)).isEqualTo("0.97 (0.90–1.23)");
        assertThat(new Spread(51234.5, 50000, 60000).format(0)).isEqualTo("51,235 (50,000–60,000)");
    }
}
