package dev.plimsoll.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.runner.http.BlockingClient;
import dev.plimsoll.runner.http.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorClientTest {
    private HttpServer server = newServer();
    private final CollectorClient client = new CollectorClient(
            new BlockingClient(Transport.best()),
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            "shop/checkout",
            "secret");
    private int status = 200;
    private Object answer = "";
    private String path = "";
    private Headers headers = new Headers();
    private byte[] body = new byte[0];
    private final Set<InetSocketAddress> callers = new HashSet<>();
    private boolean hangsUp;
    private boolean closes;

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            path = exchange.getRequestURI().toString();
            headers = exchange.getRequestHeaders();
            body = exchange.getRequestBody().readAllBytes();
            callers.add(exchange.getRemoteAddress());
            if (hangsUp) {
                hangsUp = false;
                throw new IOException("no answer");
            }
            if (closes) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            var bytes =
                    answer instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : WireFormat.write(answer);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static Report report(int intervals) {
        return new Report(
                RunPlan.VERSION,
                0,
                "i",
                0,
                LongStream.range(0, intervals)
                        .mapToObj(i -> new Interval(i, i, i + 1, List.of(), GeneratorHealth.IDLE))
                        .toList(),
                null);
    }

    @Test
    void shouldPostSmallReportsAsTheyAre() throws Exception {
        answer = new Report.Reply(3, 2, false, "");
        assertThat(client.report(report(1))).isEqualTo(new Answer.Given<>(answer));
        assertThat(path).isEqualTo("/v1/runs/shop/checkout/reports");
        assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer secret");
        assertThat(headers).doesNotContainKey("Content-Encoding");
        assertThat(WireFormat.read(body, Report.class)).isEqualTo(report(1));
    }

    @Test
    void shouldKeepItsConnection() throws Exception {
        answer = new Report.Reply(3, 2, false, "");
        client.report(report(1));
        client.report(report(1));
        assertThat(callers).hasSize(1);
    }

    @Test
    void shouldAskAgainOnANewConnectionWhenTheOldOneWasClosedMeanwhile() throws Exception {
        answer = new Report.Reply(3, 2, false, "");
        client.report(report(1));
        var port = server.getAddress();
        server.stop(0);
        server = HttpServer.create(port, 0);
        start();
        assertThat(client.report(report(1))).isEqualTo(new Answer.Given<>(answer));
        assertThat(callers).hasSize(2);
    }

    @Test
    void shouldAskAgainOnANewConnectionWhenTheOldOneDoesNotAnswerThisOne() throws Exception {
        answer = new Report.Reply(3, 2, false, "");
        client.report(report(1));
        hangsUp = true;
        assertThat(client.report(report(1))).isEqualTo(new Answer.Given<>(answer));
        assertThat(callers).hasSize(2);
    }

    @Test
    void shouldNotKeepAConnectionThatTheCollectorCloses() throws Exception {
        answer = new Report.Reply(3, 2, false, "");
        closes = true;
        client.report(report(1));
        client.report(report(1));
        assertThat(callers).hasSize(2);
    }

    @Test
    void shouldCompressBigReports() throws Exception {
        answer = new Report.Reply(3, 2, false, "");
        client.report(report(2_000));
        assertThat(headers.getFirst("Content-Encoding")).isEqualTo("gzip");
        var plain = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        assertThat(plain.length).isGreaterThan(body.length);
        assertThat(WireFormat.read(plain, Report.class)).isEqualTo(report(2_000));
    }

    @Test
    void shouldAskForTheStartOfItsShard() throws Exception {
        answer = new StartSignal(5L, 4, false);
        assertThat(client.awaitStart(2, "a b")).isEqualTo(new Answer.Given<>(answer));
        assertThat(path).isEqualTo("/v1/runs/shop/checkout/start?shard=2&instance=a+b");
    }

    @Test
    void shouldTakeARefusalForAnAnswerWhenRegistering() throws Exception {
        status = 409;
        answer = new Registration.Refused("TooLate", "all shards are taken");
        assertThat(client.register(new Registration("pod-a", "i"))).isEqualTo(new Answer.Given<>(answer));
    }

    @Test
    void shouldTellWhatIsForEverFromWhatMayPass() throws Exception {
        status = 401;
        assertThat(client.report(report(1))).isInstanceOf(Answer.Rejected.class);
        status = 410;
        assertThat(client.report(report(1))).isInstanceOf(Answer.Gone.class);
        status = 409;
        assertThat(client.report(report(1))).isInstanceOf(Answer.NotHeld.class);
        status = 400;
        answer = "not a Report";
        assertThat(client.report(report(1))).isEqualTo(new Answer.Rejected<>("400: not a Report"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 429, 500, 502, 503})
    void shouldTryAgainWhenTheCollectorMayRecover(int status) throws Exception {
        this.status = status;
        assertThat(client.report(report(1))).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void shouldGiveUpAnAttemptWhenTheAnswerBreaksOffInTheMiddle() throws Exception {
        var answered = new CountDownLatch(1);
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitQuietly(answered); // as if the collector's machine were gone
        });
        assertThat(client.report(report(1))).isEqualTo(new Answer.Unavailable<>("no answer within 3 s"));
        answered.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldGiveUpAnAttemptBeforeTheCollectorGivesUpThisRunnerWhenNothingAnswers() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var unheard = new CollectorClient(
                    new BlockingClient(Transport.best()),
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    "shop/checkout",
                    "secret");
            long begun = System.nanoTime();
            assertThat(unheard.report(report(1))).isInstanceOf(Answer.Unavailable.class);
            assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
        }
    }

    @Test
    void shouldNotThrowWhenTheAnswerIsNoJsonOrNobodyListens() throws Exception {
        answer = "<html>";
        assertThat(client.report(report(1))).isInstanceOf(Answer.Rejected.class);
        server.stop(0);
        assertThat(client.report(report(1))).isInstanceOf(Answer.Unavailable.class);
    }
}
