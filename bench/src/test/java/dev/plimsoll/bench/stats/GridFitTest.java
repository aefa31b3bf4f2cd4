package dev.plimsoll.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GridFitTest {
    private static final int COUNT = 1_000;

    @Property
    void shouldFindThePhaseAndNoErrorWhenArrivalsAreEven(
            @ForAll @LongRange(min = -1L << 60, max = 1L << 60) long phase) {
        assertThat(GridFit.of(even(phase), 0, COUNT, 3_000)).isEqualTo(new GridFit(phase, 0, 0));
    }

    /** Every 20th is 5 ms late: at the median there is nothing, at p99 there is. */
    @Test
    void shouldShowWhatIsLateWhenFewArrivalsAre() {
        var arrivals = even(0);
        for (int i = 0; i < COUNT; i += 20) {
            arrivals[i] += 5_000_000;
        }

        assertThat(GridFit.of(arrivals, 0, COUNT, 3_000)).isEqualTo(new GridFit(0, 0, 5_000_000));
    }

    @Test
    void shouldCountBothWaysWhenArrivalsAreEarlyOrLate() {
        var arrivals = even(0);
        for (int i = 0; i < COUNT; i++) {
            arrivals[i] += i % 4 == 0 ? 100 : i % 4 == 1 ? -100 : 0;
        }

        assertThat(GridFit.of(arrivals, 0, COUNT, 3_000)).isEqualTo(new GridFit(0, 0, 100));
    }

    @Test
    void shouldNumberFromTheFirstWhenOnlySomeCount() {
        var arrivals = even(77);
        arrivals[0] = -1_000_000_000;

        assertThat(GridFit.of(arrivals, 500, COUNT, 3_000)).isEqualTo(new GridFit(77, 0, 0));
    }

    private static long[] even(long phase) {
        return LongStream.range(0, COUNT)
                .map(i -> phase + GridFit.pointOf(i, 3_000))
                .toArray();
    }
}
