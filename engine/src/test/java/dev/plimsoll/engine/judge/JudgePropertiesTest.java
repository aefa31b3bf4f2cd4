package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.TestRun.CART;
import static dev.plimsoll.engine.judge.TestRun.HOME;
import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.histogram.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class JudgePropertiesTest {
    private static final List<Budget> BUDGETS = List.of(new Budget(
            "slo",
            List.of(
                    Objectives.p(50, "100ms"),
                    Objectives.p(99, "1s"),
                    Objectives.errors("1%"),
                    Objectives.throughput("90/s"))));

    /** The numbers of requests answered in each of some seconds, one after another and past the schedule's end. */
    @Provide
    Arbitrary<List<Integer>> seconds() {
        return Arbitraries.integers().between(0, 200).list().ofMinSize(1).ofMaxSize(75);
    }

    @Property(tries = 25, seed = "21")
    void shouldJudgeAlikeWhenIntervalsComeInAnotherOrder(@ForAll("seconds") List<Integer> answered, @ForAll long seed) {
        var result = result(answered, 1);
        var shuffled = new ArrayList<>(result.intervals());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(Judge.judge(with(result, shuffled), BUDGETS)).isEqualTo(Judge.judge(result, BUDGETS));
    }

    @Property(tries = 25, seed = "22")
    void shouldJudgeAlikeWhenRequestsAreSpreadOverShards(
            @ForAll("seconds") List<Integer> answered, @ForAll @IntRange(min = 2, max = 5) int shards) {
        assertThat(Judge.judge(result(answered, shards), BUDGETS)).isEqualTo(Judge.judge(result(answered, 1), BUDGETS));
    }

    @Property(tries = 25, seed = "23")
    void shouldJudgeAlikeWhenDownsampled(
            @ForAll("seconds") List<Integer> answered, @ForAll @IntRange(min = 1, max = 40) int most) {
        var result = result(answered, 2);
        var joined = Timeline.from(result).fitting(most, List::size);
        assertThat(Judge.judge(with(result, joined), BUDGETS)).isEqualTo(Judge.judge(result, BUDGETS));
    }

    @Property(tries = 50, seed = "24")
    void shouldBoundThePointWhenAPercentileIsMeasured(
            @ForAll("seconds") List<Integer> answered, @ForAll @DoubleRange(min = 1, max = 99.9) double percent) {
        var judged = Judge.judge(result(answered, 1), List.of(new Budget("b", List.of(Objectives.p(percent, "1s")))))
                .objectives()
                .getFirst();
        var confidence = judged.confidence();
        var measured = judged.measured();
        if (confidence != null && measured != null) {
            assertThat(confidence.contains(measured)).as(judged.message()).isTrue();
        }
    }

    @Property(tries = 25, seed = "25")
    void shouldNeverPassWhenARunnerWasLost(@ForAll("seconds") List<Integer> answered) {
        var whole = result(answered, 2);
        var lost = new RunResult(
                whole.version(),
                whole.plan(),
                0,
                whole.intervals(),
                2,
                whole.shards().subList(0, 1),
                null);
        assertThat(Judge.judge(lost, BUDGETS).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Judge.judge(lost, List.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    /** The same requests, each second's dealt to so many shards in turn. */
    private static RunResult result(List<Integer> answered, int shards) {
        var run = TestRun.at(100);
        for (int second = 0; second < answered.size(); second++) {
            for (int shard = 0; shard < shards; shard++) {
                int first = shard;
                int part = (answered.get(second) + shards - 1 - shard) / shards;
                int offset = second * 37;
                run.answered(
                        second,
                        second % 3 == 0 ? CART : HOME,
                        part,
                        i -> ((first + i * shards) * 31 + offset) % 1_400 * MILLI);
            }
        }
        return run.result();
    }

    private static RunResult with(RunResult result, List<Interval> intervals) {
        return new RunResult(
                result.version(),
                result.plan(),
                result.startAtEpochNanos(),
                intervals,
                result.plannedShards(),
                result.shards(),
                result.stopReason());
    }
}
