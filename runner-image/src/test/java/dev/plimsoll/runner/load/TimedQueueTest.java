package dev.plimsoll.runner.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimedQueueTest {
    private static final class Entry extends Timed {}

    @Property
    void shouldGiveOutInOrderWhatWasNotRemoved(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 50) Integer> instants,
            @ForAll Set<@IntRange(min = 0, max = 59) Integer> removed) {
        var queue = new TimedQueue<Entry>();
        var entries = new ArrayList<Entry>();
        for (int instant : instants) {
            var entry = new Entry();
            queue.add(entry, instant);
            entries.add(entry);
        }
        var kept = new ArrayList<Entry>();
        for (int i = 0; i < entries.size(); i++) {
            if (removed.contains(i)) {
                queue.remove(entries.get(i));
                queue.remove(entries.get(i)); // twice does no harm
            } else {
                kept.add(entries.get(i));
            }
        }
        var given = new ArrayList<Entry>();
        for (var entry = queue.poll(100); entry != null; entry = queue.poll(100)) {
            given.add(entry);
        }
        assertThat(given)
                .containsExactlyInAnyOrderElementsOf(kept)
                .isSortedAccordingTo(Comparator.comparingLong(e -> e.at));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void shouldKeepBackWhatIsNotDue() {
        var queue = new TimedQueue<Entry>();
        assertThat(queue.next()).isEqualTo(TimedQueue.NEVER);
        queue.add(new Entry(), 10);
        assertThat(queue.next()).isEqualTo(10);
        assertThat(queue.poll(9)).isNull();
        assertThat(queue.poll(10)).isNotNull();
    }
}
