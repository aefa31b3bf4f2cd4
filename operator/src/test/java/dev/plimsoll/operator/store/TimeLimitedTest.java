package dev.plimsoll.operator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitedTest {
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Duration REST = Duration.ofSeconds(10);

    private final CountDownLatch back = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final FakeArchive archive = new FakeArchive();
    private final TimeLimited limited = new TimeLimited(archive, LIMIT, REST, now::get);
    private final TimeLimited hanging = new TimeLimited(new Hanging(), LIMIT, REST, now::get);

    @AfterEach
    void release() {
        back.countDown();
    }

    /** A file system that went away: not even an interrupt gets anybody back. */
    private final class Hanging implements Archive {
        @Override
        public void put(String key, byte[] content) {
            calls.incrementAndGet();
            while (back.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }

        @Override
        public Optional<byte[]> get(String key) {
            calls.incrementAndGet();
            return Optional.empty();
        }

        @Override
        public String locate(String key) {
            return "nfs://" + key;
        }

        @Override
        public void close() {
            // nothing to let go of
        }
    }

    @Test
    void shouldPassOnWhatTheArchiveDoes() {
        limited.put("a", new byte[] {1});
        assertThat(limited.get("a")).hasValue(new byte[] {1});
        assertThat(limited.get("b")).isEmpty();
        archive.refuses = "full";
        assertThatThrownBy(() -> limited.put("a", new byte[1]))
                .isInstanceOf(ArchiveException.class)
                .hasMessage("full");
    }

    @Test
    void shouldGiveUpAndNotEvenBeginForAWhileAfter() {
        assertThatThrownBy(() -> hanging.put("a", new byte[1]))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("nfs://a: no answer within");
        assertThatThrownBy(() -> hanging.get("a"))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("not tried");
        assertThat(calls).hasValue(1);

        now.addAndGet(REST.toNanos());
        assertThat(hanging.get("a")).isEmpty();
        assertThat(calls).hasValue(2);
    }

    @Test
    void shouldLeaveNoMoreThanAFewBehind() {
        for (int i = 0; i < 12; i++) {
            assertThatThrownBy(() -> hanging.put("a", new byte[1])).hasMessageContaining("no answer");
            now.addAndGet(REST.toNanos());
        }
        assertThat(calls).hasValue(8);
    }
}
