package dev.plimsoll.engine.histogram;

import static dev.plimsoll.engine.histogram.Samples.CART;
import static dev.plimsoll.engine.histogram.Samples.SECOND;
import static dev.plimsoll.engine.histogram.Samples.interval;
import static dev.plimsoll.engine.histogram.Samples.plan;
import static dev.plimsoll.engine.histogram.Samples.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = Timeline.of(plan(60), 2);

    @Test
    void shouldMergeShardsAndNumberAnewWhenTheyReportTheSameSecond() {
        timeline.add(interval(4, series(CART, 1_000_000)));
        timeline.add(interval(5, series(CART, 2_000_000)));
        timeline.add(interval(4, series(CART, 3_000_000)));
        assertThat(timeline.intervals()).extracting(Interval::sequence).containsExactly(0L, 1L);
        assertThat(timeline.intervals())
                .extracting(each -> each.series().getFirst().counts().ok())
                .containsExactly(2L, 1L);
    }

    @Test
    void shouldAddLevelsAndKeepTheWorstWhenShardsFareDifferently() {
        timeline.add(new Interval(0, 0, SECOND, List.of(), new GeneratorHealth(5, 1, 1, 10, 3)));
        timeline.add(new Interval(0, 0, SECOND, List.of(), new GeneratorHealth(2, 4, 1, 20, 4)));
        timeline.add(new Interval(1, SECOND, 2 * SECOND, List.of(), new GeneratorHealth(1, 1, 1, 7, 0)));
        assertThat(timeline.intervals().getFirst().health()).isEqualTo(new GeneratorHealth(5, 4, 1, 30, 7));
        assertThat(timeline.total().health()).isEqualTo(new GeneratorHealth(5, 5, 2, 7, 0));
    }

    @Test
    void shouldHaveNothingWhenNothingWasReported() {
        assertThat(timeline.completeThrough()).isEqualTo(-1);
        assertThat(timeline.recent(3)).isEmpty();
        assertThat(timeline.second(0)).isEmpty();
        assertThat(timeline.intervals()).isEmpty();
        assertThat(timeline.totals()).isEmpty();
        assertThat(timeline.fitting(1, List::size)).isEmpty();
    }

    @Test
    void shouldCallASecondCompleteWhenEveryShardHasReportedIt() {
        timeline.add(interval(0));
        assertThat(timeline.completeThrough()).isEqualTo(-1);
        timeline.add(interval(0));
        assertThat(timeline.completeThrough()).isZero();
        timeline.add(interval(1));
        assertThat(timeline.completeThrough()).isZero();
    }

    @Test
    void shouldNotWaitForALostShardWhenAnotherIsTwoSecondsFurther() {
        timeline.add(interval(0));
        timeline.add(interval(1));
        assertThat(timeline.completeThrough()).isEqualTo(-1);
        timeline.add(interval(2));
        assertThat(timeline.completeThrough()).isZero();
    }

    @Test
    void shouldJoinOnlyCompleteSecondsWhenAskedForRecentOnes() {
        for (int second = 0; second < 5; second++) {
            timeline.add(interval(second, series(CART, 1_000_000L * (second + 1))));
            timeline.add(interval(second, series(CART)));
        }
        timeline.add(interval(5, series(CART, 9_000_000, 9_000_000)));
        var recent = timeline.recent(2).orElseThrow();
        assertThat(recent.startNanos()).isEqualTo(3 * SECOND);
        assertThat(recent.endNanos()).isEqualTo(5 * SECOND);
        assertThat(recent.seconds()).isEqualTo(2);
        assertThat(recent.counts().ok()).isEqualTo(2);
        assertThat(recent.sum().response().getMaxValue()).isBetween(5_000_000L, 5_005_000L);
    }

    @Test
    void shouldCountALateReportWhenItsSecondIsClosed() {
        for (int second = 0; second < 20; second++) {
            timeline.add(interval(second, series(CART, 1_000_000)));
        }
        timeline.add(interval(2, series(CART, 2_000_000, 3_000_000)));
        assertThat(timeline.second(2).orElseThrow().sum().response().getTotalCount())
                .isEqualTo(3);
        assertThat(timeline.total().counts().ok()).isEqualTo(22);
    }

    @Test
    void shouldTakeInNothingWhenAHistogramCannotBeRead() {
        timeline.add(interval(0, series(CART, 1_000_000)));
        var broken = EncodedHistogram.of(new byte[] {1, 2, 3});
        var half = new Series(CART, Counts.NONE, series(CART, 5_000_000).response(), broken, EncodedHistogram.EMPTY);
        assertThatThrownBy(() -> timeline.add(interval(0, half))).isInstanceOf(IllegalArgumentException.class);
        assertThat(timeline.totals()).containsExactly(series(CART, 1_000_000));
        assertThat(timeline.intervals()).containsExactly(interval(0, series(CART, 1_000_000)));
    }

    @Test
    void shouldJoinNoFurtherThanNeededWhenTheyMustFit() {
        addSeconds(0, 60);
        assertThat(timeline.fitting(60, List::size)).hasSize(60);
        assertThat(timeline.fitting(59, List::size)).hasSize(30);
        assertThat(timeline.fitting(10, List::size)).hasSize(8);
    }

    @Test
    void shouldBeginAnIntervalAtTheEndOfTheScheduleWhenItIsJoined() {
        addSeconds(0, 71);
        for (int most = 60; most > 2; most--) {
            assertThat(timeline.fitting(most, List::size))
                    .extracting(Interval::startNanos)
                    .contains(60 * SECOND);
        }
    }

    @Test
    void shouldKeepWhatCameAfterTheScheduleApartWhenItEndsWithinASecond() {
        long end = 59 * SECOND + SECOND / 10;
        var short59 = new Interval(59, 59 * SECOND, end, List.of(series(CART, 1)), GeneratorHealth.IDLE);
        var catchUp = new Interval(60, end, 60 * SECOND, List.of(series(CART, 2, 3)), GeneratorHealth.IDLE);
        var uneven = Timeline.of(plan(59.1), 1);
        for (int second = 0; second < 70; second++) {
            (second == 59 ? List.of(short59, catchUp) : List.of(interval(second, series(CART, 5))))
                    .forEach(uneven::add);
        }
        assertThat(uneven.intervals()).hasSize(71).contains(short59, catchUp);
        assertThat(uneven.completeThrough()).isEqualTo(70);
        assertThat(uneven.second(59).orElseThrow().counts().ok()).isEqualTo(1);
        assertThat(uneven.second(60).orElseThrow().counts().ok()).isEqualTo(2);
        for (int most = 60; most > 2; most--) {
            assertThat(uneven.fitting(most, List::size))
                    .extracting(Interval::startNanos)
                    .contains(end);
        }
    }

    @Test
    void shouldReachOverNoEndOfAPhaseWhenItIsJoined() {
        long early = 20 * SECOND + SECOND / 2;
        var whole = plan(60);
        var load = new Load.Open(Load.Arrivals.UNIFORM, List.of(new Load.Stage(early, 1, 1, false)));
        var phases = List.of(
                new Phase("early", 0, load, whole.scenarios()),
                new Phase("whole", 0, whole.phases().getFirst().load(), whole.scenarios()));
        var phased = Timeline.of(
                new RunPlan(RunPlan.VERSION, whole.run(), whole.target(), phases, List.of(), 1, 1, 1, 1), 1);
        for (int second = 0; second < 70; second++) {
            (second == 20
                            ? List.of(
                                    new Interval(
                                            20, 20 * SECOND, early, List.of(series(CART, 1)), GeneratorHealth.IDLE),
                                    new Interval(
                                            21, early, 21 * SECOND, List.of(series(CART, 2)), GeneratorHealth.IDLE))
                            : List.of(interval(second, series(CART, 5))))
                    .forEach(phased::add);
        }
        assertThat(phased.intervals()).hasSize(71);
        for (int most = 60; most > 3; most--) {
            assertThat(phased.fitting(most, List::size))
                    .extracting(Interval::startNanos)
                    .contains(early, 60 * SECOND);
        }
        assertThat(phased.fitting(1, _ -> 1_000))
                .extracting(Interval::startNanos)
                .containsExactly(0L, early, 60 * SECOND);
    }

    @Test
    void shouldReturnOneIntervalOnEachSideWhenNothingFits() {
        addSeconds(0, 71);
        assertThat(timeline.fitting(1, _ -> Long.MAX_VALUE / 4))
                .extracting(Interval::startNanos)
                .containsExactly(0L, 60 * SECOND);
    }

    @Test
    void shouldFitAsIfJoinedAnewWhenMoreIsReportedMeanwhile() {
        addSeconds(0, 33);
        timeline.fitting(10, List::size);
        addSeconds(33, 20);
        addSeconds(3, 1);
        var anew = Timeline.of(plan(60), 2);
        timeline.intervals().forEach(anew::add);
        assertThat(timeline.fitting(10, List::size)).isEqualTo(anew.fitting(10, List::size));
    }

    @Test
    void shouldTakeTensOfMegabytesWhenFourRunnersDriveTwoStepsForAnHour() {
        var random = new Random(7);
        var second = random.doubles(250)
                .mapToLong(any -> (long) (20e6 * Math.exp(2 * any)))
                .toArray();
        var series = series(CART, second);
        long encodedBytes = 2L * 3_600 * (3 * series.response().size() + 400); // 400: objects around the bytes
        long liveBytes = (3 + 1) * 2L * 3 * Histograms.create().getEstimatedFootprintInBytes();
        assertThat(encodedBytes + liveBytes).isLessThan(40_000_000);
    }

    private void addSeconds(int first, int count) {
        for (int second = first; second < first + count; second++) {
            timeline.add(interval(second, series(CART, 1_000_000L * (second + 1))));
        }
    }
}
