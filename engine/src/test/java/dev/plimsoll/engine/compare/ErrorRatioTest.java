package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRatioTest {
    /** Worked out in another language, from the beta distribution's quantiles. */
    @ParameterizedTest
    @CsvSource({
        "10, 1000, 20, 1000, 2, 0.8935089, 4.7845524",
        "10, 1000, 20, 2000, 1, 0.4467545, 2.3922762",
        "120, 60000, 90, 30000, 1.5, 1.1283942, 1.9879892",
        "0, 1000, 5, 1000, Infinity, 0.9163559, Infinity",
        "5, 1000, 0, 1000, 0, 0, 1.0912791"
    })
    void shouldBeExactWhenErrorsAreIndependent(
            long baselineErrors,
            long baseline,
            long candidateErrors,
            long candidate,
            double ratio,
            double low,
            double high) {
        var found = ErrorRatio.of(baselineErrors, baseline, candidateErrors, candidate, 0.95);
        assertSame(found.ratio(), ratio);
        assertSame(found.low(), low);
        assertSame(found.high(), high);
    }

    @Test
    void shouldKnowNothingWhenThereIsNoError() {
        assertThat(ErrorRatio.of(0, 1_000, 0, 1_000, 0.95))
                .isEqualTo(new ErrorRatio(Double.NaN, 0, Double.POSITIVE_INFINITY));
    }

    @Test
    void shouldBeWiderWhenMoreConfidenceIsAskedFor() {
        var surer = ErrorRatio.of(10, 1_000, 20, 1_000, 0.99);
        assertThat(surer.low()).isLessThan(0.89);
        assertThat(surer.high()).isGreaterThan(4.8);
    }

    private static void assertSame(double found, double expected) {
        if (Double.isInfinite(expected)) {
            assertThat(found).isEqualTo(expected);
        } else {
            assertThat(found).isCloseTo(expected, within(1e-6));
        }
    }
}
