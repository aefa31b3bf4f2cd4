package dev.plimsoll.operator.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.api.v1alpha1.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server. */
class SenderTest {
    private static final Clock CLOCK = Clock.fixed(Notices.NOW, ZoneOffset.UTC);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    SenderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldDeliverWhatTheReceiverTakes() throws Exception {
        answer(202, null, "");

        assertThat(send(open(), LIMIT)).isEqualTo(new Outcome.Delivered());
        assertThat(received)
                .containsExactly(
                        "POST /hook id-1 application/json " + JsonTemplate.USUAL.fill(Notices.of(Verdict.Fail)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 422})
    void shouldNotTryAgainWhatWillNeverBeTaken(int status) throws Exception {
        answer(status, null, "no such\n\thook");

        assertThat(send(open(), LIMIT)).isEqualTo(new Outcome.Refused("answered " + status + ": no such hook"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void shouldTryAgainWhatMayBeTakenLater(int status) throws Exception {
        answer(status, null, "");

        assertThat(send(open(), LIMIT)).isEqualTo(new Outcome.Undelivered("answered " + status, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        120                            | PT2M
        Sun, 29 Nov 2026 02:16:12 GMT  | PT10M
        Sun, 29 Nov 2026 02:00:00 GMT  | -
        soon                           | -
        -5                             | -
        """)
    void shouldHearWhenToComeBack(String header, Duration wait) throws Exception {
        answer(503, header, "");

        assertThat(send(open(), LIMIT)).isEqualTo(new Outcome.Undelivered("answered 503", wait));
    }

    @Test
    void shouldNotFollowARedirect() throws Exception {
        server.createContext("/elsewhere", exchange -> received.add("followed"));
        handle(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
        });

        assertThat(send(open(), LIMIT))
                .isEqualTo(new Outcome.Refused(
                        "answered 307, a redirect, which is not followed; configure the URL that it leads to"));
        assertThat(received).doesNotContain("followed");
    }

    @Test
    void shouldEndInTimeWhenNobodyAnswers() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new Address.Open(URI.create("http://127.0.0.1:" + silent.getLocalPort()));

            assertThat(send(new Slack(address), SHORT))
                    .isEqualTo(new Outcome.Undelivered("127.0.0.1 gave no answer within 0 s", null));
        }
    }

    @Test
    void shouldEndInTimeWhenTheAnswerNeverEnds() throws Exception {
        handle(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush(); // and then nothing more
        });

        assertThat(send(open(), SHORT)).isEqualTo(new Outcome.Undelivered("127.0.0.1 gave no answer within 0 s", null));
    }

    @Test
    void shouldReadNoMoreOfAnAnswerThanItShows() throws Exception {
        handle(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            var kilobyte = "x".repeat(1024).getBytes(StandardCharsets.UTF_8);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(kilobyte); // until the client hangs up
                }
            }
        });

        assertThat(send(open(), LIMIT))
                .isEqualTo(new Outcome.Undelivered("answered 500: " + "x".repeat(200) + "…", null));
    }

    @Test
    void shouldTryAgainWhenNobodyListens() throws Exception {
        server.stop(0);

        assertThat(send(open(), LIMIT))
                .isEqualTo(new Outcome.Undelivered("127.0.0.1 cannot be reached: ConnectException", null));
    }

    @Test
    void shouldTryAgainWhenASecretIsNotThereYet() throws Exception {
        assertThat(send(new Slack(new Address.Secret("slack-url")), LIMIT))
                .isInstanceOfSatisfying(
                        Outcome.Undelivered.class,
                        undelivered -> assertThat(undelivered.why()).contains("has no key slack-url"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Cannot POST /hook/T0/secret | answered 404
        no_service                  | answered 404: no_service
        """)
    void shouldNotRepeatASecretUrlThatAnAnswerRepeats(String body, String why) throws Exception {
        Files.writeString(folder.resolve("slack-url"), url() + "/T0/secret");
        answer(404, null, body);

        assertThat(send(new Slack(new Address.Secret("slack-url")), LIMIT)).isEqualTo(new Outcome.Refused(why));
        assertThat(received.getFirst()).startsWith("POST /hook/T0/secret ");
    }

    private Outcome send(Receiver receiver, Duration limit) throws InterruptedException {
        try (var sender = new Sender(new SecretFiles(folder), CLOCK, limit)) {
            return sender.send(receiver, Notices.of(Verdict.Fail));
        }
    }

    private Receiver open() {
        return new Webhook(new Address.Open(URI.create(url())), JsonTemplate.USUAL, null, null);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void answer(int status, @Nullable String retryAfter, String body) {
        handle(exchange -> {
            record(exchange);
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void record(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        received.add(String.join(
                " ",
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers.getFirst("webhook-id"),
                headers.getFirst("Content-Type"),
                body));
    }

    private void handle(HttpHandler handler) {
        server.createContext("/hook", handler);
    }
}
