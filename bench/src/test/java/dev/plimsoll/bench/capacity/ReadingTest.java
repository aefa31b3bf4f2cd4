package dev.plimsoll.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.bench.capacity.Reading.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldDivideByTheWindowWhenCountersAreReadAtBothEnds() {
        var reading = Reading.between(
                new Sample(5 * SECOND, 1_000, 1.5, 0.25, 0), new Sample(7 * SECOND, 101_000, 2.5, 1.25, 0.1), 4_096);

        assertThat(reading).isEqualTo(new Reading(50_000, 0.5, 0.5, 0.05, 4_096));
        assertThat(reading.requestsPerCpuSecond()).isEqualTo(100_000);
    }

    @Test
    void shouldMirrorTheOrderWhenTheRoundIsOdd() {
        assertThat(Order.of(List.of("a", "b"), 0)).containsExactly("a", "b");
        assertThat(Order.of(List.of("a", "b"), 1)).containsExactly("b", "a");
        assertThat(Order.of(List.of("a", "b"), 2)).containsExactly("a", "b");
    }

    @Test
    void shouldShowRatiosOfTheSameRoundWhenItPrints() {
        var readings = new Readings(List.of("wrk", "plimsoll"));
        for (int round = 1; round <= 3; round++) {
            readings.add("wrk", new Reading(1_000 * round, 0.5, 0.4, 0, 1 << 20));
            readings.add("plimsoll", new Reading(900 * round, 0.9, 0.4, 0, 100 << 20));
        }

        assertThat(readings.table("wrk"))
                .contains("| plimsoll | 1,800 (900–2,700) | 0.90 (0.90–0.90) | 2,000 (1,000–3,000) | 0.50 (0.50–0.50) |"
                        + " 90 % | 40 % | 0.0 % | 100 MiB |");
    }
}
