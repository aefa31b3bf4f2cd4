package dev.plimsoll.runner;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.distanceFromGrid;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Plans.users;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.runner.host.Cgroup;
import dev.plimsoll.runner.http.Transport;
import dev.plimsoll.runner.load.LoadRun;
import dev.plimsoll.runner.load.Rehearsal;
import dev.plimsoll.runner.report.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runners, against a collector and a target in this process. */
@Timeout(60)
class RunnerTest {
    @TempDir
    private Path root;

    @BeforeAll
    static void rehearse() throws InterruptedException {
        Rehearsal.run(new LoadRun.Machine(Transport.best(), OptionalInt.empty(), 1, 0), System::nanoTime);
    }

    private Runner runner(FakeCollector collector, String name) {
        return runner(collector, name, Clocks.system());
    }

    private Runner runner(FakeCollector collector, String name, Clocks clocks) {
        var config = new RunnerConfig(
                collector.uri(), "shop/checkout", FakeCollector.TOKEN, name, OptionalInt.empty(), 10 * SECOND);
        var machine = new LoadRun.Machine(Transport.best(), OptionalInt.empty(), 2, 0);
        return new Runner(config, "instance-of-" + name, clocks, machine, new Cgroup(root));
    }

    private static CompletableFuture<Outcome> start(Runner runner) {
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                outcome.complete(runner.run());
            } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    private Outcome run(FakeCollector collector) throws InterruptedException {
        return runner(collector, "pod-a").run();
    }

    private static Outcome outcome(CompletableFuture<Outcome> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(30, TimeUnit.SECONDS);
    }

    /** Every slot is accounted for once. */
    private static void assertAccounted(FakeCollector collector, long offered) {
        var counts = collector.counts();
        assertThat(counts.offered()).isEqualTo(offered);
        assertThat(counts.sent() + counts.missed()).isEqualTo(offered);
        assertThat(counts.completed()).isEqualTo(counts.sent());
    }

    /** On a busy machine requests leave, and are read, late: that is no fault as long as it is in the numbers. */
    private static long declaredDelay(FakeCollector collector) {
        return collector.histogram(Series::lag).getValueAtPercentile(90)
                + collector.histogram(Series::service).getValueAtPercentile(90);
    }

