package dev.plimsoll.operator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.operator.collect.RunName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ArchivistTest {
    private static final ResultKey KEY = new ResultKey(new RunName("shop", "checkout-1"), "0123");
    private static final byte[] RESULT = {1, 2, 3};

    private final FakeArchive archive = new FakeArchive();
    private final Counts counts = new Counts();
    private final Archivist archivist = new Archivist(archive, counts);

    private static final class Counts implements ArchiveMetrics {
        int archived;
        int failed;

        @Override
        public void archived() {
            archived++;
        }

        @Override
        public void archiveFailed() {
            failed++;
        }
    }

    @Test
    void shouldFindWhatItKeptByNameAndUid() {
        assertThat(archivist.keep(KEY, RESULT)).isEqualTo("fake://shop/checkout-1/0123/result.json.gz");
        assertThat(archivist.find(KEY)).hasValue(RESULT);
        assertThat(archivist.find(new ResultKey(KEY.run(), "4567"))).isEmpty();
        assertThat(counts.archived).isEqualTo(1);
        assertThat(counts.failed).isZero();
    }

    @Test
    void shouldNotTrustAnArchiveThatKeepsSomethingElse() {
        archive.onTheWay = bytes -> Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> archivist.keep(KEY, RESULT))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("2 bytes, SHA-256 a12871fee210fb86, of 3 bytes, SHA-256 039058c6f2c0cb49");
        archive.onTheWay = bytes -> new byte[] {1, 2, 4};
        assertThatThrownBy(() -> archivist.keep(KEY, RESULT)).hasMessageContaining("not what was written");
        assertThat(counts.archived).isZero();
        assertThat(counts.failed).isEqualTo(2);
    }

    @Test
    void shouldNotTrustAnArchiveThatHasNothing() {
        var forgetful = new Archivist(new Forgetful(), counts);
        assertThatThrownBy(() -> forgetful.keep(KEY, RESULT))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("has nothing there when it is read back");
        assertThat(counts.failed).isEqualTo(1);
    }

    @Test
    void shouldSayWhetherAnythingCouldBeKept() {
        assertThat(archivist.check()).isEqualTo("fake://plimsoll-check.txt");
        assertThat(archive.kept).containsOnlyKeys("plimsoll-check.txt");
        archive.refuses = "full";
        assertThatThrownBy(archivist::check).hasMessage("full");
        assertThat(counts.failed).as("it is no result").isZero();
    }

    @Test
    void shouldCheckMoreThanOnceBeforeItSaysThatNothingCanBeKept() throws InterruptedException {
        var attempts = new AtomicInteger();
        archive.onTheWay = bytes -> attempts.incrementAndGet() < 3 ? new byte[0] : bytes;
        try (var check = new ArchiveCheck(archivist, Duration.ZERO)) {
            assertThat(check.find()).isEqualTo("fake://plimsoll-check.txt");
            assertThat(attempts).hasValue(3);
            archive.refuses = "full";
            assertThatThrownBy(check::find).hasMessage("full");
        }
    }

    /** Takes everything, keeps nothing. */
    private static final class Forgetful implements Archive {
        @Override
        public void put(String key, byte[] content) {
            assertThat(content).isNotEmpty();
        }

        @Override
        public Optional<byte[]> get(String key) {
            return Optional.empty();
        }

        @Override
        public String locate(String key) {
            return key;
        }

        @Override
        public void close() {
            // nothing to let go of
        }
    }
}
