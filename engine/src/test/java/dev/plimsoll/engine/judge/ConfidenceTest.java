package dev.plimsoll.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.histogram.Histograms;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {
    private static final long MILLI = 1_000_000L;

    /** Ranks by adding up the binomial distribution term by term. */
    @ParameterizedTest
    @CsvSource({"20, 50, 6, 15", "100, 50, 40, 61", "1000, 99, 983, 997", "1000, 95, 936, 964", "700, 90, 614, 646"})
    void shouldTakeTheExactRanksWhenAPercentileIsBounded(int n, double percent, int lowRank, int highRank) {
        assertThat(Confidence.ofPercentile(ranks(n), percent))
                .satisfies(range -> assertThat(rank(range.low())).isEqualTo(lowRank))
                .satisfies(range -> assertThat(rank(range.high())).isEqualTo(highRank));
    }

    /** P(low rank's sample ≤ true percentile ≤ high rank's sample), exactly, for every size and many percentiles. */
    @Test
    void shouldHoldTheTrueValueNineteenTimesInTwentyWhenRepeated() {
        for (double percent : new double[] {5, 25, 50, 75, 90, 95, 99}) {
            for (int n = 1; n <= 400; n += 7) {
                var range = Confidence.ofPercentile(ranks(n), percent);
                var below = BinomialDistribution.of(n, percent / 100);
                int low = range.low() == 0 ? 0 : rank(range.low());
                double missedBelow = low == 0 ? 0 : below.cumulativeProbability(low - 1);
                double missedAbove =
                        Double.isInfinite(range.high()) ? 0 : 1 - below.cumulativeProbability(rank(range.high()) - 1);
                assertThat(missedBelow).as("p%s of %s, low", percent, n).isLessThanOrEqualTo(0.025);
                assertThat(missedAbove).as("p%s of %s, high", percent, n).isLessThanOrEqualTo(0.025 + 1e-12);
            }
        }
    }

    @Test
    void shouldHaveNoBoundWhenTooFewSamplesLieBeyond() {
        assertThat(Confidence.ofPercentile(ranks(100), 99).high()).isInfinite();
        assertThat(Confidence.ofPercentile(ranks(100), 1).low()).isZero();
        assertThat(Confidence.ofPercentile(ranks(1), 50)).isEqualTo(new ValueRange(0, Double.POSITIVE_INFINITY));
    }

    @Test
    void shouldStillBoundItWhenThereAreMoreSamplesThanAnIntHolds() {
        var many = Histograms.create();
        for (int i = 1; i <= 1_000; i++) {
            many.recordValueWithCount(i * MILLI, 10_000_000);
        }
        var range = Confidence.ofPercentile(many, 99);
        assertThat(range.contains((double) many.getValueAtPercentile(99))).isTrue();
        assertThat(range.high() - range.low()).isLessThan(3.0 * MILLI);
    }

    @Test
    void shouldBoundTheMeanByItsStandardErrorWhenThereAreManySamples() {
        var random = new Random(3);
        var times = Histograms.create();
        for (int i = 0; i < 10_000; i++) {
            Histograms.record(times, (long) (100e6 + 10e6 * random.nextGaussian()));
        }
        var range = Confidence.ofMean(times);
        assertThat((range.high() - range.low()) / 2).isCloseTo(1.96 * 10e6 / 100, within(0.02e6));
        assertThat((range.high() + range.low()) / 2).isCloseTo(times.getMean(), within(1.0));
    }

    /** Clopper and Pearson (1934), and the rule of three's exact form 1 − 0.025^(1/n). */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.308497",
        "10, 10, 0.691503, 1",
        "1, 10, 0.002529, 0.445016",
        "5, 100, 0.016432, 0.112835",
        "30, 60000, 0.000337, 0.000714"
    })
    void shouldAgreeWithTheTablesWhenAShareIsBounded(long hits, long trials, double low, double high) {
        var range = Confidence.ofShare(hits, trials);
        assertThat(range.low()).isCloseTo(low, within(1e-6));
        assertThat(range.high()).isCloseTo(high, within(1e-6));
    }

    /** One sample each of 1 ms, 2 ms, …, so that a value tells its rank. */
    private static Histogram ranks(int n) {
        var times = Histograms.create();
        for (int i = 1; i <= n; i++) {
            Histograms.record(times, i * MILLI);
        }
        return times;
    }

    private static int rank(double value) {
        return (int) (value / MILLI);
    }
}
