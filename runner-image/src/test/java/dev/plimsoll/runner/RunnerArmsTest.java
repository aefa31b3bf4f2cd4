package dev.plimsoll.runner;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.comparing;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Runners.assertAccounted;
import static dev.plimsoll.runner.Runners.assertGapless;
import static dev.plimsoll.runner.Runners.outcome;
import static dev.plimsoll.runner.Runners.runner;
import static dev.plimsoll.runner.Runners.start;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Auth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.judge.Round;
import dev.plimsoll.engine.judge.Rounds;
import dev.plimsoll.engine.judge.Selector;
import dev.plimsoll.runner.report.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runners that compare two targets in this process: from the plan to rounds. */
@Timeout(60)
class RunnerArmsTest {
    @TempDir
    private Path files;

    /** Known by a token of its own. */
    private Target target(TestTarget at, String token) throws IOException {
        var file = Files.writeString(files.resolve(token), token);
        return new Target(
                "http", "127.0.0.1", at.port(), "", null, Target.Http.DEFAULT, new Auth.Bearer(file.toString()));
    }

    @Test
    void shouldGiveEachArmItsHalfOfEveryRoundWhenTwoRunnersCompare() throws Exception {
        try (var stable = TestTarget.answering(TestTarget.OK);
                var canary = TestTarget.scripted((arrival, out) -> {
                    TestTarget.delay(40 * MILLI);
                    out.write(TestTarget.OK.getBytes(US_ASCII));
                })) {
            var cart = step("cart", "GET", 5 * SECOND);
            var plan =
                    comparing(target(stable, "of-stable"), target(canary, "of-canary"), uniform(200, 1), 3, 0.8, cart);
            try (var collector = new FakeCollector(plan, 2)) {
                var outcomes = List.of(start(runner(collector, "pod-a")), start(runner(collector, "pod-b")));
                for (var outcome : outcomes) {
                    assertThat(outcome(outcome)).isEqualTo(Outcome.DELIVERED);
                }
                assertAccounted(collector, 480);
                assertGapless(collector, 0);
                assertGapless(collector, 1);
                assertThat(stable.arrivals())
                        .hasSize(240)
                        .allMatch(arrival -> arrival.head().contains("of-stable"));
                assertThat(canary.arrivals())
                        .hasSize(240)
                        .allMatch(arrival -> arrival.head().contains("of-canary"));
                var rounds = Rounds.of(result(plan, collector));
                assertThat(rounds).hasSize(3).allMatch(Round::complete);
                for (var round : rounds) {
                    var baseline = round.tally(Arm.BASELINE, Selector.ALL);
                    var candidate = round.tally(Arm.CANDIDATE, Selector.ALL);
                    assertThat(baseline.counts().offered()).isEqualTo(40);
                    assertThat(candidate.counts().offered()).isEqualTo(40);
                    assertThat(candidate.service().getMinNonZeroValue()).isGreaterThan(39 * MILLI);
                }
            }
        }
    }

    private static RunResult result(RunPlan plan, FakeCollector collector) {
        var intervals = new ArrayList<Interval>();
        var shards = new ArrayList<ShardProgress>();
        for (int shard = 0; shard < 2; shard++) {
            var its = collector.intervals(shard);
            intervals.addAll(its);
            shards.add(new ShardProgress(
                    shard,
                    "pod",
                    "i",
                    its.getLast().sequence(),
                    0,
                    collector.endings().get(shard)));
        }
        return new RunResult(RunPlan.VERSION, plan, 0, intervals, 2, shards, null);
    }
}
