package dev.plimsoll.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final Limit LIMIT = Limit.of("<= 300ms").orElseThrow();
    private static final double MAGNITUDE = Math.log1p(0.05);

    private static double[] line(int nights, double slope, double scatter) {
        var random = new Random(7);
        return IntStream.range(0, nights)
                .mapToDouble(i -> 3 + slope * i + scatter * random.nextGaussian())
                .toArray();
    }

    private static Optional<Drift> drift(double[] values) {
        return Drift.of(values, 5, LIMIT, MAGNITUDE);
    }

    @Test
    void shouldTellHowFarItGoesInThirtyNights() {
        var up = drift(line(30, Math.log(1.2) / 30, 0)).orElseThrow();
        assertThat(up.perThirtyNights()).isCloseTo(0.2, within(1e-9));
        assertThat(up.nights()).isEqualTo(30);
        assertThat(up.since()).isEqualTo(5);
        assertThat(drift(line(30, -Math.log(1.2) / 30, 0)).orElseThrow().perThirtyNights())
                .isCloseTo(1 / 1.2 - 1, within(1e-9));
    }

    /**
     * By hand: all 105 pairs of 15 nights rise, the variance is 15·14·35/18; the resemblance of none counts for none.
     */
    @Test
    void shouldCountPairsThatRise() {
        double z = 104 / Math.sqrt(15 * 14 * 35 / 18.0);
        double[] values = line(15, 0.01, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] += i % 2 == 0 ? 0.001 : -0.001; // neighbours do not resemble each other, and still rise
        }
        assertThat(drift(values).orElseThrow().pValue())
                .isCloseTo(
                        2
                                * org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
                                        .survivalProbability(z),
                        within(1e-12));
    }

    @Test
    void shouldBeTheSlopeOfMostPairsWhenANightIsWild() {
        double[] values = line(40, 0.005, 0.005);
        values[39] = 10;
        assertThat(drift(values).orElseThrow().perThirtyNights()).isCloseTo(Math.expm1(0.15), within(0.02));
    }

    @Test
    void shouldSayNothingOfFewNightsOrOfChanceOrOfLittle() {
        assertThat(drift(line(13, 0.05, 0))).isEmpty();
        assertThat(drift(line(14, 0.05, 0))).isPresent();
        assertThat(drift(line(60, 0, 0.04))).isEmpty();
        assertThat(drift(line(30, 0.0016, 0))).isEmpty();
        assertThat(drift(line(60, 0.0016, 0))).isPresent();
        assertThat(drift(new double[60])).isEmpty();
    }

    /** A random walk looks like a drift to whoever takes its nights as independent. */
    @Test
    void shouldBeLessSureWhenNightsResembleEachOther() {
        int told = 0;
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            double[] walk = new double[60];
            for (int i = 1; i < walk.length; i++) {
                walk[i] = 0.8 * walk[i - 1] + 0.04 * random.nextGaussian();
            }
            told += drift(walk).isPresent() ? 1 : 0;
        }
        assertThat(told).isLessThan(5);
    }

    /** By hand: of 20 nights in pairs, 180 of 190 pairs rise, and ten groups of two are tied. */
    @Test
    void shouldCountTiesAsNeither() {
        double[] values =
                IntStream.range(0, 20).mapToDouble(i -> Math.floor(i / 2.0)).toArray();
        double variance = (20 * 19 * 45 - 10 * 2 * 9) / 18.0;
        double[] residuals = new double[20];
        var drift = drift(values).orElseThrow();
        for (int i = 0; i < 20; i++) {
            residuals[i] = values[i] - Math.log1p(drift.perThirtyNights()) / 30 * i;
        }
        double r = ResemblingNights.resemblance(residuals, new int[] {0, 20});
        double z = 179 / Math.sqrt(variance * (1 + r) / (1 - r));
        assertThat(drift.pValue())
                .isCloseTo(
                        2
                                * org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
                                        .survivalProbability(z),
                        within(1e-12));
    }
}
