package dev.plimsoll.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;

class ResemblingNightsTest {
    private static final ResemblingNights TEST = new ResemblingNights(1e-3);

    /** Values that turn round at each step have a correlation below 0, which counts as none. */
    private static double[] zigzag(double... levels) {
        double[] values = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            values[i] = levels[i] + (i % 2 == 0 ? 0.02 : -0.02) * (1 + i % 3);
        }
        return values;
    }

    private static double[] step(int before, int after, double size) {
        double[] levels = new double[before + after];
        for (int i = before; i < levels.length; i++) {
            levels[i] = size;
        }
        return levels;
    }

    private static double p(double[] values, int at) {
        return TEST.pValue(values, new int[] {0, at, values.length}, 1);
    }

    /** The same t, with a degree of freedom less for the resemblance that was estimated: here 12 nights, 9 of 10. */
    @Test
    void shouldBeStudentsTestWhenNightsDoNotResembleEachOther() {
        double[] values = zigzag(step(6, 6, 0.1));
        var student = TTest.withDefaults()
                .with(DataDispersion.HOMOSCEDASTIC)
                .test(java.util.Arrays.copyOfRange(values, 6, 12), java.util.Arrays.copyOfRange(values, 0, 6));
        double t = student.getStatistic() * Math.sqrt(9.0 / 10);
        double expected = 2
                * org.apache.commons.statistics.distribution.TDistribution.of(9).survivalProbability(Math.abs(t));
        assertThat(p(values, 6)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void shouldBeLessSureWhenNightsResembleEachOther() {
        var random = new Random(1);
        double[] independent = new double[60];
        double[] resembling = new double[60];
        double before = 0;
        for (int i = 0; i < 60; i++) {
            double noise = 0.04 * random.nextGaussian();
            before = 0.8 * before + 0.6 * noise;
            independent[i] = noise + (i < 40 ? 0 : 0.06);
            resembling[i] = before + (i < 40 ? 0 : 0.06);
        }
        assertThat(ResemblingNights.resemblance(independent, new int[] {0, 40, 60}))
                .isLessThan(0.25);
        assertThat(ResemblingNights.resemblance(resembling, new int[] {0, 40, 60}))
                .isBetween(0.55, 0.9);
        assertThat(p(independent, 40)).isLessThan(1e-6);
        assertThat(p(resembling, 40)).isGreaterThan(Trend.LEVEL);
    }

    /** One night of five at 60 times the deviation: by Student's test nothing would be left of the change. */
    @Test
    void shouldNotBeMisledByAWildNight() {
        double[] values = zigzag(step(30, 6, 0.15));
        double without = p(values, 30);
        values[33] += 1;
        assertThat(p(values, 30)).isLessThan(1e-4);
        values[33] -= 1;
        values[10] -= 1;
        assertThat(p(values, 30)).isLessThan(1e-4);
        assertThat(without).isLessThan(1e-4);
        assertThat(p(zigzag(step(30, 6, 0)), 30)).isGreaterThan(0.05);
    }

    @Test
    void shouldSeeADriftAsNone() {
        double[] levels = new double[40];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = 0.01 * i;
        }
        assertThat(p(zigzag(levels), 20)).isEqualTo(1);
        assertThat(p(zigzag(step(20, 20, 0.2)), 20)).isLessThan(1e-6);
    }

    /** Rounded values have no scatter, and are not known exactly for that. */
    @Test
    void shouldNotBeSurerThanValuesAreKnown() {
        assertThat(p(step(10, 10, 0.0005), 10)).isGreaterThan(0.05);
        assertThat(p(step(10, 10, 0.05), 10)).isLessThan(1e-6);
        assertThat(p(step(10, 10, 0), 10)).isEqualTo(1);
    }

    @Test
    void shouldSayNothingOfThreeValues() {
        assertThat(p(new double[] {0, 0, 5}, 2)).isEqualTo(1);
        assertThat(p(new double[] {0, 0, 5, 5}, 2)).isLessThan(1);
    }

    /** By hand: residuals 1, 1, −1, −1, products 1 − 1 + 1 = 1 of squares 4; 0.25 + (1 + 0.75)/4. */
    @Test
    void shouldEstimateResemblanceWithItsBias() {
        assertThat(ResemblingNights.resemblance(new double[] {1, 1, -1, -1}, new int[] {0, 4}))
                .isCloseTo(0.25 + 1.75 / 4, within(1e-12));
        assertThat(ResemblingNights.resemblance(new double[] {3, 3, 3}, new int[] {0, 3}))
                .isZero();
        assertThat(ResemblingNights.resemblance(new double[] {1, -1, 1, -1, 1, -1, 1, -1}, new int[] {0, 8}))
                .isZero();
        assertThat(ResemblingNights.resemblance(new double[] {1, 1, 1, 1, 1, -5}, new int[] {0, 6}))
                .isBetween(0.0, 0.9);
    }
}
