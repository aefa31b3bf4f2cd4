package dev.plimsoll.runner.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.engine.plan.IntervalGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final long SECOND = IntervalGrid.INTERVAL_NANOS;

    private final Handover handover = new Handover(2, 2);
    private final Recorder first = new Recorder(0, new IntervalGrid(List.of(10 * SECOND)), handover);
    private final Recorder second = new Recorder(1, new IntervalGrid(List.of(10 * SECOND)), handover);
    private final IntervalMerger merger = new IntervalMerger(
            2,
            new IntervalGrid(List.of(10 * SECOND)),
            handover,
            (series, warmup) -> new SeriesKey("buy", "step " + series, warmup),
            () -> new GeneratorHealth(0, 7, 8, 0, 0));

    @AfterEach
    void close() {
        merger.close();
    }

    private List<Interval> intervals() {
        for (var slice = handover.poll(); slice != null; slice = handover.poll()) {
            merger.add(slice);
        }
        var intervals = new ArrayList<Interval>();
        for (var next = merger.poll(); next.isPresent(); next = merger.poll()) {
            intervals.add(next.get());
        }
        return intervals;
    }

    @Test
    void shouldJoinTheLoopsOfAnInterval() {
        first.of(0, false).offered();
        first.of(0, false).sent(1_000);
        first.of(0, false).ok(3_000_000, 2_000_000, 50);
        second.of(0, false).offered();
        second.of(0, false).late();
        second.of(0, false).sent(2_000);
        second.of(0, false).failed(ErrorKind.CONNECTION_RESET, 4_000_000, 2_000_000, 9);
        second.of(1, true).missed(5_000_000);
        first.noticed(100);
        second.noticed(300);
        first.level(3, 4);
        second.level(5, 6);
        first.rollTo(SECOND);
        assertThat(intervals()).as("the second loop's slice is missing").isEmpty();
        second.rollTo(SECOND);

        var interval = intervals().getFirst();
        assertThat(interval.sequence()).isZero();
        assertThat(interval.endNanos()).isEqualTo(SECOND);
        assertThat(interval.health()).isEqualTo(new GeneratorHealth(300, 7, 8, 8, 10));
        assertThat(interval.series()).hasSize(2);
        var warmup = interval.series().getFirst();
        assertThat(warmup.key()).isEqualTo(new SeriesKey("buy", "step 1", true));
        assertThat(warmup.counts()).isEqualTo(new Counts(0, 0, 0, 0, 1, 0, Map.of()));
        assertThat(Histograms.decode(warmup.response()).getTotalCount()).isEqualTo(1);
        var judged = interval.series().getLast();
        assertThat(judged.counts()).isEqualTo(new Counts(2, 2, 1, 1, 0, 59, Map.of(ErrorKind.CONNECTION_RESET, 1L)));
        assertThat(Histograms.decode(judged.lag()).getTotalCount()).isEqualTo(2);
        assertThat(Histograms.decode(judged.response()).getTotalCount()).isEqualTo(1);
    }

    @Test
    void shouldRecordTheTimesOfFailuresThatWereNotQuick() {
        long quick = StepRecorder.QUICK_NANOS - 1;
        var recorder = first.of(0, false);
        recorder.notSent(ErrorKind.CONNECTION_REFUSED, quick);
        recorder.notSent(ErrorKind.CONNECTION_REFUSED, 3 * SECOND);
        recorder.failed(ErrorKind.CONNECTION_RESET, quick, quick, 0);
        recorder.failed(ErrorKind.UNREADABLE_RESPONSE, 4 * SECOND, quick, 0);
        recorder.failed(ErrorKind.CONNECTION_RESET, 5 * SECOND, 2 * SECOND, 0);
        recorder.connectTimedOut(quick);
        first.rollTo(SECOND);
        second.rollTo(SECOND);
        var series = intervals().getFirst().series().getFirst();
        assertThat(series.counts().totalErrors()).isEqualTo(6);
        var response = Histograms.decode(series.response());
        assertThat(response.getTotalCount()).isEqualTo(4);
        assertThat(response.getCountBetweenValues(2 * SECOND, 6 * SECOND)).isEqualTo(3);
        assertThat(Histograms.decode(series.service()).getTotalCount()).isEqualTo(1);
    }

    @Test
    void shouldEndWithTheLoopThatGoesOnLongest() {
        first.finish(SECOND / 2);
        second.of(0, false).offered();
        second.rollTo(SECOND);
        second.of(0, false).offered();
        second.finish(SECOND + SECOND / 4);
        var intervals = intervals();
        assertThat(intervals).extracting(Interval::endNanos).containsExactly(SECOND, SECOND + SECOND / 4);
        assertThat(intervals.getLast().series().getFirst().counts().offered()).isEqualTo(1);
        assertThat(merger.isDone()).isTrue();
    }

    @Test
    void shouldMakeUpForIntervalsThatItSleptThrough() {
        first.of(0, false).offered();
        first.finish(3 * SECOND);
        second.finish(3 * SECOND);
        assertThat(intervals()).hasSize(4).extracting(Interval::sequence).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void shouldEndAnIntervalWithTheScheduleWhenItIsNoWholeNumberOfSeconds() {
        long schedule = 2 * SECOND + SECOND / 10;
        var recorder = new Recorder(0, new IntervalGrid(List.of(schedule)), handover);
        assertThat(recorder.boundary()).isEqualTo(SECOND);
        recorder.rollTo(2 * SECOND);
        assertThat(recorder.boundary()).isEqualTo(schedule);
        recorder.of(0, false).offered();
        recorder.rollTo(schedule);
        recorder.of(0, false).missed(SECOND);
        recorder.finish(3 * SECOND + SECOND / 2);
        second.finish(0);
        assertThat(merger.endOfNext()).isEqualTo(SECOND);
        var intervals = intervals();
        assertThat(merger.endOfNext()).isEqualTo(4 * SECOND);
        assertThat(intervals).extracting(Interval::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(intervals)
                .extracting(Interval::startNanos)
                .containsExactly(0L, SECOND, 2 * SECOND, schedule, 3 * SECOND);
        assertThat(intervals.get(2).series().getFirst().counts().offered()).isEqualTo(1);
        assertThat(intervals.get(3).series().getFirst().counts().missed()).isEqualTo(1);
    }

    @Test
    void shouldForgetWhatWasHandedOverWhenABankComesBack() {
        for (int i = 1; i <= 5; i++) {
            first.of(0, false).timedOut(SECOND, SECOND, 7);
            first.rollTo(i * SECOND);
            second.rollTo(i * SECOND);
            var interval = intervals().getFirst();
            assertThat(interval.series()).hasSize(1);
            assertThat(interval.series().getFirst().counts().errors()).isEqualTo(Map.of(ErrorKind.TIMEOUT, 1L));
            assertThat(interval.series().getFirst().counts().receivedBytes()).isEqualTo(7);
            assertThat(Histograms.decode(interval.series().getFirst().service()).getTotalCount())
                    .isEqualTo(1);
        }
    }
}
