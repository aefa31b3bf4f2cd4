package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final double EXACT = 1e-12;

    /** By hand: mean 2.5, squares 1.25² … = 5, and the products of neighbours 0.75 − 0.25 + 0.75 = 1.25: r = 0.25. */
    @Test
    void shouldCorrectTheAutocorrelationWhenRoundsAreFew() {
        var moments = Moments.ofFirst(4, new double[] {1, 2, 3, 4, 99});
        assertThat(moments.count()).isEqualTo(4);
        assertThat(moments.mean()).isEqualTo(2.5);
        assertThat(moments.deviation()).isCloseTo(Math.sqrt(5.0 / 3), within(EXACT));
        assertThat(moments.standardError()).isCloseTo(Math.sqrt(5.0 / 3) / 2, within(EXACT));
        assertThat(moments.autocorrelation()).isCloseTo(0.25 + (1 + 0.75) / 4, within(EXACT));
        assertThat(moments.inflation()).isCloseTo(Math.sqrt((1 + 0.6875) / (1 - 0.6875)), within(EXACT));
    }

    @Test
    void shouldStayWithinItsEndsWhenRoundsAreAllAlikeInAWay() {
        assertThat(Moments.ofFirst(4, new double[] {1, -1, 1, -1}).autocorrelation())
                .isZero();
        assertThat(Moments.ofFirst(4, new double[] {1, -1, 1, -1}).inflation()).isEqualTo(1);
        assertThat(Moments.ofFirst(8, new double[] {1, 1, 1, 1, 2, 2, 2, 2}).autocorrelation())
                .isEqualTo(0.8);
        assertThat(Moments.ofFirst(3, new double[] {7, 7, 7})).isEqualTo(new Moments(3, 7, 0, 0));
        assertThat(Moments.ofFirst(1, new double[] {7})).isEqualTo(new Moments(1, 7, 0, 0));
    }

    /** Of 0.3, −0.1, 0.2 and 1.5 the means of pairs are −0.1, 0.05, 0.1, 0.2, 0.25, 0.3, 0.7, 0.85, 0.9 and 1.5. */
    @Test
    void shouldTakeTheMiddleOfAllPairsWhenARoundIsOutOfLine() {
        assertThat(HodgesLehmann.ofFirst(4, new double[] {0.3, -0.1, 0.2, 1.5, 99}))
                .isCloseTo(0.275, within(EXACT));
        assertThat(HodgesLehmann.ofFirst(5, new double[] {0.3, -0.1, 0.2, 1.5, 0.05}))
                .isCloseTo(0.2, within(EXACT));
        assertThat(HodgesLehmann.ofFirst(1, new double[] {0.3})).isEqualTo(0.3);
    }
}
