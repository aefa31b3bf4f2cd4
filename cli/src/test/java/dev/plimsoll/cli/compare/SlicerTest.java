package dev.plimsoll.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SlicerTest {
    private static final Slicer SLICER = new Slicer(1_000, 179.8, 60, 10);

    private static LogEntry interval(double begin, double seconds) {
        return new LogEntry(1, "", begin, seconds, new Histogram(3));
    }

    @Test
    void shouldCountARoundWhenOnlyItsLastMomentIsMissing() {
        assertThat(SLICER.count()).isEqualTo(3);
        assertThat(new Slicer(1_000, 170, 60, 10).count()).isEqualTo(2);
    }

    @Test
    void shouldPutAnIntervalIntoTheRoundOfItsMiddle() {
        assertThat(SLICER.place(interval(1_010, 5))).hasValue(0);
        assertThat(SLICER.place(interval(1_057.4, 5))).hasValue(0);
        assertThat(SLICER.place(interval(1_115, 5))).hasValue(1);
        assertThat(SLICER.place(interval(1_175, 5))).hasValue(2);
    }

    @Test
    void shouldLeaveOutWhatIsBeforeAfterOrInTheWarmUp() {
        assertThat(SLICER.place(interval(990, 5))).isEmpty();
        assertThat(SLICER.place(interval(1_000, 5))).isEmpty();
        assertThat(SLICER.place(interval(1_009, 5))).isEmpty();
        assertThat(SLICER.place(interval(1_009.7, 5))).hasValue(0);
        assertThat(SLICER.place(interval(1_058, 5))).isEmpty();
        assertThat(SLICER.place(interval(1_180, 5))).isEmpty();
    }
}
