package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;
import static dev.plimsoll.runner.Plans.users;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.Plans;
import dev.plimsoll.runner.TestTarget;
import dev.plimsoll.runner.auth.Authorization;
import dev.plimsoll.runner.http.Endpoint;
import dev.plimsoll.runner.http.Transport;
import dev.plimsoll.runner.record.Slice;
import dev.plimsoll.runner.scenario.CompiledPlan;
import io.netty.channel.ChannelException;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class LoadRunTest {
    static Stream<Transport> transports() {
        return Stream.of(Transport.best(), Transport.nio());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void shouldShareTheSlotsAmongLoopsWhicheverTheTransport(Transport transport) throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var driven = Driven.all(Plans.of(target(target.port()), uniform(200, 0.5)), 3, transport);
            assertThat(driven.counts().ok()).isEqualTo(100);
            assertThat(target.arrivals())
                    .hasSize(100)
                    .allMatch(arrival -> arrival.head()
                            .equals("GET /cart HTTP/1.1\r\nHost: 127.0.0.1:" + target.port() + "\r\n\r\n"));
        }
    }

    @Test
    void shouldKeepTheCapOverAllLoops() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            TestTarget.delay(50 * MILLI);
            out.write(TestTarget.OK.getBytes(US_ASCII));
        })) {
            var driven = Driven.all(
                    Plans.of(target(target.port()), uniform(300, 0.5), 5, step("cart", "GET", 10 * SECOND)), 2);
            assertThat(target.connections()).isLessThanOrEqualTo(5);
            assertThat(driven.counts().ok() + driven.counts().missed()).isEqualTo(150);
            assertThat(driven.counts().late())
                    .as("slots wait for a target that is slow, while the loops are idle")
                    .isLessThan(75);
            assertThat(driven.histogram(Series::response).getMaxValue()).isGreaterThan(500 * MILLI);
        }
    }

    @Test
    void shouldSendNothingAndMissEverySlotWhenTheCapLeavesNoRoom() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var driven = Driven.all(
                    Plans.of(target(target.port()), uniform(100, 0.2), 0, step("cart", "GET", 10 * SECOND)), 1);
            assertThat(driven.counts().missed()).isEqualTo(20);
            assertThat(target.connections()).isZero();
        }
    }

    @Test
    void shouldCountAFailureForEachSlotWhenTheNameDoesNotResolve() throws Exception {
        var plan = Plans.of(target(1), uniform(100, 0.2));
        var driven = Driven.all(plan, List.of(Endpoint.of(plan.target())), 1, Transport.best());
        assertThat(driven.counts().errors()).containsOnly(entry(ErrorKind.CONNECT_FAILED, 20L));
        assertThat(driven.counts().sent()).isEqualTo(20);
    }

    /** Transports of a process that has used up its file descriptors, or the ports of its machine. */
    static Stream<Transport> exhausted() {
        return Stream.of(
                new Transport("no descriptors", NioIoHandler.newFactory(), () -> {
                    throw new ChannelException("Failed to open a socket.", new IOException("Too many open files"));
                }),
                new Transport("no ports", NioIoHandler.newFactory(), () -> new NioSocketChannel() {
                    @Override
                    protected boolean doConnect(SocketAddress remote, SocketAddress local) throws IOException {
                        throw new BindException("Cannot assign requested address");
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("exhausted")
    void shouldBlameItselfWhenItCannotEvenTryToConnect(Transport transport) throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var driven = Driven.all(Plans.of(target(target.port()), uniform(100, 0.2)), 1, transport);
            assertThat(driven.counts().errors()).containsOnly(entry(ErrorKind.GENERATOR_FAULT, 20L));
            assertThat(driven.counts().sent()).isEqualTo(20);
        }
    }

    @Test
    void shouldFailInsteadOfWaitingForTurnsThatADefectHasTaken() throws Exception {
        try (var target = TestTarget.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: a=1\r\n\r\n")) {
            var steps = new Step[] {step("a", "GET", 30 * SECOND), step("b", "GET", 30 * SECOND)};
            var plan = Plans.of(target(target.port()), uniform(100, 0.1), 10, steps);
            InstantSource broken = () -> {
                throw new IllegalStateException("it stands still");
            };
            var compiled = CompiledPlan.of(plan, List.of(Authorization.NONE), broken);
            var endpoint = Endpoint.of(plan.target());
            endpoint.resolve();
            var machine = Driven.machine(1, Transport.best());
            var load = LoadRun.start(plan, new Shard(0, 1), compiled, List.of(endpoint), Driven.startingNow(), machine);
            assertThat(load.handover().await(20, TimeUnit.SECONDS)).matches(Slice::last);
            await().until(load::hasFailed);
        }
    }

    @Test
    void shouldLoseNoRequestWhenTheServerClosesEachConnectionAfterItsResponse() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\nto the end".getBytes(US_ASCII));
            out.close();
        })) {
            var driven = Driven.all(Plans.of(target(target.port()), uniform(200, 0.3)), 1);
            assertThat(driven.counts().ok()).isEqualTo(60);
            assertThat(target.connections()).isEqualTo(60);
        }
    }

    @Test
    void shouldCountAResetWhenTheConnectionEndsInTheMiddleOfAResponse() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(US_ASCII));
            out.close();
        })) {
            var driven = Driven.all(Plans.of(target(target.port()), uniform(100, 0.2)), 1);
            assertThat(driven.counts().errors()).containsOnly(entry(ErrorKind.CONNECTION_RESET, 20L));
        }
    }

    @Test
    void shouldRecordHowLongAResponseWasAwaitedThatNeverCameWhenTheConnectionIsReset() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            TestTarget.delay(300 * MILLI);
            out.close();
        })) {
            var driven = Driven.all(Plans.of(target(target.port()), uniform(100, 0.1)), 1);
            assertThat(driven.counts().errors()).containsOnly(entry(ErrorKind.CONNECTION_RESET, 10L));
            assertThat(driven.histogram(Series::response).getTotalCount()).isEqualTo(10);
            assertThat(driven.histogram(Series::service).getMinNonZeroValue()).isGreaterThan(290 * MILLI);
        }
    }

    @Test
    void shouldSendBodiesAndReadResponsesThatComeInPieces() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            for (byte piece :
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n".getBytes(US_ASCII)) {
                out.write(piece);
            }
        })) {
            var big =
                    new Step.Request("buy", "POST", "/buy", List.of(), "x".repeat(500_000), List.of(200), 10 * SECOND);
            var driven = Driven.all(Plans.of(target(target.port()), uniform(50, 0.4), 4, big), 1);
            assertThat(driven.counts().ok()).isEqualTo(20);
            assertThat(target.arrivals()).allMatch(arrival -> arrival.body().length() == 500_000);
        }
    }

    @Test
    void shouldEndTheTurnWhenAStepFails() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> out.write(
                (arrival.head().startsWith("POST") ? "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n" : TestTarget.OK)
                        .getBytes(US_ASCII)))) {
            var driven = Driven.all(
                    Plans.of(
                            target(target.port()),
                            uniform(100, 0.2),
                            10,
                            step("login", "POST", 10 * SECOND),
                            step("cart", "GET", 10 * SECOND)),
                    1);
            assertThat(driven.counts().errors()).containsOnly(entry(ErrorKind.BAD_STATUS, 20L));
            assertThat(target.arrivals()).hasSize(20);
        }
    }

    @Test
    void shouldLetUsersComeAsTheLineRisesWhenTheModelIsClosed() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var ramp = new Load.Closed(10 * SECOND, List.of(new Load.Stage(SECOND, 0, 10, false)));
            var plan = Plans.of(target(target.port()), ramp, 100, step("cart", "GET", 10 * SECOND));
            long start = System.nanoTime();
            var driven = Driven.all(plan, 2, new RunClock(System::nanoTime, start));
            assertThat(driven.counts().ok()).isEqualTo(10);
            var instants = target.instants();
            for (int user = 0; user < 10; user++) {
                assertThat(instants[user] - start).isGreaterThanOrEqualTo(user * (100 * MILLI));
            }
        }
    }

    @Test
    void shouldNotHaveMoreUsersInFlightThanTheCapWhenTheModelIsClosed() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
            TestTarget.delay(20 * MILLI);
            out.write(TestTarget.OK.getBytes(US_ASCII));
        })) {
            var driven = Driven.all(
                    Plans.of(target(target.port()), users(10, 0.5, 0), 3, step("cart", "GET", 10 * SECOND)), 1);
            assertThat(target.connections()).isLessThanOrEqualTo(3);
            var counts = driven.counts();
            assertThat(counts.offered()).isEqualTo(counts.sent() + counts.missed());
        }
    }

    /** A target that never answers the first message of TLS: connections neither open nor fail. */
    private static RunPlan neverOpening(TestTarget silent, double rate, double seconds) {
        var target = new Target("https", "127.0.0.1", silent.port(), "", new Target.Tls(null, null, true));
        return Plans.of(target, uniform(rate, seconds));
    }

    @Test
    void shouldCountAFailedConnectionWhenItDoesNotOpenInTime() throws Exception {
        try (var silent = TestTarget.answering(TestTarget.OK)) {
            var driven = Driven.all(neverOpening(silent, 50, 0.2), 1);
            assertThat(driven.counts().errors()).containsOnly(entry(ErrorKind.CONNECT_FAILED, 10L));
            assertThat(driven.counts().sent()).isEqualTo(10);
            assertThat(driven.histogram(Series::response).getTotalCount()).isEqualTo(10);
            assertThat(driven.histogram(Series::response).getMinNonZeroValue()).isGreaterThan(1_990 * MILLI);
            assertThat(driven.histogram(Series::service).getTotalCount()).isZero();
        }
    }

    @Test
    void shouldMissWhatWasStillConnectingWhenStopped() throws Exception {
        try (var silent = TestTarget.answering(TestTarget.OK)) {
            var counts = Driven.until(() -> silent.connections() > 5, neverOpening(silent, 50, 30))
                    .counts();
            assertThat(counts.offered()).isGreaterThan(5).isEqualTo(counts.sent() + counts.missed());
        }
    }

    @Test
    void shouldTakeOverSlotsAtTheSameInstantWithoutLosingAny() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var burst =
                    new Load.Open(Load.Arrivals.POISSON, List.of(new Load.Stage(100 * MILLI, 20_000, 20_000, false)));
            var driven = Driven.all(Plans.of(target(target.port()), burst, 20, step("cart", "GET", 20 * SECOND)), 1);
            var counts = driven.counts();
            assertThat(counts.offered()).isBetween(1_500L, 2_500L).isEqualTo(counts.sent() + counts.missed());
            assertThat(counts.completed()).isEqualTo(counts.sent());
            assertThat(driven.histogram(Series::lag).getTotalCount()).isEqualTo(counts.sent());
        }
    }
}
