package dev.plimsoll.runner.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SlotQueueTest {
    @Property(tries = 200)
    void shouldBehaveLikeAQueueHoweverFarItGrows(
            @ForAll @Size(max = 12) List<@IntRange(min = -2_000, max = 2_000) Integer> moves) {
        var queue = new SlotQueue();
        var model = new ArrayDeque<Long>();
        long next = 0;
        for (int move : moves) {
            for (int i = 0; i < move; i++) {
                queue.add(next, -next);
                model.addLast(next++);
            }
            for (int i = 0; i > move && !model.isEmpty(); i--) {
                assertThat(queue.firstInstant()).isEqualTo(model.peekFirst());
                assertThat(queue.firstNumber()).isEqualTo(-model.removeFirst());
                queue.removeFirst();
            }
            assertThat(queue.size()).isEqualTo(model.size());
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
        }
    }
}
