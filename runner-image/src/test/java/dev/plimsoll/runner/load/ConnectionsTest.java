package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Plans.users;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Connections;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.contract.Target.Http;
import dev.plimsoll.engine.contract.Target.Sharing;
import dev.plimsoll.engine.contract.Target.Version;
import dev.plimsoll.engine.histogram.ConnectionTally;
import dev.plimsoll.runner.Http2Target;
import dev.plimsoll.runner.Plans;
import dev.plimsoll.runner.TestTarget;
import io.netty.handler.codec.http2.Http2Error;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who uses which connections, and what is recorded of them. */
@Timeout(60)
class ConnectionsTest {
    private static Target target(int port, Version version, Sharing sharing) {
        return new Target("http", "127.0.0.1", port, "", null, new Http(version, 100, sharing, 0), null);
    }

    private static Connections connections(Driven driven) {
        var sum = new ConnectionTally();
        driven.intervals().forEach(interval -> sum.add(interval.connections()));
        return sum.toConnections();
    }

    @Test
    void shouldSendARunsRequestsOverOneConnectionWhenItIsOfHttp2() throws Exception {
        try (var target = Http2Target.of(Http2Target.Call::ok)) {
            var plan = Plans.of(target(target.port(), Version.HTTP_2, Sharing.SHARED), uniform(200, 0.5));
            var driven = Driven.all(plan, 1);
            assertThat(driven.counts().ok()).isEqualTo(100);
            assertThat(target.connections()).isEqualTo(1);
            assertThat(connections(driven).opened()).isEqualTo(1);
        }
    }

    @Test
    void shouldSendAgainWhatTheTargetRefused() throws Exception {
        var refused = new AtomicInteger();
        try (var target = Http2Target.of(call -> {
            if (refused.incrementAndGet() % 2 == 0) {
                call.reset(Http2Error.REFUSED_STREAM);
            } else {
                call.ok();
            }
        })) {
            var plan = Plans.of(
                    target(target.port(), Version.HTTP_2, Sharing.SHARED),
                    uniform(100, 0.2),
                    100,
                    step("buy", "POST", 10 * SECOND));
            var driven = Driven.all(plan, 1);
            assertThat(driven.counts().ok()).isEqualTo(20);
            assertThat(connections(driven).streamsReset()).isPositive();
        }
    }

    @Test
    void shouldCountStreamsThatTheTargetEnded() throws Exception {
        try (var target = Http2Target.of(call -> call.reset(Http2Error.INTERNAL_ERROR))) {
            var plan = Plans.of(target(target.port(), Version.HTTP_2, Sharing.SHARED), uniform(100, 0.2));
            var driven = Driven.all(plan, 1);
            assertThat(driven.counts().errors()).containsOnly(entry(ErrorKind.STREAM_RESET, 20L));
            assertThat(connections(driven).streamsReset()).isEqualTo(20);
        }
    }

    @Test
    void shouldGiveEachUserAConnectionOfItsOwn() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = Plans.of(target(target.port(), Version.HTTP_1_1, Sharing.PER_USER), users(5, 0.5, 20 * MILLI));
            assertThat(Driven.all(plan, 2).counts().errors()).isEmpty();
            assertThat(target.connections()).isEqualTo(5);
            assertThat(target.arrivals()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void shouldGiveEachTurnAConnectionOfItsOwnWhenThereAreNoUsers() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = Plans.of(
                    target(target.port(), Version.HTTP_1_1, Sharing.PER_USER),
                    uniform(100, 0.2),
                    100,
                    step("login", "POST", 10 * SECOND),
                    step("cart", "GET", 10 * SECOND));
            var driven = Driven.all(plan, 1);
            assertThat(driven.counts().ok()).isEqualTo(40);
            assertThat(target.connections()).isEqualTo(20);
            assertThat(connections(driven).opened()).isEqualTo(20);
        }
    }

    @Test
    void shouldRecordWhenResponsesBegan() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n".getBytes(US_ASCII));
            TestTarget.delay(100 * MILLI);
            out.write('x');
        })) {
            var driven =
                    Driven.all(Plans.of(target(target.port(), Version.HTTP_1_1, Sharing.SHARED), uniform(50, 0.2)), 1);
            assertThat(driven.counts().ok()).isEqualTo(10);
            assertThat(driven.histogram(Series::firstByte).getTotalCount()).isEqualTo(10);
            assertThat(driven.histogram(Series::firstByte).getValueAtPercentile(50))
                    .isLessThan(90 * MILLI);
            assertThat(driven.histogram(Series::service).getMinNonZeroValue()).isGreaterThan(95 * MILLI);
            assertThat(connections(driven).opened()).isEqualTo(target.connections());
        }
    }

    @Test
    void shouldTakeTheEndForTheFirstByteWhenTheResponseComesAtOnce() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var driven =
                    Driven.all(Plans.of(target(target.port(), Version.HTTP_1_1, Sharing.SHARED), uniform(100, 0.2)), 1);
            assertThat(driven.histogram(Series::firstByte)).isEqualTo(driven.histogram(Series::service));
        }
    }
}
