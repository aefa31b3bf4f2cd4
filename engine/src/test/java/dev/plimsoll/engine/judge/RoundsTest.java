package dev.plimsoll.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.engine.histogram.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three rounds of 10 s, of which the first 2.5 s are warm-up, by two runners. */
class RoundsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long WARMUP = 2 * SECOND + SECOND / 2;
    private static final RunPlan PLAN = plan();
    private final List<Interval> intervals = new ArrayList<>();

    private static RunPlan plan() {
        var stages = new ArrayList<Load.Stage>();
        for (int round = 0; round < 3; round++) {
            stages.add(new Load.Stage(WARMUP, 10, 10, true));
            stages.add(new Load.Stage(10 * SECOND - WARMUP, 10, 10, false));
        }
        var step = new Step.Request("cart", "GET", "/cart", List.of(), "", List.of(), SECOND);
        return new RunPlan(
                RunPlan.VERSION,
                "shop/checkout-1",
                List.of(
                        new Arm(Arm.BASELINE, new Target("http", "stable", 80, "", null)),
                        new Arm(Arm.CANDIDATE, new Target("http", "canary", 80, "", null))),
                List.of(new Phase(
                        new Load.Open(Load.Arrivals.UNIFORM, stages), List.of(new Scenario("buy", 1, List.of(step))))),
                new Comparison(2, 3, 10 * SECOND),
                List.of(),
                100,
                SECOND,
                SECOND,
                42);
    }

    /** So many good answers of an arm, each after so many milliseconds, in an interval. */
    private void answered(double second, double endSecond, String arm, boolean warmup, long count, long millis) {
        var times = Histograms.create();
        times.recordValueWithCount(millis * 1_000_000, count);
        var encoded = Histograms.encode(times);
        var series = new Series(
                new SeriesKey(arm, Phase.UNNAMED, "buy", "cart", warmup),
                new Counts(count, count, count, 0, 0, 0, Map.of()),
                encoded,
                encoded,
                EncodedHistogram.EMPTY);
        intervals.add(new Interval(
                intervals.size(),
                (long) (second * SECOND),
                (long) (endSecond * SECOND),
                List.of(series),
                GeneratorHealth.IDLE));
    }

    private void answered(int second, String arm, long count, long millis) {
        answered(second, second + 1, arm, false, count, millis);
    }

    private RunResult result(ShardProgress... shards) {
        return new RunResult(RunPlan.VERSION, PLAN, 0, intervals, 2, List.of(shards), null);
    }

    private static ShardProgress shard(int index, long receivedThrough, @Nullable Ending ending) {
        return new ShardProgress(index, "pod-" + index, "i", receivedThrough, 0, ending);
    }

    /** Two shards that have not ended. */
    private List<Boolean> complete(long received, long alsoReceived) {
        return Rounds.of(result(shard(0, received, null), shard(1, alsoReceived, null))).stream()
                .map(Round::complete)
                .toList();
    }

    @Test
    void shouldTellArmsApartWhenRoundsAreAddedUp() {
        answered(3, Arm.BASELINE, 5, 100);
        answered(3, Arm.CANDIDATE, 4, 200);
        answered(9, Arm.BASELINE, 5, 100);
        answered(13, Arm.CANDIDATE, 7, 300);
        var rounds = Rounds.of(result());
        assertThat(rounds).extracting(Round::index).containsExactly(0, 1);
        assertThat(rounds).extracting(Round::judgedNanos).containsOnly(10 * SECOND - WARMUP);
        assertThat(rounds.get(0).counts(Arm.BASELINE, Selector.ALL).ok()).isEqualTo(10);
        assertThat(rounds.get(0).counts(Arm.CANDIDATE, Selector.ALL).ok()).isEqualTo(4);
        assertThat(rounds.get(1).counts(Arm.BASELINE, Selector.ALL).ok()).isZero();
        assertThat(rounds.get(1).tally(Arm.CANDIDATE, Selector.ALL).response().getTotalCount())
                .isEqualTo(7);
        assertThat(rounds.get(1)
                        .counts(Arm.CANDIDATE, new Selector("buy", "login"))
                        .ok())
                .isZero();
    }

    @Test
    void shouldLeaveOutTheWarmupOfEachRound() {
        answered(0, 1, Arm.BASELINE, true, 3, 100);
        answered(2, 2.5, Arm.BASELINE, true, 1, 100);
        answered(2.5, 3, Arm.BASELINE, false, 2, 100);
        answered(10, 11, Arm.BASELINE, true, 9, 100);
        var rounds = Rounds.of(result());
        assertThat(rounds).hasSize(1);
        assertThat(rounds.getFirst().counts(Arm.BASELINE, Selector.ALL).ok()).isEqualTo(2);
    }

    @Test
    void shouldGiveLateAnswersToTheRoundBefore() {
        answered(9, Arm.BASELINE, 5, 100);
        answered(10, Arm.BASELINE, 2, 900);
        answered(12, 12.5, Arm.BASELINE, false, 1, 2_900);
        answered(12.5, 13, Arm.BASELINE, false, 4, 100);
        answered(31, Arm.BASELINE, 6, 2_000);
        var rounds = Rounds.of(result());
        assertThat(rounds).hasSize(3);
        assertThat(rounds.get(0).counts(Arm.BASELINE, Selector.ALL).ok()).isEqualTo(8);
        assertThat(rounds.get(0).inTime(Arm.BASELINE, Selector.ALL).ok()).isEqualTo(5);
        assertThat(rounds.get(0).tally(Arm.BASELINE, Selector.ALL).response().getMaxValue())
                .isGreaterThan(2_800_000_000L);
        assertThat(rounds.get(1).counts(Arm.BASELINE, Selector.ALL).ok()).isEqualTo(4);
        assertThat(rounds.get(2).counts(Arm.BASELINE, Selector.ALL).ok()).isEqualTo(6);
        assertThat(rounds.get(2).inTime(Arm.BASELINE, Selector.ALL).ok()).isZero();
    }

    @Test
    void shouldBeCompleteWhenEveryShardHasReportedTheNextWarmup() {
        answered(9, Arm.BASELINE, 5, 100);
        long last = 13; // of 10 whole seconds and one cut in two, then of 3 intervals, numbered from 0
        assertThat(complete(last, last)).containsExactly(true);
        assertThat(complete(last, last - 1)).containsExactly(false);
        assertThat(Rounds.of(result(shard(0, last, null))))
                .extracting(Round::complete)
                .containsExactly(false);
    }

    @Test
    void shouldBeCompleteWhenEveryShardHasEndedAfterIt() {
        answered(29, Arm.BASELINE, 5, 100);
        var ended = result(shard(0, 33, Ending.COMPLETED), shard(1, 34, Ending.COMPLETED));
        assertThat(Rounds.of(ended)).extracting(Round::complete).containsExactly(true, true, true);
        var stopped = result(shard(0, 11, Ending.STOPPED), shard(1, 11, Ending.STOPPED));
        assertThat(Rounds.of(stopped)).extracting(Round::complete).containsExactly(true, false, false);
        var withinItsLastSecond = result(shard(0, 11, Ending.STOPPED), shard(1, 10, Ending.STOPPED));
        assertThat(Rounds.of(withinItsLastSecond)).extracting(Round::complete).containsExactly(false, false, false);
    }

    @Test
    void shouldBeIncompleteWhenAShardFellSilent() {
        answered(29, Arm.BASELINE, 5, 100);
        assertThat(complete(40, 14)).containsExactly(true, false, false);
    }

    @Test
    void shouldBeTheSameWhenIntervalsAreJoinedAsFarAsTheyMayBe() {
        for (int second = 0; second < 34; second++) {
            boolean warmup = second % 10 < 2 && second < 30;
            if (second % 10 == 2 && second < 30) {
                answered(second, second + 0.5, Arm.CANDIDATE, true, second, second);
                answered(second + 0.5, second + 1, Arm.CANDIDATE, false, second, second);
            } else {
                answered(second, second + 1, Arm.CANDIDATE, warmup, second + 1, second);
                answered(second, second + 1, Arm.CANDIDATE, false, 1, second);
            }
        }
        var apart = result();
        var timeline = Timeline.of(PLAN, 1);
        intervals.forEach(timeline::add);
        var joined = timeline.fitting(1, _ -> Long.MAX_VALUE / 4);
        assertThat(joined).hasSize(7);
        var rounds = Rounds.of(apart);
        var again = Rounds.of(new RunResult(RunPlan.VERSION, PLAN, 0, joined, 2, List.of(), null));
        assertThat(again).hasSize(3);
        for (int round = 0; round < 3; round++) {
            assertThat(series(again.get(round))).isEqualTo(series(rounds.get(round)));
            assertThat(again.get(round).inTime(Arm.CANDIDATE, Selector.ALL))
                    .isEqualTo(rounds.get(round).inTime(Arm.CANDIDATE, Selector.ALL));
        }
    }

    private static Series series(Round round) {
        return round.tally(Arm.CANDIDATE, Selector.ALL).toSeries(new SeriesKey("buy", "cart", false));
    }

    @Test
    void shouldHaveNoRoundsWhenNothingIsCompared() {
        assertThat(Rounds.of(TestRun.of(10).answered(TestRun.CART, 10, 5).result()))
                .isEmpty();
    }

    @Test
    void shouldCountNoWarmupAsJudgedTimeWhenEachRoundHasOne() {
        answered(9, Arm.BASELINE, 40, 100);
        answered(10, Arm.BASELINE, 10, 900);
        answered(29, Arm.CANDIDATE, 50, 100);
        var completed = result(shard(0, 33, Ending.COMPLETED), shard(1, 33, Ending.COMPLETED));
        var totals = Judge.judge(completed, List.of()).totals();
        assertThat(totals.judgedNanos()).isEqualTo(3 * (10 * SECOND - WARMUP));
        assertThat(totals.okPerSecond()).as("late answers are no rate").isEqualTo(90 / 22.5);
        assertThat(totals.counts().ok()).isEqualTo(100);
    }
}
