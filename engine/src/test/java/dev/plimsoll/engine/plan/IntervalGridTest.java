package dev.plimsoll.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class IntervalGridTest {
    static final long SECOND = IntervalGrid.INTERVAL_NANOS;

    @Property(tries = 200, seed = "51")
    void shouldNumberIntervalsAsTheyFollowOneAnother(
            @ForAll @Size(max = 5) List<@LongRange(min = 1, max = 10 * SECOND) Long> bounds) {
        var grid = new IntervalGrid(bounds);
        long sequence = 0;
        for (long start = 0; start < 12 * SECOND; start = grid.endAfter(start)) {
            assertThat(grid.sequenceAt(start)).isEqualTo(sequence);
            assertThat(grid.sequenceAt(grid.endAfter(start) - 1)).isEqualTo(sequence);
            assertThat(grid.endAfter(start) - start).isBetween(1L, SECOND);
            sequence++;
        }
        assertThat(sequence)
                .isEqualTo(12
                        + bounds.stream()
                                .filter(bound -> bound % SECOND != 0)
                                .distinct()
                                .count());
    }

    @Property(tries = 200, seed = "52")
    void shouldReachOverNoBound(@ForAll @Size(max = 5) List<@LongRange(min = 1, max = 10 * SECOND) Long> bounds) {
        var grid = new IntervalGrid(bounds);
        for (long bound : bounds) {
            assertThat(grid.endAfter(bound - 1)).isEqualTo(bound);
        }
    }
}
