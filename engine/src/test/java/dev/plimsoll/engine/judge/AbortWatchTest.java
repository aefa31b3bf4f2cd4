package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.TestRun.HOME;
import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static dev.plimsoll.engine.judge.TestRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.histogram.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbortWatchTest {
    private static final AbortRule ERRORS = new AbortRule(new AbortRule.ErrorRate(), 0.1, 3 * SECOND);
    private static final AbortRule SLOWNESS =
            new AbortRule(new AbortRule.ResponseTime(new Statistic.Percentile(99)), 500.0 * MILLI, 2 * SECOND);

    private final Timeline timeline = Timeline.of(TestRun.at(100).result().plan(), 1);
    private final AbortWatch watch = new AbortWatch(List.of(ERRORS, SLOWNESS));

    @Test
    void shouldAbortWithTheReportOfTheLastSecondWhenErrorsHoldLongEnough() {
        assertThat(after(second(0, 80, 20))).isEmpty();
        assertThat(after(second(1, 80, 20))).isEmpty();
        assertThat(after(second(2, 60, 40))).hasValue("error rate was above 10% for 3s, last at 40%");
    }

    @Test
    void shouldAbortWhenResponsesAreSlowForLongEnough() {
        assertThat(after(second(0, HOME, 100, 0, 600 * MILLI))).isEmpty();
        assertThat(after(second(1, HOME, 100, 0, 600 * MILLI)))
                .hasValue("p99 of response time was above 500ms for 2s, last at 600ms");
    }

    @Test
    void shouldAbortWhenChecksFailForLongEnough() {
        var checks = new AbortWatch(List.of(new AbortRule(new AbortRule.CheckRate(), 0.9, 2 * SECOND)));
        timeline.add(checked(0, 20));
        timeline.add(second(1, 100, 0)); // without checks: neither good nor bad
        timeline.add(checked(2, 10)); // at the limit is not below it
        assertThat(checks.look(timeline)).isEmpty();
        timeline.add(checked(3, 40));
        timeline.add(checked(4, 20));
        assertThat(checks.look(timeline)).hasValue("check rate was below 90% for 2s, last at 80%");
    }

    @Test
    void shouldBeginAnewWhenAGoodSecondComesBetween() {
        after(second(0, 80, 20));
        after(second(1, 80, 20));
        assertThat(after(second(2, 90, 10))).isEmpty(); // at the limit is not above it
        after(second(3, 80, 20));
        assertThat(after(second(4, 80, 20))).isEmpty();
        assertThat(after(second(5, 80, 20))).isPresent();
    }

    @Test
    void shouldNeitherCountNorBreakWhenASecondHasNoRequests() {
        after(second(0, 80, 20));
        after(second(1, 80, 20));
        assertThat(after(second(2, 0, 0))).isEmpty();
        assertThat(after(second(4, 80, 20))).isPresent(); // and nothing at all was reported for second 3
    }

    @Test
    void shouldAbortInTheWarmUpWhenItDoesHarm() {
        var warmup = new SeriesKey("browse", "home", true);
        after(second(0, warmup, 80, 20, MILLI));
        after(second(1, warmup, 80, 20, MILLI));
        assertThat(after(second(2, warmup, 80, 20, MILLI))).isPresent();
    }

    @Test
    void shouldLookAtEverySecondWhenSeveralCameAtOnce() {
        for (int second = 0; second < 3; second++) {
            timeline.add(second(second, 80, 20));
        }
        timeline.add(second(3, 100, 0));
        assertThat(watch.look(timeline)).isPresent();
    }

    @Test
    void shouldBeginAnewWhenSecondsWereJoined() {
        after(second(0, 80, 20));
        after(second(1, 80, 20));
        var bad = second(2, 80, 20);
        assertThat(after(new Interval(2, 2 * SECOND, 6 * SECOND, bad.series(), bad.health())))
                .isEmpty();
        after(second(6, 80, 20));
        assertThat(after(second(7, 80, 20))).isEmpty();
        assertThat(after(second(8, 80, 20))).hasValue("error rate was above 10% for 3s, last at 20%");
    }

    @Test
    void shouldNotAbortForWhatWasToleratedWhenItGoesOnFromACheckpoint() {
        for (int second = 0; second < 64; second++) {
            boolean outage = second == 30 || second == 31;
            assertThat(after(second(second, outage ? 0 : 100, outage ? 100 : 0)))
                    .isEmpty();
        }
        for (int intervals : new int[] {32, 16, 8, 4}) {
            var resumed = Timeline.from(checkpoint(timeline.fitting(intervals, List::size)));
            assertThat(new AbortWatch(List.of(ERRORS, SLOWNESS)).look(resumed)).isEmpty();
        }
    }

    @Test
    void shouldGoOnWhereItWasWhenACheckpointHasSingleSeconds() {
        after(second(0, 80, 20));
        after(second(1, 80, 20));
        var resumed = Timeline.from(checkpoint(timeline.intervals()));
        var another = new AbortWatch(List.of(ERRORS));
        assertThat(another.look(resumed)).isEmpty();
        resumed.add(second(2, 80, 20));
        assertThat(another.look(resumed)).hasValue("error rate was above 10% for 3s, last at 20%");
    }

    @Test
    void shouldAbortAtOnceWhenARuleNeedsNoTime() {
        var hasty = new AbortWatch(List.of(new AbortRule(new AbortRule.ErrorRate(), 0, 0)));
        timeline.add(second(0, 100, 0));
        assertThat(hasty.look(timeline)).isEmpty();
        timeline.add(second(1, 99, 1));
        assertThat(hasty.look(timeline)).isPresent();
    }

    @Test
    void shouldNeverAbortWhenThereIsNoRule() {
        timeline.add(second(0, 0, 100));
        assertThat(new AbortWatch(List.of()).look(timeline)).isEmpty();
    }

    private static RunResult checkpoint(List<Interval> intervals) {
        var result = TestRun.at(100).result();
        return new RunResult(result.version(), result.plan(), 0, intervals, 1, result.shards(), null);
    }

    private Optional<String> after(Interval second) {
        timeline.add(second);
        return watch.look(timeline);
    }

    /** A hundred good responses with a check each, so many of which failed. */
    private static Interval checked(int second, long failed) {
        var counts = new Counts(100, 100, 100, 0, 0, 0, Map.of(), 100, Map.of("total", failed));
        return TestRun.at(100)
                .seen(second, TestRun.CART, counts, 100, _ -> MILLI)
                .result()
                .intervals()
                .getFirst();
    }

    private static Interval second(int second, long ok, long errors) {
        return second(second, HOME, ok, errors, MILLI);
    }

    private static Interval second(int second, SeriesKey key, long ok, long errors, long nanos) {
        var counts = new Counts(ok + errors, ok + errors, ok, 0, 0, 0, Map.of(ErrorKind.TIMEOUT, errors));
        return TestRun.at(100)
                .seen(second, key, counts, ok + errors, _ -> nanos)
                .result()
                .intervals()
                .getFirst();
    }
}