    @Test
    void shouldSendOnTheGridAndCountEverySlotWhenArrivalsAreUniform() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(200, 2.5)), 1)) {
            assertThat(run(collector)).isEqualTo(Outcome.DELIVERED);
            assertAccounted(collector, 500);
            assertThat(collector.counts().ok()).isEqualTo(500);
            assertThat(collector.counts().receivedBytes()).isEqualTo(500L * TestTarget.OK.length());
            assertThat(collector.endings()).containsEntry(0, Ending.COMPLETED);
            assertThat(distanceFromGrid(target.instants(), 5 * MILLI)).isLessThan(2 * MILLI + declaredDelay(collector));
        }
    }

    @Test
    void shouldSleepBetweenReports() throws Exception {
        var reporting = Thread.currentThread();
        var looks = new AtomicInteger();
        var clocks = new Clocks(Clocks.system().epochNanos(), () -> {
            if (Thread.currentThread().equals(reporting)) {
                looks.incrementAndGet();
            }
            return System.nanoTime();
        });
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(50, 2.5)), 1)) {
            assertThat(runner(collector, "pod-a", clocks).run()).isEqualTo(Outcome.DELIVERED);
            // a thread that does not sleep looks at the clock a million times a second
            assertThat(looks.get()).isLessThan(1_000);
        }
    }

    @Test
    void shouldReportIntervalsOfOneSecondWithoutAGap() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 2.5)), 1)) {
            run(collector);
            var intervals = collector.intervals(0);
            assertThat(intervals).extracting(Interval::sequence).containsExactly(0L, 1L, 2L);
            assertThat(intervals).extracting(Interval::startNanos).containsExactly(0L, SECOND, 2 * SECOND);
            assertThat(intervals.getLast().endNanos()).isBetween(5 * SECOND / 2, 3 * SECOND);
            assertThat(intervals)
                    .extracting(
                            interval -> interval.series().getFirst().counts().offered())
                    .containsExactly(100L, 100L, 50L);
            assertThat(collector.reports().getLast().startSkewNanos()).isBetween(0L, 2 * SECOND);
        }
    }

    @Test
    void shouldInterleaveEvenlyWhenFourShardsShareTheSchedule() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(400, 2)), 4)) {
            var outcomes = new ArrayList<CompletableFuture<Outcome>>();
            for (var name : List.of("pod-a", "pod-b", "pod-c", "pod-d")) {
                outcomes.add(start(runner(collector, name)));
            }
            for (var outcome : outcomes) {
                assertThat(outcome(outcome)).isEqualTo(Outcome.DELIVERED);
            }
            assertAccounted(collector, 800);
            for (int shard = 0; shard < 4; shard++) {
                assertThat(collector
                                .intervals(shard)
                                .getFirst()
                                .series()
                                .getFirst()
                                .counts()
                                .offered())
                        .isEqualTo(100);
            }
            assertThat(distanceFromGrid(target.instants(), 5 * MILLI / 2))
                    .isLessThan(3 * MILLI / 2 + declaredDelay(collector));
        }
    }

    @Test
    void shouldShowAStallInResponseTimeButNotInServiceTimeWhenRequestsMustWaitForIt() throws Exception {
        var once = new AtomicInteger();
        try (var target = TestTarget.scripted((arrival, out) -> {
                    if (once.incrementAndGet() == 50) {
                        TestTarget.delay(500 * MILLI);
                    }
                    out.write(TestTarget.OK.getBytes(US_ASCII));
                });
                var collector = new FakeCollector(
                        Plans.of(target(target.port()), uniform(100, 2), 1, step("cart", "GET", 5 * SECOND)), 1)) {
            run(collector);
            assertAccounted(collector, 200);
            // of 200 slots about 50 fall into the stall: they waited 250 ms on average, though the target served them
            // at once
            var response = collector.histogram(Series::response);
            var service = collector.histogram(Series::service);
            assertThat(response.getCountBetweenValues(50 * MILLI, SECOND)).isGreaterThan(35);
            assertThat(service.getCountBetweenValues(50 * MILLI, SECOND)).isBetween(1L, 15L);
            assertThat(collector.counts().late())
                    .as("waiting for the target is not late")
                    .isLessThan(35);
        }
    }

    @Test
    void shouldCountRefusalsOncePerSlotWhenNobodyListens() throws Exception {
        int port;
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        try (var collector = new FakeCollector(Plans.of(target(port), uniform(100, 1)), 1)) {
            assertThat(run(collector)).isEqualTo(Outcome.DELIVERED);
            assertAccounted(collector, 100);
            assertThat(collector.counts().errors()).containsOnly(entry(ErrorKind.CONNECTION_REFUSED, 100L));
            assertThat(collector.histogram(Series::response).getTotalCount()).isZero();
        }
    }

    @Test
    void shouldRecordTimeoutsAtNoLessThanTheTimeoutWhenTheTargetIsSilent() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {});
                var collector = new FakeCollector(
                        Plans.of(target(target.port()), uniform(50, 1), 100, step("cart", "GET", 200 * MILLI)), 1)) {
            run(collector);
            assertAccounted(collector, 50);
            assertThat(collector.counts().errors()).containsOnly(entry(ErrorKind.TIMEOUT, 50L));
            assertThat(collector.histogram(Series::response).getMinNonZeroValue())
                    .isGreaterThan(199 * MILLI);
            assertThat(collector.histogram(Series::service).getTotalCount()).isEqualTo(50);
        }
    }

    @Test
    void shouldDeclareSlotsMissedWhenTheTargetHangsAndTheCapIsReached() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {});
                var collector = new FakeCollector(
                        Plans.of(target(target.port()), uniform(50, 1), 4, step("cart", "GET", 60 * SECOND)), 1)) {
            run(collector);
            assertAccounted(collector, 50);
            assertThat(collector.counts().missed()).isEqualTo(46);
            assertThat(collector.counts().errors()).containsOnly(entry(ErrorKind.TIMEOUT, 4L));
            assertThat(target.arrivals()).hasSize(4);
            // the drain is two seconds: what was missed had waited at least as long
            assertThat(collector.histogram(Series::response).getMinNonZeroValue())
                    .isGreaterThan(1_990 * MILLI);
            assertThat(collector.histogram(Series::response).getTotalCount()).isEqualTo(50);
        }
    }

    @Test
    void shouldCountUnexpectedStatusAndUnreadableAnswersApart() throws Exception {
        try (var target = TestTarget.scripted(
                        (arrival, out) -> out.write((arrival.head().startsWith("GET /bad")
                                        ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
                                        : "SSH-2.0-OpenSSH\r\n")
                                .getBytes(US_ASCII)));
                var bad = new FakeCollector(
                        Plans.of(target(target.port()), uniform(50, 1), 10, step("bad", "GET", SECOND)), 1);
                var garbled = new FakeCollector(
                        Plans.of(target(target.port()), uniform(50, 1), 10, step("garbled", "GET", SECOND)), 1)) {
            run(bad);
            run(garbled);
            assertThat(bad.counts().errors()).containsOnly(entry(ErrorKind.BAD_STATUS, 50L));
            assertThat(bad.histogram(Series::response).getTotalCount()).isEqualTo(50);
            assertThat(garbled.counts().errors()).containsOnly(entry(ErrorKind.UNREADABLE_RESPONSE, 50L));
            assertThat(garbled.histogram(Series::response).getTotalCount()).isZero();
        }
    }

    @Test
    void shouldRetryAnIdempotentRequestOnceWhenTheServerHadClosedTheIdleConnection() throws Exception {
        var seen = new ConcurrentHashMap<Integer, Boolean>();
        try (var target = TestTarget.scripted((arrival, out) -> {
                    if (seen.putIfAbsent(arrival.connection(), true) != null) {
                        throw new IOException(
                                "closed while idle"); // the second request on a connection is never answered
                    }
                    out.write(TestTarget.OK.getBytes(US_ASCII));
                });
                var gets = new FakeCollector(Plans.of(target(target.port()), uniform(20, 1)), 1);
                var posts = new FakeCollector(
                        Plans.of(target(target.port()), uniform(20, 1), 10, step("buy", "POST", SECOND)), 1)) {
            run(gets);
            assertThat(gets.counts().ok()).isEqualTo(20);
            assertThat(gets.counts().sent()).isEqualTo(20);
            run(posts);
            assertThat(posts.counts().errors()).containsOnly(entry(ErrorKind.CONNECTION_RESET, 10L));
        }
    }

    @Test
    void shouldWalkThroughStepsAndMarkTheWarmup() throws Exception {
        var load = new Load.Open(
                Load.Arrivals.UNIFORM,
                List.of(new Load.Stage(SECOND, 50, 50, true), new Load.Stage(SECOND, 50, 50, false)));
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(
                        Plans.of(
                                target(target.port()),
                                load,
                                10,
                                step("login", "POST", SECOND),
                                step("cart", "GET", SECOND)),
                        1)) {
            run(collector);
            for (var name : List.of("login", "cart")) {
                for (boolean warmup : new boolean[] {true, false}) {
                    var counts = collector.counts(series ->
                            series.key().step().equals(name) && series.key().warmup() == warmup);
                    assertThat(counts.offered()).isEqualTo(50);
                    assertThat(counts.ok()).isEqualTo(50);
                }
            }
            assertThat(target.connections()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void shouldThinkBetweenTurnsWhenTheModelIsClosed() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(
                        Plans.of(target(target.port()), users(5, 2, 100 * MILLI), 5, step("cart", "GET", SECOND)), 1)) {
            assertThat(run(collector)).isEqualTo(Outcome.DELIVERED);
            var counts = collector.counts();
            assertThat(counts.completed()).isEqualTo(counts.offered()).isBetween(20L, 100L);
            assertThat(target.connections()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void shouldLoseNothingWhenTheCollectorIsDownForSomeSeconds() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 5)), 1)) {
            var outcome = start(runner(collector, "pod-a"));
            await().until(() -> collector.intervals(0).size() == 1);
            collector.failWith(503);
            await().until(() -> target.arrivals().size() > 350);
            collector.failWith(0);
            assertThat(outcome(outcome)).isEqualTo(Outcome.DELIVERED);
            assertAccounted(collector, 500);
            assertThat(collector.intervals(0)).hasSizeBetween(5, 6);
        }
    }

    @Test
    void shouldSendAgainWhatANewCollectorHasNot() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 3)), 1)) {
            collector.durable(false);
            var outcome = start(runner(collector, "pod-a"));
            await().until(() -> collector.intervals(0).size() == 2);
            collector.forgetOnce();
            await().until(() -> collector.endings().containsKey(0));
            assertThat(outcome).isNotDone();
            collector.durable(true);
            assertThat(outcome(outcome)).isEqualTo(Outcome.DELIVERED);
            assertAccounted(collector, 300);
        }
    }

    @Test
    void shouldStopWithinASecondOfItsNextReportWhenTheRunIsGone() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 20)), 1)) {
            var outcome = start(runner(collector, "pod-a"));
            await().until(() -> collector.intervals(0).size() == 1);
            long gone = System.nanoTime();
            collector.failWith(410);
            assertThat(outcome(outcome)).isEqualTo(Outcome.RUN_GONE);
            assertThat(System.nanoTime() - gone).isLessThan(2_500 * MILLI);
            var before = target.arrivals().size();
            await().during(Duration.ofMillis(200)).until(() -> target.arrivals().size() <= before + 1);
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
            assertThat(System.nanoTime() - told).isLessThan(2 * SECOND);
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
            var config = new RunnerConfig(
                    collector.uri(), "shop/checkout", FakeCollector.TOKEN, "pod-a", OptionalInt.of(2), 2 * SECOND);
            var machine = new LoadRun.Machine(Transport.best(), config.loops(), 2, 0);
            var outcome = start(new Runner(config, "instance", Clocks.system(), machine, new Cgroup(root)));
            await().until(() -> target.arrivals().size() > 10);
            collector.failWith(503);
            await().pollInterval(Duration.ofMillis(500)).until(() -> {
                int before = target.arrivals().size();
                TestTarget.delay(300 * MILLI);
                return target.arrivals().size() == before;
            });
            collector.failWith(0);
            assertThat(outcome(outcome)).isEqualTo(Outcome.DELIVERED);
            assertThat(collector.endings()).containsEntry(0, Ending.INTERRUPTED);
        }
    }
}
