package dev.plimsoll.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Report;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            outbox.add(new Interval(i, i, i + 1, List.of(), GeneratorHealth.IDLE));
        }
    }

    private List<Long> batch() {
        return outbox.batch().stream().map(Interval::sequence).toList();
    }

    private void acknowledge(long received, long durable, Optional<Ending> ending) {
        outbox.acknowledged(new Report.Reply(received, durable, false, ""), ending);
    }

    @Test
    void shouldSendWhatWasNotReceived() {
        assertThat(outbox.hasUnsent()).isFalse();
        add(3);
        assertThat(batch()).containsExactly(0L, 1L, 2L);
        acknowledge(1, -1, Optional.empty());
        assertThat(batch()).containsExactly(2L);
    }

    @Test
    void shouldGoBackWhenTheCollectorHasLessThanBefore() {
        add(4);
        acknowledge(3, 0, Optional.empty());
        assertThat(outbox.hasUnsent()).isFalse();
        acknowledge(0, 0, Optional.empty());
        assertThat(batch()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldSendALongBacklogInParts() {
        add(100);
        outbox.close(Ending.COMPLETED);
        assertThat(batch()).hasSize(60);
        assertThat(outbox.endingAfter(outbox.batch())).isEmpty();
        acknowledge(59, -1, Optional.empty());
        assertThat(batch()).hasSize(40);
        assertThat(outbox.endingAfter(outbox.batch())).contains(Ending.COMPLETED);
    }

    @Test
    void shouldNotBeDoneUntilTheEndingIsReceivedAndTheLastIntervalDurable() {
        add(2);
        acknowledge(1, 1, Optional.empty());
        outbox.close(Ending.STOPPED);
        assertThat(outbox.hasUnsent()).isTrue();
        assertThat(outbox.isReceived()).isFalse();
        acknowledge(1, 0, outbox.endingAfter(outbox.batch()));
        assertThat(outbox.isReceived()).isTrue();
        assertThat(outbox.isDurable()).as("durable was said before and stays").isTrue();
    }

    @Test
    void shouldNotBeDoneWhenNothingIsDurable() {
        add(2);
        outbox.close(Ending.COMPLETED);
        acknowledge(1, -1, Optional.of(Ending.COMPLETED));
        assertThat(outbox.isReceived()).isTrue();
        assertThat(outbox.isDurable()).isFalse();
    }
}
