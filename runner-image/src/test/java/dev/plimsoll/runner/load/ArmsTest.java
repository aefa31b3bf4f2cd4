package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.comparing;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Plans.users;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Tally;
import dev.plimsoll.runner.TestTarget;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two targets at once, of which one is slower. */
@Timeout(60)
class ArmsTest {
    private static final Step CART = step("cart", "GET", 10 * SECOND);

    private static TestTarget slower(long nanos) throws IOException {
        return TestTarget.scripted((arrival, out) -> {
            TestTarget.delay(nanos);
            out.write(TestTarget.OK.getBytes(US_ASCII));
        });
    }

    private static RunPlan plan(TestTarget baseline, TestTarget candidate, Load load, int rounds, double seconds) {
        return comparing(target(baseline.port()), target(candidate.port()), load, rounds, seconds, CART);
    }

    private static Tally of(String arm, Stream<Series> series) {
        var sum = new Tally();
        series.filter(part -> part.key().arm().equals(arm)).forEach(sum::add);
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldSendHalfToEachArmAndKeepTheirTimesApart(int loops) throws Exception {
        try (var fast = TestTarget.answering(TestTarget.OK);
                var slow = slower(50 * MILLI)) {
            var driven = Driven.all(plan(fast, slow, uniform(400, 1), 2, 0.5), loops);
            var baseline = of(Arm.BASELINE, driven.series());
            var candidate = of(Arm.CANDIDATE, driven.series());
            assertThat(baseline.counts().ok()).isEqualTo(200);
            assertThat(candidate.counts().ok()).isEqualTo(200);
            assertThat(fast.arrivals())
                    .hasSize(200)
                    .allMatch(arrival -> arrival.head().contains("Host: 127.0.0.1:" + fast.port() + "\r\n"));
            assertThat(slow.arrivals())
                    .hasSize(200)
                    .allMatch(arrival -> arrival.head().contains("Host: 127.0.0.1:" + slow.port() + "\r\n"));
            assertThat(candidate.service().getMinNonZeroValue()).isGreaterThan(49 * MILLI);
            assertThat(baseline.service().getValueAtPercentile(50)).isLessThan(25 * MILLI);
        }
    }

    @Test
    void shouldTellWarmupFromTheRestInEveryRound() throws Exception {
        try (var first = TestTarget.answering(TestTarget.OK);
                var second = TestTarget.answering(TestTarget.OK)) {
            var driven = Driven.all(plan(first, second, uniform(200, 1), 3, 0.5), 1);
            for (var arm : List.of(Arm.BASELINE, Arm.CANDIDATE)) {
                var warmup = of(arm, driven.series().filter(part -> part.key().warmup()));
                var judged = of(arm, driven.series().filter(part -> !part.key().warmup()));
                assertThat(warmup.counts().offered()).isEqualTo(75);
                assertThat(judged.counts().offered()).isEqualTo(75);
            }
            assertThat(driven.intervals())
                    .extracting(Interval::startNanos)
                    .containsExactly(0L, 250 * MILLI, 500 * MILLI, 750 * MILLI, SECOND, 1_250 * MILLI, 1_500 * MILLI);
        }
    }

    @Test
    void shouldLetNoSlotWaitForTheOtherArmWhenItsTargetHangs() throws Exception {
        try (var well = TestTarget.answering(TestTarget.OK);
                var hanging = slower(20 * SECOND)) {
            var step = step("cart", "GET", 300 * MILLI);
            var full = comparing(target(well.port()), target(hanging.port()), uniform(400, 1), 2, 0.5, step);
            var driven = Driven.all(withCap(10, full), 1);
            var baseline = of(Arm.BASELINE, driven.series());
            assertThat(baseline.counts().ok()).isEqualTo(200);
            assertThat(baseline.response().getValueAtPercentile(50)).isLessThan(100 * MILLI);
            assertThat(of(Arm.CANDIDATE, driven.series()).counts().ok()).isZero();
            assertThat(hanging.connections())
                    .as("half of the cap at once, each for 300 ms of the 3 s until what waits is missed")
                    .isBetween(30, 55);
        }
    }

    private static RunPlan withCap(int maxInFlight, RunPlan plan) {
        return new RunPlan(
                plan.version(),
                plan.run(),
                plan.arms(),
                plan.phases(),
                plan.comparison(),
                plan.data(),
                maxInFlight,
                plan.connectTimeoutNanos(),
                plan.drainNanos(),
                plan.seed());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldGiveHalfOfTheUsersToEachArmWhenTheLoadIsClosed(int loops) throws Exception {
        try (var first = slower(10 * MILLI);
                var second = slower(30 * MILLI)) {
            var driven = Driven.all(plan(first, second, users(8, 1, 0), 2, 0.3), loops);
            assertThat(first.connections()).isEqualTo(4);
            assertThat(second.connections()).isEqualTo(4);
            var baseline = of(Arm.BASELINE, driven.series()).counts();
            var candidate = of(Arm.CANDIDATE, driven.series()).counts();
            assertThat(baseline.ok()).isGreaterThan(candidate.ok());
            assertThat(Stream.of(baseline, candidate))
                    .extracting(Counts::totalErrors)
                    .containsOnly(0L);
        }
    }

    @Test
    void shouldSpeakToEachArmAsItsTargetDemands() throws Exception {
        try (var plain = TestTarget.answering(TestTarget.OK);
                var based = TestTarget.answering(TestTarget.OK)) {
            var prefixed = new Target("http", "localhost", based.port(), "/canary", null);
            var driven = Driven.all(comparing(target(plain.port()), prefixed, uniform(100, 1), 1, 0.2, CART), 1);
            assertThat(driven.counts().ok()).isEqualTo(20);
            assertThat(heads(plain)).containsOnly("GET /cart HTTP/1.1\r\nHost: 127.0.0.1:" + plain.port() + "\r\n\r\n");
            assertThat(heads(based))
                    .containsOnly("GET /canary/cart HTTP/1.1\r\nHost: localhost:" + based.port() + "\r\n\r\n");
        }
    }

    private static List<String> heads(TestTarget target) {
        return target.arrivals().stream().map(TestTarget.Arrival::head).toList();
    }

    @Test
    void shouldSendInTheOrderOfSlotsWhenTheLoopWasHeldUp() throws Exception {
        try (var both = TestTarget.answering(TestTarget.OK)) {
            var stable = new Target("http", "127.0.0.1", both.port(), "/stable", null);
            var canary = new Target("http", "127.0.0.1", both.port(), "/canary", null);
            var heldUp = new RunClock(System::nanoTime, System.nanoTime() - 150 * MILLI);
            Driven.all(comparing(stable, canary, uniform(500, 1), 2, 0.1, CART), 1, heldUp);
            var connections = new TreeMap<Integer, String>();
            both.arrivals().forEach(arrival -> connections.putIfAbsent(arrival.connection(), arrival.head()));
            var order = connections.values().stream()
                    .map(head -> head.startsWith("GET /canary"))
                    .toList();
            assertThat(order).hasSizeGreaterThan(40);
            for (int pair = 0; pair < 40; pair += 2) {
                assertThat(order.get(pair)).isNotEqualTo(order.get(pair + 1));
            }
        }
    }
}
