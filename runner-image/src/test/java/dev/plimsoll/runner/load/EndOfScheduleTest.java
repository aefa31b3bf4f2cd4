package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.runner.Plans;
import dev.plimsoll.runner.TestTarget;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of slots and requests when the schedule is over, and when this process was paused. */
@Timeout(60)
class EndOfScheduleTest {
    private static final Step PATIENT = step("cart", "GET", 20 * SECOND);

    private static TestTarget answeringAfter(long nanos) throws IOException {
        return TestTarget.scripted((arrival, out) -> {
            TestTarget.delay(nanos);
            out.write(TestTarget.OK.getBytes(US_ASCII));
        });
    }

    @Test
    void shouldLeaveRequestsToTheirOwnTimeoutsWhenTheDrainIsOver() throws Exception {
        try (var target = answeringAfter(800 * MILLI)) {
            var plan = Plans.of(target(target.port()), uniform(50, 0.2), 10, PATIENT);
            var counts = Driven.all(Plans.withDrain(100 * MILLI, plan), 1).counts();
            assertThat(counts.errors()).isEmpty();
            assertThat(counts.ok()).isEqualTo(10);
        }
    }

    @Test
    void shouldMissWhatWaitsButNotWhatIsInFlightWhenTheDrainIsOver() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {})) {
            var plan = Plans.of(target(target.port()), uniform(50, 0.2), 4, step("cart", "GET", 2 * SECOND));
            var driven = Driven.all(Plans.withDrain(500 * MILLI, plan), 1);
            assertThat(driven.counts().errors()).containsOnly(entry(ErrorKind.TIMEOUT, 4L));
            assertThat(driven.counts().missed()).isEqualTo(6);
            var missed = driven.histogram(Series::response);
            assertThat(missed.getCountBetweenValues(490 * MILLI, 1_900 * MILLI)).isEqualTo(6);
        }
    }

    @Test
    void shouldGoOnWithTheStepsOfATurnDuringTheDrainAndNoFurther() throws Exception {
        try (var target = answeringAfter(600 * MILLI)) {
            var steps = new Step[] {step("one", "GET", 20 * SECOND), step("two", "GET", 20 * SECOND)};
            var plan = Plans.of(target(target.port()), uniform(50, 0.1), 10, steps);
            var patient = Driven.all(Plans.withDrain(20 * SECOND, plan), 1);
            assertThat(patient.counts().ok()).isEqualTo(10);
            var cut = Driven.all(Plans.withDrain(200 * MILLI, plan), 1);
            assertThat(cut.counts().ok()).isEqualTo(5);
            assertThat(cut.counts(series -> series.key().step().equals("two")).offered())
                    .isZero();
        }
    }

    @Test
    void shouldAccountForEverySlotWhenAPauseLastsBeyondTheEnd() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = Plans.of(target(target.port()), uniform(100, 0.2), 100, PATIENT);
            long longAgo = System.nanoTime() - 10 * SECOND;
            var counts =
                    Driven.all(plan, 1, new RunClock(System::nanoTime, longAgo)).counts();
            assertThat(counts.offered()).isEqualTo(20);
            assertThat(counts.late()).isEqualTo(20);
            assertThat(counts.missed()).isEqualTo(20);
            assertThat(target.connections()).isZero();
        }
    }

    /**
     * A clock that jumps when a response has come: after the request has arrived at the target the loop's first reading
     * is held up, or its second, until the response lies in its socket.
     */
    private static final class Pauses {
        private static final long PAUSE_NANOS = 30 * SECOND;

        private final Thread test = Thread.currentThread();
        private final Semaphore arrived = new Semaphore(0);
        private final Semaphore mayAnswer = new Semaphore(0);
        private final Semaphore answered = new Semaphore(0);
        private final AtomicLong ahead = new AtomicLong();
        private long readings;
        private long pauses;

        TestTarget target() throws IOException {
            return TestTarget.scripted((arrival, out) -> {
                arrived.release();
                mayAnswer.acquireUninterruptibly();
                out.write(TestTarget.OK.getBytes(US_ASCII));
                answered.release();
            });
        }

        long nanoTime() {
            boolean isLoop = !Thread.currentThread().equals(test);
            if (isLoop && arrived.availablePermits() > 0 && readings++ == pauses % 2) {
                arrived.acquireUninterruptibly();
                mayAnswer.release();
                answered.acquireUninterruptibly();
                TestTarget.delay(5 * MILLI);
                ahead.addAndGet(PAUSE_NANOS);
                readings = 0;
                pauses++;
            }
            return System.nanoTime() + ahead.get();
        }
    }

    @Test
    void shouldReadWhatHasComeBeforeItGivesUpWhenItWasPaused() throws Exception {
        var pauses = new Pauses();
        try (var target = pauses.target()) {
            var plan = Plans.withDrain(MILLI, Plans.of(target(target.port()), uniform(20, 330), 1, PATIENT));
            var driven = Driven.all(plan, 1, new RunClock(pauses::nanoTime, System.nanoTime()));
            assertThat(driven.counts().errors()).isEmpty();
            assertThat(driven.counts().ok()).isEqualTo(11);
            assertThat(driven.histogram(Series::service).getMinNonZeroValue()).isGreaterThan(29 * SECOND);
        }
    }
}
