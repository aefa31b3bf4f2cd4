package dev.plimsoll.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RecordingTest {
    /** Packed or not, and grown on the way or not, a histogram says the same. */
    @Test
    void shouldHoldWhatAnOrdinaryHistogramHolds() {
        var random = new Random(1);
        for (int digits = 1; digits <= 3; digits++) {
            var recording = new Recording("run");
            var plain = new Histogram(digits);
            for (int i = 0; i < 50; i++) {
                var part = new Histogram(digits);
                for (int j = 0; j < 100; j++) {
                    part.recordValue(Math.round(Math.exp(25 * random.nextDouble())));
                }
                recording.add(new LogEntry(i, "step", i, 1, part));
                plain.add(part);
            }
            var packed = Objects.requireNonNull(
                    Recording.together("all", List.of(recording)).byTag().get("step"));

            assertThat(packed.getTotalCount()).isEqualTo(5_000);
            for (double percentile = 0.5; percentile < 100; percentile += 0.5) {
                assertThat(packed.getValueAtPercentile(percentile)).isEqualTo(plain.getValueAtPercentile(percentile));
            }
        }
    }

    @Test
    void shouldCountNothingWhenATagIsAbsent() {
        assertThat(new Recording("run").count("step")).isZero();
        assertThat(new Recording("run").count()).isZero();
    }
}
