package dev.plimsoll.operator.collect;

import static dev.plimsoll.operator.collect.Runs.SECOND;
import static dev.plimsoll.operator.collect.Runs.interval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.judge.AbortRule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunSessionTest {
    private final AtomicLong now = new AtomicLong(1_000 * SECOND);
    private final AtomicInteger changes = new AtomicInteger();

    private RunSession session(int shards, AbortRule... rules) {
        var session = RunSession.gathering(
                Runs.plan(), shards, "secret", new RunSession.Rules(List.of(rules), List.of()), now::get);
        session.onChange(changes::incrementAndGet);
        return session;
    }

    private static Registration registration(String runner) {
        return new Registration(runner, "process-of-" + runner);
    }

    private static Report report(int shard, String runner, @Nullable Ending ending, Interval... intervals) {
        return new Report(RunPlan.VERSION, shard, "process-of-" + runner, 120, List.of(intervals), ending);
    }

    private RunSession started(int shards, AbortRule... rules) {
        var session = session(shards, rules);
        for (int i = 0; i < shards; i++) {
            session.register(registration("r" + i));
        }
        session.start(now.get());
        return session;
    }

    @Test
    void shouldGiveEachRunnerItsOwnShardWhenAllRegister() {
        var session = session(2);
        var first = session.register(registration("a"));
        var second = session.register(registration("b"));
        assertThat(first)
                .isInstanceOfSatisfying(
                        Registration.Accepted.class,
                        a -> assertThat(a.shard().index()).isZero());
        assertThat(second)
                .isInstanceOfSatisfying(
                        Registration.Accepted.class,
                        a -> assertThat(a.shard().index()).isEqualTo(1));
        assertThat(changes).hasValue(2);
    }

    @Test
    void shouldBeReadyWhenEveryRunnerHasAskedForTheStart() throws InterruptedException {
        var session = session(2);
        session.register(registration("a"));
        session.awaitStart(0, Duration.ZERO);
        session.register(registration("b"));
        assertThat(session.allReady()).isFalse();

        session.awaitStart(1, Duration.ZERO);
        session.awaitStart(1, Duration.ZERO);

        assertThat(session.allReady()).isTrue();
        assertThat(changes)
                .as("told once of each runner's arrival and readiness")
                .hasValue(4);
    }

    @Test
    void shouldGiveTheSameShardAgainWhenOneProcessRepeatsItsCall() {
        var session = session(2);
        assertThat(session.register(registration("a"))).isEqualTo(session.register(registration("a")));
        assertThat(session.registered()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhenASecondProcessOfTheSameRunnerRegisters() {
        var session = session(2);
        session.register(registration("a"));
        assertThat(session.register(new Registration("a", "another")))
                .isInstanceOfSatisfying(Registration.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo("RegisteredTwice");
                    assertThat(refused.message()).contains("a has shard 0 already");
                });
    }

    @Test
    void shouldRefuseWhenARunnerComesLate() {
        var session = started(1);
        assertThat(session.register(registration("late")))
                .isInstanceOfSatisfying(
                        Registration.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("TooLate"));
    }

    @Test
    void shouldWaitForTheStartWhenRunnersAreMissing() throws InterruptedException {
        var session = session(2);
        session.register(registration("a"));
        assertThat(session.awaitStart(0, Duration.ofMillis(1)).startAtEpochNanos())
                .isNull();
        session.start(77);
        assertThat(session.awaitStart(0, Duration.ofMillis(1)).startAtEpochNanos())
                .isEqualTo(77);
    }

    @Test
    void shouldMergeEachIntervalOnceWhenAReportIsRepeated() {
        var session = started(1);
        session.report(report(0, "r0", null, interval(0, 10, 0), interval(1, 10, 0)));
        var reply = session.report(report(0, "r0", null, interval(1, 10, 0), interval(2, 10, 0)));
        assertThat(reply.receivedThrough()).isEqualTo(2);
        assertThat(sent(session)).isEqualTo(30);
    }

    @Test
    void shouldAskForTheMissingIntervalWhenAReportLeavesAGap() {
        var session = started(1);
        session.report(report(0, "r0", null, interval(0, 10, 0)));
        var reply = session.report(report(0, "r0", Ending.COMPLETED, interval(2, 10, 0)));
        assertThat(reply.receivedThrough()).isZero();
        assertThat(sent(session)).isEqualTo(10);
        assertThat(session.ended()).isFalse();
    }

    @Test
    void shouldSayDurableOnlyWhatWasSaved() {
        var session = started(1);
        session.report(report(0, "r0", null, interval(0, 10, 0)));
        var saved = session.result();
        session.report(report(0, "r0", null, interval(1, 10, 0)));
        session.durable(saved);
        var reply = session.report(report(0, "r0", null));
        assertThat(reply.receivedThrough()).isEqualTo(1);
        assertThat(reply.durableThrough()).isZero();
    }

    @Test
    void shouldLoseNothingWhenResumedFromACheckpoint() {
        var before = started(1);
        before.report(report(0, "r0", null, interval(0, 10, 0)));
        var checkpoint = before.result();
        before.report(report(0, "r0", null, interval(1, 10, 0)));

        var after = RunSession.resumed(checkpoint, "secret", RunSession.Rules.NONE, now::get);
        assertThat(after.report(report(0, "r0", null)).receivedThrough()).isZero();
        after.report(report(0, "r0", Ending.COMPLETED, interval(1, 10, 0), interval(2, 10, 0)));
        assertThat(sent(after)).isEqualTo(30);
        assertThat(after.ended()).isTrue();
        assertThat(after.result().startAtEpochNanos()).isEqualTo(before.result().startAtEpochNanos());
    }

    @Test
    void shouldEndWhenEveryShardEnded() {
        var session = started(2);
        session.report(report(0, "r0", Ending.COMPLETED, interval(0, 1, 0)));
        assertThat(session.ended()).isFalse();
        session.report(report(1, "r1", Ending.COMPLETED, interval(0, 1, 0)));
        assertThat(session.ended()).isTrue();
        assertThat(session.dismissed()).isFalse();
        session.durable(session.result());
        session.report(report(0, "r0", Ending.COMPLETED));
        session.report(report(1, "r1", Ending.COMPLETED));
        assertThat(session.dismissed()).isTrue();
    }

    @Test
    void shouldStopTheOthersWhenARunnerIsLost() {
        var session = started(2);
        session.lost("r1", "its pod was deleted");
        var reply = session.report(report(0, "r0", null, interval(0, 1, 0)));
        assertThat(reply.stop()).isTrue();
        assertThat(reply.reason()).isEqualTo("Stopped: runner r1 was lost: its pod was deleted");
        session.report(report(0, "r0", Ending.STOPPED));
        assertThat(session.ended()).isTrue();
        assertThat(session.live().lost()).containsExactly("r1: its pod was deleted");
    }

    @Test
    void shouldStopTheOthersWhenARunnerWasToldToEnd() {
        var session = started(2);
        session.report(report(0, "r0", Ending.INTERRUPTED, interval(0, 1, 0)));
        assertThat(session.result().stopReason()).startsWith("Stopped: runner r0 was told to end");
    }

    @Test
    void shouldLoseARunnerWhenItFallsSilent() {
        var session = started(2);
        pass(session, 29);
        session.report(report(0, "r0", null, interval(0, 1, 0)));
        assertThat(session.result().stopReason()).isNull();
        pass(session, 2);
        assertThat(session.result().stopReason())
                .isEqualTo("Stopped: runner r1 was lost: it was not heard of for 30 s");
    }

    @Test
    void shouldNotTakeItsOwnPauseForARunnersSilence() {
        var session = started(1);
        pass(session, 20);
        now.addAndGet(60 * SECOND);
        pass(session, 29);
        assertThat(session.result().stopReason()).isNull();
        pass(session, 3);
        assertThat(session.result().stopReason()).contains("not heard of");
    }

    @Test
    void shouldGiveRunnersTimeToFindItWhenResumed() {
        var before = started(1);
        before.report(report(0, "r0", null, interval(0, 10, 0)));
        now.addAndGet(40 * SECOND);

        var after = RunSession.resumed(before.result(), "secret", RunSession.Rules.NONE, now::get);
        pass(after, 29);
        assertThat(after.result().stopReason()).isNull();
        pass(after, 2);
        assertThat(after.result().stopReason()).contains("not heard of");
    }

    /** Seconds, each of which is looked at. */
    private void pass(RunSession session, int seconds) {
        for (int i = 0; i < seconds; i++) {
            now.addAndGet(SECOND);
            session.tick();
        }
    }

    private RunSession reopened(RunSession before, long toldEpochNanos) {
        var session = RunSession.reopened(
                before.plan(),
                before.shardCount(),
                "secret",
                RunSession.Rules.NONE,
                now::get,
                before.shards(),
                toldEpochNanos);
        session.onChange(changes::incrementAndGet);
        return session;
    }

    @Test
    void shouldBeReadyForANewStartWhenNobodyWasToldOfTheFirst() throws InterruptedException {
        var after = reopened(started(2), now.get());
        now.addAndGet(15 * SECOND);
        assertThat(after.awaitStart(0, Duration.ZERO).startAtEpochNanos()).isNull();
        assertThat(after.live().phase()).isEqualTo(LiveView.Phase.GATHERING);
        after.awaitStart(1, Duration.ZERO);
        assertThat(after.live().phase()).isEqualTo(LiveView.Phase.READY);

        after.start(now.get() + SECOND);

        assertThat(after.awaitStart(0, Duration.ZERO).startAtEpochNanos()).isEqualTo(now.get() + SECOND);
        assertThat(after.result().startAtEpochNanos()).isEqualTo(now.get() + SECOND);
    }

    @Test
    void shouldGoOnFromTheStartThatRunnersWereToldWhenOneReports() {
        long told = now.get();
        var after = reopened(started(2), told);
        now.addAndGet(15 * SECOND);
        after.report(report(0, "r0", null, interval(0, 10, 0)));
        assertThat(after.result().startAtEpochNanos()).isEqualTo(told);
        assertThat(after.live().phase()).isEqualTo(LiveView.Phase.RUNNING);
    }

    @Test
    void shouldStopWhenSomeRunnersWereToldOfTheStartAndOthersWait() throws Exception {
        var after = reopened(started(2), now.get());
        now.addAndGet(15 * SECOND);
        var waiting = CompletableFuture.supplyAsync(() -> awaitStart(after, 1));
        await().until(() -> changes.get() == 3); // two registered, and one of them asked again
        after.report(report(0, "r0", null, interval(0, 10, 0)));
        assertThat(waiting.get(10, TimeUnit.SECONDS).stop()).isTrue();
        assertThat(after.live().lost()).containsExactly("r1: it asked for the start when the load had begun");
    }

    private static StartSignal awaitStart(RunSession session, int shard) {
        try {
            return session.awaitStart(shard, Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldEndWhenNobodyComesBackAfterItWasReopened() {
        var after = reopened(started(2), now.get());
        pass(after, 32);
        assertThat(after.ended()).isTrue();
        assertThat(after.live().lost()).hasSize(2);
    }

    @Test
    void shouldLoseWhoAsksForTheStartWhenTheLoadHasBegun() throws InterruptedException {
        var session = started(2);
        now.addAndGet(SECOND / 2);
        assertThat(session.awaitStart(0, Duration.ZERO).stop()).isFalse();
        now.addAndGet(SECOND);
        assertThat(session.awaitStart(0, Duration.ZERO).stop()).isTrue();
        assertThat(session.live().lost()).containsExactly("r0: it asked for the start when the load had begun");
    }

    @Test
    void shouldNotLoseARunnerBeforeTheStart() {
        var session = session(2);
        session.register(registration("r0"));
        now.addAndGet(60 * SECOND);
        session.tick();
        assertThat(session.result().stopReason()).isNull();
    }

    @Test
    void shouldEndAtOnceWhenStoppedBeforeTheStart() throws InterruptedException {
        var session = session(2);
        session.register(registration("r0"));
        session.stop("Interrupted: by the user");
        assertThat(session.ended()).isTrue();
        assertThat(session.awaitStart(0, Duration.ofSeconds(5)).stop()).isTrue();
    }

    @Test
    void shouldKnowItsTokenFromOthers() {
        var session = session(1);
        assertThat(session.authorizes("secret")).isTrue();
        assertThat(session.authorizes("secreT")).isFalse();
        assertThat(session.authorizes("")).isFalse();
    }

    private static long sent(RunSession session) {
        return session.result().intervals().stream()
                .flatMap(interval -> interval.series().stream())
                .map(Series::counts)
                .mapToLong(counts -> counts.sent())
                .sum();
    }
}
