package dev.plimsoll.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DueHeapTest {
    @Property
    void shouldGiveTheEarliestFirstAndOfThoseTheLowest(@ForAll List<@IntRange(max = 20) Integer> instants) {
        var heap = new DueHeap();
        for (int i = 0; i < instants.size(); i++) {
            heap.add(instants.get(i), i);
        }
        var polled = new ArrayList<Integer>();
        while (heap.next() != Long.MAX_VALUE) {
            polled.add(heap.poll());
        }

        assertThat(polled)
                .containsExactlyElementsOf(IntStream.range(0, instants.size())
                        .boxed()
                        .sorted(Comparator.<Integer>comparingInt(instants::get).thenComparing(i -> i))
                        .toList());
    }
}
