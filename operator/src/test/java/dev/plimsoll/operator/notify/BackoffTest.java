package dev.plimsoll.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(7));

    @Test
    void shouldWaitTwiceAsLongEachTimeAndGiveUpWithinAnHour() {
        for (int series = 0; series < 1_000; series++) {
            var waits = new ArrayList<Duration>();
            for (int attempts = 1; backoff.after(attempts, null).isPresent(); attempts++) {
                waits.add(backoff.after(attempts, null).orElseThrow());
            }
            assertThat(waits).hasSize(12);
            assertThat(waits.get(0)).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
            assertThat(waits.get(3)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
            assertThat(waits.getLast()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
            assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(62));
        }
    }

    @Test
    void shouldNotComeBackAllAtOnce() {
        var waits =
                IntStream.range(0, 100).mapToObj(_ -> backoff.after(5, null)).distinct();

        assertThat(waits).hasSizeGreaterThan(90);
    }

    @Test
    void shouldLeaveAReceiverAloneForAsLongAsItAsks() {
        assertThat(backoff.after(1, Duration.ofMinutes(3)).orElseThrow())
                .isBetween(Duration.ofMinutes(3), Duration.ofSeconds(185));
        assertThat(backoff.after(1, Duration.ofDays(300)).orElseThrow()).isLessThan(Duration.ofMinutes(61));
        assertThat(backoff.after(10, Duration.ofSeconds(1)).orElseThrow()).isGreaterThan(Duration.ofMinutes(4));
        assertThat(backoff.after(Backoff.MOST_ATTEMPTS, Duration.ofSeconds(1))).isEmpty();
    }
}
