package dev.plimsoll.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void shouldTakeTheNearestRankWhenThereAreAThousandSamples() {
        var samples = LongStream.rangeClosed(1, 1_000).map(i -> 1_001 - i).toArray();

        assertThat(Quantiles.of(samples)).isEqualTo(new Quantiles(500, 990, 999));
    }

    @Test
    void shouldTakeTheOnlySampleWhenThereIsOne() {
        assertThat(Quantiles.of(new long[] {7})).isEqualTo(new Quantiles(7, 7, 7));
    }

    @Test
    void shouldSayHowFarOffWhenComparedWithTheTruth() {
        var errors = new Quantiles(101, 180, 1_000).errorsAgainst(new Quantiles(100, 200, 1_000));

        assertThat(errors.p50()).isCloseTo(0.01, within(1e-12));
        assertThat(errors.p99()).isCloseTo(-0.1, within(1e-12));
        assertThat(errors.p999()).isZero();
        assertThat(errors.isWithin(0.011, 0.1001, 0)).isTrue();
        assertThat(errors.isWithin(0.011, 0.05, 0)).isFalse();
    }

    @Test
    void shouldBeOutsideEveryLimitWhenThereIsNoNumber() {
        assertThat(new Quantiles(Double.NaN, 0, 0).isWithin(1, 1, 1)).isFalse();
    }
}
