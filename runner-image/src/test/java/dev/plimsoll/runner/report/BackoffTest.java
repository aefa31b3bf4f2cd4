package dev.plimsoll.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void shouldDoubleUpToASecondAndBeginAnewAfterSuccess() {
        var backoff = new Backoff();
        assertThat(LongStream.generate(backoff::failed).limit(6).map(nanos -> nanos / 1_000_000))
                .containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L);
        backoff.succeeded();
        assertThat(backoff.failed()).isEqualTo(100_000_000);
    }
}
