package dev.plimsoll.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClocksTest {
    @Test
    void shouldTakeTheTightestPairOfReadingsWhenSomeAreInterrupted() {
        var time = new AtomicLong(1_000);
        var readings = new AtomicLong();
        var clocks = new Clocks(
                () -> time.addAndGet(readings.incrementAndGet() == 5 ? 2 : 50_000) + 1_000_000,
                () -> time.addAndGet(2));
        long nanoTime = clocks.nanoTimeAt(9_000_000);
        assertThat(nanoTime).isEqualTo(8_000_000);
    }

    @Test
    void shouldReadClocksThatRunTogether() {
        var clocks = Clocks.system();
        long inASecond = clocks.epochNanos().getAsLong() + Plans.SECOND;
        assertThat(clocks.nanoTimeAt(inASecond) - clocks.nanoTime().getAsLong())
                .isBetween(-9 * Plans.SECOND, Plans.SECOND + Plans.MILLI);
    }
}
