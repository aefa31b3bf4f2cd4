package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Plans.users;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.runner.TestTarget;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several phases in one run, against a real server. */
@Timeout(60)
class PhasesTest {
    private static final List<Scenario> READ = List.of(new Scenario("read", 1, List.of(step("read", "GET", SECOND))));
    private static final List<Scenario> WRITE =
            List.of(new Scenario("write", 1, List.of(step("write", "POST", SECOND))));

    private static RunPlan plan(TestTarget target, int maxInFlight, Phase... phases) {
        return new RunPlan(
                RunPlan.VERSION,
                "shop/checkout",
                target(target.port()),
                List.of(phases),
                List.of(),
                maxInFlight,
                2 * SECOND,
                SECOND,
                42);
    }

    private static Predicate<Series> of(String phase) {
        return series -> series.key().phase().equals(phase);
    }

    private static long[] arrivals(TestTarget target, String path) {
        return target.arrivals().stream()
                .filter(arrival -> arrival.head().contains(path))
                .mapToLong(TestTarget.Arrival::nanos)
                .sorted()
                .toArray();
    }

    @Test
    void shouldBeginEachPhaseAtItsInstantAndLetThemOverlap() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var driven = Driven.all(
                    plan(
                            target,
                            100,
                            new Phase("reading", 0, uniform(200, 1), READ),
                            new Phase("writing", 500 * MILLI, uniform(100, 1), WRITE)),
                    2);
            assertThat(driven.counts(of("reading")).ok()).isEqualTo(200);
            assertThat(driven.counts(of("writing")).ok()).isEqualTo(100);
            var reads = arrivals(target, "/read");
            var writes = arrivals(target, "/write");
            assertThat(writes[0] - reads[0]).as("offset").isBetween(450 * MILLI, 700 * MILLI);
            assertThat(writes[0]).as("they overlap").isLessThan(reads[reads.length - 1]);
            assertThat(driven.intervals())
                    .extracting(Interval::startNanos)
                    .as("an interval ends with each schedule")
                    .contains(SECOND, 1_500 * MILLI);
        }
    }

    @Test
    void shouldDriveAClosedPhaseAfterAnOpenOne() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            long begin = System.nanoTime();
            var driven = Driven.all(
                    plan(
                            target,
                            100,
                            new Phase("reading", 0, uniform(100, 0.3), READ),
                            new Phase("writing", 300 * MILLI, users(3, 0.5, 50 * MILLI), WRITE)),
                    1);
            assertThat(driven.counts(of("reading")).ok()).isEqualTo(30);
            assertThat(driven.counts(of("writing")).ok()).isBetween(6L, 33L);
            assertThat(arrivals(target, "/write")[0]).isGreaterThanOrEqualTo(begin + 300 * MILLI);
        }
    }

    @Test
    void shouldShareOneCapAndLetTheSlotBeginThatHasWaitedLongest() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            TestTarget.delay(20 * MILLI);
            out.write(TestTarget.OK.getBytes(US_ASCII));
        })) {
            var driven = Driven.all(
                    plan(
                            target,
                            2,
                            new Phase("reading", 0, uniform(100, 0.5), READ),
                            new Phase("writing", 0, uniform(100, 0.5), WRITE)),
                    1);
            assertThat(target.connections()).isLessThanOrEqualTo(2);
            assertThat(driven.counts().ok()).isEqualTo(100);
            var reads = arrivals(target, "/read");
            var writes = arrivals(target, "/write");
            assertThat(Math.abs(reads[40] - writes[40]))
                    .as("both wait in one line, as long as each other")
                    .isLessThan(150 * MILLI);
        }
    }

    @Test
    void shouldMissWhatAPhaseLeftWaitingWhenItsTimeIsOverThoughTheRunGoesOn() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            TestTarget.delay(arrival.head().contains("/read") ? 400 * MILLI : 0);
            out.write(TestTarget.OK.getBytes(US_ASCII));
        })) {
            var driven = Driven.all(
                    plan(
                            target,
                            1,
                            new Phase("reading", 0, uniform(100, 0.2), READ),
                            new Phase("writing", 1_800 * MILLI, uniform(50, 0.5), WRITE)),
                    1);
            var reading = driven.counts(of("reading"));
            assertThat(reading.offered()).isEqualTo(20);
            assertThat(reading.missed()).isBetween(14L, 18L);
            assertThat(driven.counts(of("writing")).ok()).isEqualTo(25);
        }
    }
}
