package dev.plimsoll.engine.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.EncodedHistogram;
import org.junit.jupiter.api.Test;

class HistogramsTest {
    @Test
    void shouldKeepEveryCountWhenEncodedAndDecoded() {
        var histogram = Histograms.create();
        for (long nanos = 500; nanos < 10_000_000_000L; nanos *= 2) {
            Histograms.record(histogram, nanos);
        }
        assertThat(Histograms.decode(Histograms.encode(histogram))).isEqualTo(histogram);
    }

    @Test
    void shouldCountValuesOutsideTheRangeAtItsEnds() {
        var histogram = Histograms.create();
        Histograms.record(histogram, -1);
        Histograms.record(histogram, Long.MAX_VALUE);
        assertThat(histogram.getTotalCount()).isEqualTo(2);
        assertThat(histogram.getMinValue()).isZero();
        assertThat(histogram.getMaxValue()).isGreaterThanOrEqualTo(Histograms.HIGHEST_NANOS);
    }

    @Test
    void shouldBeEmptyBytesWhenThereIsNoSample() {
        assertThat(Histograms.encode(Histograms.create())).isSameAs(EncodedHistogram.EMPTY);
        assertThat(Histograms.decode(EncodedHistogram.EMPTY).getTotalCount()).isZero();
    }

    @Test
    void shouldRefuseBytesThatAreNoHistogram() {
        assertThatThrownBy(() -> Histograms.decode(EncodedHistogram.of(new byte[] {1, 2, 3})))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
