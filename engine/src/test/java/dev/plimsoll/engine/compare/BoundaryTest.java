package dev.plimsoll.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryTest {
    /** Student's table. */
    @ParameterizedTest
    @CsvSource({"2, 0.05, 6.3138", "6, 0.025, 2.5706", "10, 0.05, 1.8331", "20, 0.01, 2.5395", "30, 0.005, 2.7564"})
    void shouldBeStudentsQuantileWhenTheLevelIsNominal(int rounds, double level, double quantile) {
        assertThat(new StudentBoundary(level, 60).standardErrors(rounds)).isCloseTo(quantile, within(1e-4));
        assertThat(new StudentBoundary(level, 1).standardErrors(rounds)).isCloseTo(quantile, within(1e-4));
    }

    @Test
    void shouldAgreeWithTheLibraryWhenRoundsAreBeyondThoseAskedFor() {
        var boundary = new StudentBoundary(0.01, 20);
        for (int rounds = 2; rounds <= 100; rounds++) {
            assertThat(TDistribution.of(rounds - 1).survivalProbability(boundary.standardErrors(rounds)))
                    .isCloseTo(0.01, within(1e-9));
        }
        assertThat(boundary.standardErrors(1)).isInfinite();
    }

    /** The formula of the mixture, worked out in another language. */
    @ParameterizedTest
    @CsvSource({
        "0.05, 4, 14.35841",
        "0.05, 5, 5.08766",
        "0.05, 6, 4.15161",
        "0.05, 20, 3.08494",
        "0.05, 1000, 3.40303",
        "0.0166666667, 5, 16.13575",
        "0.0166666667, 60, 3.46488"
    })
    void shouldBeTheMixturesBoundWhenItHoldsAtAnyTime(double alpha, int rounds, double standardErrors) {
        assertThat(new AnytimeBoundary(alpha).standardErrors(rounds)).isCloseTo(standardErrors, within(1e-4));
    }

    @Test
    void shouldSayNothingWhenThereAreTooFewRoundsForAnyTime() {
        assertThat(new AnytimeBoundary(0.05).standardErrors(3)).isInfinite();
        assertThat(new AnytimeBoundary(0.0166666667).standardErrors(4)).isInfinite();
    }
}
