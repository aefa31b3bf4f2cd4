package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogRatioTest {
    private static final double EXACT = 1e-12;

    @Test
    void shouldBePositiveWhenTheCandidateIsWorse() {
        assertThat(LogRatio.ofTimes(10, 20)).isCloseTo(Math.log(2), within(EXACT));
        assertThat(LogRatio.ofThroughput(200, 100)).isCloseTo(Math.log(200.5 / 100.5), within(EXACT));
        assertThat(LogRatio.ofErrors(10, 1_000, 20, 1_000)).isCloseTo(Math.log(20.5 / 10.5), within(EXACT));
    }

    @Test
    void shouldCompareRatesWhenTheArmsHadDifferentTraffic() {
        assertThat(LogRatio.ofErrors(10, 1_000, 21, 2_000)).isCloseTo(Math.log(21.5 / 10.5 / 2), within(EXACT));
        assertThat(LogRatio.ofErrors(10, 500, 10, 1_000)).isCloseTo(Math.log(0.5), within(EXACT));
    }

    @Test
    void shouldBeFiniteWhenNothingWasCounted() {
        assertThat(LogRatio.ofErrors(0, 1_000, 0, 1_000)).isZero();
        assertThat(LogRatio.ofErrors(0, 1_000, 1, 1_000)).isCloseTo(Math.log(3), within(EXACT));
        assertThat(LogRatio.ofThroughput(1, 0)).isCloseTo(Math.log(3), within(EXACT));
    }

    @Test
    void shouldRefuseTimesWhenTheyHaveNoRatio() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogRatio.ofTimes(0, 20))
                .withMessage("times 0.0 and 20.0: only times above 0 have a ratio");
        assertThatIllegalArgumentException().isThrownBy(() -> LogRatio.ofTimes(20, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> LogRatio.ofTimes(Double.NaN, 20));
    }
}
