package dev.plimsoll.runner;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.distanceFromGrid;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Plans.users;
import static dev.plimsoll.runner.Runners.assertAccounted;
import static dev.plimsoll.runner.Runners.assertGapless;
import static dev.plimsoll.runner.Runners.outcome;
import static dev.plimsoll.runner.Runners.run;
import static dev.plimsoll.runner.Runners.runner;
import static dev.plimsoll.runner.Runners.start;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.runner.report.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runners, against a target in this process: what they send, and what they count. */
@Timeout(60)
class RunnerTest {
    private static final long HOUR = 3_600 * SECOND;

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
    void shouldReportIntervalsOfASecondWithoutAGap() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var collector = new FakeCollector(Plans.of(target(target.port()), uniform(100, 2.5)), 1)) {
            run(collector);
            assertGapless(collector, 0);
            var intervals = collector.intervals(0);
            assertThat(intervals)
                    .extracting(Interval::startNanos)
                    .startsWith(0L, SECOND, 2 * SECOND, 5 * SECOND / 2); // the schedule's end is an interval's too
            assertThat(intervals.subList(0, 3))
                    .extracting(
                            interval -> interval.series().getFirst().counts().offered())
                    .containsExactly(100L, 100L, 50L);
            assertAccounted(collector, 250);
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
            long slow = response.getCountBetweenValues(50 * MILLI, HOUR);
            assertThat(slow).isGreaterThan(35);
            assertThat(service.getCountBetweenValues(50 * MILLI, HOUR)).isBetween(1L, slow / 2);
            // waiting for the target is not late: only what this process was late to notice is
            var lag = collector.histogram(Series::lag);
            assertThat(collector.counts().late()).isLessThanOrEqualTo(lag.getCountBetweenValues(9 * MILLI, HOUR));
            // late is also what waits while the loop is busy, so only one of the two follows from the other
            if (collector.maxLatenessNanos() > 10 * MILLI) {
                assertThat(collector.counts().late()).isPositive();
            }
        }
    }

    /** Keeps its port, so that nobody else gets it meanwhile, the collector least of all. */
    private static Socket boundButNotListening() throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    @Test
    void shouldCountRefusalsOncePerSlotWhenNobodyListens() throws Exception {
        try (var deaf = boundButNotListening();
                var collector = new FakeCollector(Plans.of(target(deaf.getLocalPort()), uniform(100, 1)), 1)) {
            assertThat(run(collector)).isEqualTo(Outcome.DELIVERED);
            assertAccounted(collector, 100);
            assertThat(collector.counts().errors()).containsOnly(entry(ErrorKind.CONNECTION_REFUSED, 100L));
            assertThat(collector.histogram(Series::response).getCountBetweenValues(0, 99 * MILLI))
                    .as("a quick refusal is no quick response")
                    .isZero();
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
                        Plans.of(target(target.port()), uniform(50, 1), 4, step("cart", "GET", 4 * SECOND)), 1)) {
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
                        Plans.of(target(target.port()), uniform(50, 1), 10, step("bad", "GET", 10 * SECOND)), 1);
                var garbled = new FakeCollector(
                        Plans.of(target(target.port()), uniform(50, 1), 10, step("garbled", "GET", 10 * SECOND)), 1)) {
            run(bad);
            run(garbled);
            assertThat(bad.counts().errors()).containsOnly(entry(ErrorKind.BAD_STATUS, 50L));
            assertThat(bad.histogram(Series::response).getTotalCount()).isEqualTo(50);
            assertThat(garbled.counts().errors()).containsOnly(entry(ErrorKind.UNREADABLE_RESPONSE, 50L));
            assertThat(garbled.histogram(Series::response).getCountBetweenValues(0, 99 * MILLI))
                    .isZero();
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
                        Plans.of(target(target.port()), uniform(20, 1), 10, step("buy", "POST", 10 * SECOND)), 1)) {
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
                                step("login", "POST", 10 * SECOND),
                                step("cart", "GET", 10 * SECOND)),
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
                        Plans.of(target(target.port()), users(5, 2, 100 * MILLI), 5, step("cart", "GET", 10 * SECOND)),
                        1)) {
            assertThat(run(collector)).isEqualTo(Outcome.DELIVERED);
            var counts = collector.counts();
            assertThat(counts.completed()).isEqualTo(counts.offered()).isBetween(20L, 100L);
            assertThat(target.connections()).isLessThanOrEqualTo(5);
        }
    }
}
