package dev.plimsoll.runner;

import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Runners.assertAccounted;
import static dev.plimsoll.runner.Runners.assertGapless;
import static dev.plimsoll.runner.Runners.outcome;
import static dev.plimsoll.runner.Runners.run;
import static dev.plimsoll.runner.Runners.runner;
import static dev.plimsoll.runner.Runners.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.runner.report.Outcome;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runners, against a collector in this process: what is lost when it fails, and when the load ends. */
@Timeout(60)
class RunnerReportsTest {
    /** For two seconds nothing has arrived. */
    private static void awaitSilence(TestTarget target) {
        var seen = new AtomicInteger(-1);
        await().atMost(Duration.ofSeconds(30)).during(Duration.ofSeconds(2)).until(() -> {
            int arrived = target.arrivals().size();
            return seen.getAndSet(arrived) == arrived;
        });
    }

    @Test
    void shouldLoseNothingWhenTheCollectorIsDownForSomeSeconds() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 5)), 1)) {
            var outcome = start(runner(collector, "pod-a"));
            await().until(() -> collector.intervals(0).size() >= 1);
            collector.failWith(503);
            await().until(() -> target.arrivals().size() > 350);
            collector.failWith(0);
            assertThat(outcome(outcome)).isEqualTo(Outcome.DELIVERED);
            assertAccounted(collector, 500);
            assertGapless(collector, 0);
        }
    }

    @Test
    void shouldSendAgainWhatANewCollectorHasNot() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 3)), 1)) {
            collector.durable(false);
            var outcome = start(runner(collector, "pod-a"));
            await().until(() -> collector.intervals(0).size() >= 2);
            collector.forgetOnce();
            await().until(() -> collector.endings().containsKey(0));
            assertThat(outcome).isNotDone();
            collector.durable(true);
            assertThat(outcome(outcome)).isEqualTo(Outcome.DELIVERED);
            assertAccounted(collector, 300);
            assertGapless(collector, 0);
        }
    }

    @Test
    void shouldStopWithItsNextReportWhenTheRunIsGone() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 20)), 1)) {
            var outcome = start(runner(collector, "pod-a"));
            await().until(() -> collector.intervals(0).size() >= 1);
            collector.failWith(410);
            assertThat(outcome(outcome)).isEqualTo(Outcome.RUN_GONE);
            assertThat(collector.failures()).isBetween(1, 2);
            awaitSilence(target);
        }
    }

    @Test
    void shouldStopAndSayWhySentRequestsHaveNoEndWhenTheCollectorSaysStop() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {});
                var collector = new FakeCollector(
                        Plans.of(target(target.port()), uniform(100, 20), 500, step("cart", "GET", 60 * SECOND)), 1)) {
            collector.stop("error rate above 10 %");
            assertThat(run(collector)).isEqualTo(Outcome.DELIVERED);
            assertThat(collector.endings()).containsEntry(0, Ending.STOPPED);
            var counts = collector.counts();
            assertThat(counts.sent()).isEqualTo(counts.offered()).isBetween(10L, 400L);
            assertThat(counts.completed()).isZero();
        }
    }

    @Test
    void shouldSayLastWordsWhenInterrupted() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 20)), 1)) {
            var runner = runner(collector, "pod-a");
            var outcome = start(runner);
            await().until(() -> target.arrivals().size() > 50);
            long told = System.nanoTime();
            runner.interrupt();
            assertThat(System.nanoTime() - told).isLessThan(5 * SECOND);
            assertThat(outcome(outcome)).isEqualTo(Outcome.INTERRUPTED);
            assertThat(collector.endings()).containsEntry(0, Ending.INTERRUPTED);
            assertThat(collector.counts().offered()).isGreaterThan(50);
        }
    }

    @Test
    void shouldSendNoLoadWhenThereIsNoShardOrTheTokenIsWrong() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var full = new FakeCollector(Plans.of(target(target.port()), uniform(100, 20)), 0);
                var strict = new FakeCollector(Plans.of(target(target.port()), uniform(100, 20)), 1)) {
            assertThat(run(full)).isEqualTo(Outcome.REFUSED);
            strict.failWith(401);
            assertThat(run(strict)).isEqualTo(Outcome.FAILED);
            assertThat(target.connections()).isZero();
        }
    }

    @Test
    void shouldStopTheLoadWhenTheCollectorStaysAway() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 30)), 1)) {
            var outcome = start(runner(collector, "pod-a", Clocks.system(), OptionalInt.of(2), 2 * SECOND));
            await().until(() -> target.arrivals().size() > 10);
            collector.failWith(503);
            awaitSilence(target);
            assertThat(outcome).isNotDone();
            collector.failWith(0);
            assertThat(outcome(outcome)).isEqualTo(Outcome.DELIVERED);
            assertThat(collector.endings()).containsEntry(0, Ending.INTERRUPTED);
        }
    }

    @Test
    void shouldStopTheOtherLoopsWhenOneHasDied() throws Exception {
        var dies = new AtomicBoolean();
        var clocks = new Clocks(Clocks.system().epochNanos(), () -> {
            if (Thread.currentThread().getName().equals("load-1") && dies.compareAndSet(true, false)) {
                throw new IllegalStateException("a defect, for a test");
            }
            return System.nanoTime();
        });
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 300)), 1)) {
            var outcome = start(runner(collector, "pod-a", clocks, OptionalInt.of(2), 10 * SECOND));
            await().until(() -> target.arrivals().size() > 20);
            dies.set(true);
            assertThat(outcome(outcome)).isEqualTo(Outcome.DELIVERED);
            assertThat(collector.endings()).containsEntry(0, Ending.INTERRUPTED);
            awaitSilence(target);
        }
    }
}
