package dev.plimsoll.runner.http;

import static dev.plimsoll.runner.http.Client.message;
import static dev.plimsoll.runner.http.Client.target;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Target.Version;
import dev.plimsoll.runner.TestTarget;
import dev.plimsoll.runner.http.Message.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1 over sockets: servers that are slow, endless, broken, or gone. */
@Timeout(60)
class Http1Test {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static Client client(TestTarget target) throws Exception {
        return new Client(target(target.port(), Version.HTTP_1_1, 1));
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    @Test
    void shouldKeepFieldsAndBodyWhenAskedFor() throws Exception {
        var answer = String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Type: text/plain; charset=ISO-8859-1",
                "Set-Cookie: a=1",
                "SET-COOKIE: b=2",
                "Transfer-Encoding: chunked",
                "",
                "2",
                "f\u00fc",
                "1",
                "r",
                "0",
                "X: y",
                "",
                "");
        try (var target = TestTarget.answering(answer);
                var client = client(target)) {
            var sent = client.send(message("POST", "/a?b", "x", new Field("Accept", "*/*")), Keep.BODY);
            client.await();
            assertThat(sent.status).isEqualTo(200);
            assertThat(sent.text).isEqualTo("f\u00fcr");
            assertThat(sent.type).isEqualTo("text/plain; charset=ISO-8859-1");
            assertThat(sent.cookies).containsExactly("a=1", "b=2");
            assertThat(sent.bodyBytes).isEqualTo(3);
            assertThat(sent.receivedBytes).isEqualTo(answer.length());
            assertThat(sent.cutOff).isFalse();
            assertThat(target.arrivals().getFirst().head())
                    .isEqualTo("POST /a?b HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nContent-Length: 1\r\n\r\n");
        }
    }

    @Test
    void shouldTellThatAResponseCameAtOnceWhenOneReadBroughtAllOfIt() throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var client = client(target)) {
            var sent = client.get();
            client.await();
            assertThat(sent.began).isFalse();
            assertThat(sent.atOnce).isTrue();
        }
    }

    @Test
    void shouldNotTellThatAResponseCameAtOnceWhenItsEndCameLater() throws Exception {
        var beginRead = new CompletableFuture<Void>();
        int half = TestTarget.OK.length() / 2;
        try (var target = TestTarget.scripted((arrival, out) -> {
                    write(TestTarget.OK.substring(0, half), out);
                    beginRead.join();
                    write(TestTarget.OK.substring(half), out);
                });
                var client = client(target)) {
            var sent = client.get();
            client.runUntil(() -> sent.began);
            beginRead.complete(null);
            client.await();
            assertThat(sent.status).isEqualTo(200);
            assertThat(sent.atOnce).isFalse();
        }
    }

    @Test
    void shouldKeepNoFieldsButThoseOfCookiesWhenAskedForCookies() throws Exception {
        var head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n more\r\nSET-Cookie: a=1;\r\n path=/\r\nX: y\r\n z\r\n";
        try (var target = TestTarget.answering(head.concat("Content-Length: 2\r\nSet-Cookie: b=2\r\n\r\nok"));
                var client = client(target)) {
            var sent = client.send(message("GET", "/", ""), Keep.COOKIES);
            client.await();
            assertThat(sent.status).isEqualTo(200);
            assertThat(sent.cookies).containsExactly("a=1; path=/", "b=2");
            assertThat(sent.type).isNull();
        }
    }

    private static byte[] encoded(String encoding, byte[] clear) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = encoding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(clear);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"gzip, 5000, false", "deflate, 5000, false", "gzip, 300000000, true"})
    void shouldDecodeABodyButNoMoreOfItThanIsKept(String encoding, int length, boolean cutOff) throws Exception {
        var body = encoded(encoding, new byte[length]);
        try (var target = TestTarget.scripted((arrival, out) -> {
                    write(
                            "HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + body.length
                                    + "\r\n\r\n",
                            out);
                    out.write(body);
                });
                var client = client(target)) {
            var sent = client.send(message("GET", "/", ""), Keep.BODY);
            client.await();
            assertThat(sent.bodyBytes).isEqualTo(body.length);
            assertThat(sent.text).hasSize(Math.min(length, Response.MOST_BODY_BYTES));
            assertThat(sent.cutOff).isEqualTo(cutOff);
        }
    }

    @Test
    void shouldWaitForAServerThatIsSlow() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
                    for (byte piece : TestTarget.OK.getBytes(US_ASCII)) {
                        out.write(piece);
                        out.flush();
                        TestTarget.delay(PAUSE_NANOS);
                    }
                });
                var client = client(target)) {
            var sent = client.get();
            client.await();
            assertThat(sent.status).isEqualTo(200);
            assertThat(sent.began).isTrue();
        }
    }

    @Test
    void shouldCloseTheConnectionOfAResponseWithoutEndWhenItIsAbandoned() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
                    write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", out);
                    while (true) {
                        write("3e8\r\n" + "x".repeat(1_000) + "\r\n", out);
                    }
                });
                var client = client(target)) {
            var sent = client.send(message("GET", "/", ""), Keep.BODY);
            client.runUntil(() -> sent.began);
            sent.abandon();
            var next = client.get();
            client.runUntil(() -> next.began);
            next.abandon();
            assertThat(sent.ended()).isFalse();
            assertThat(target.connections()).isEqualTo(2);
        }
    }

    @Test
    void shouldHoldNoBodyOnceItWasHeard() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
                    var body = "x".repeat(10_000);
                    write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n", out);
                    write(arrival.head().contains("/whole") ? body : body.substring(1), out);
                    if (arrival.head().contains("/broken")) {
                        out.close();
                    }
                });
                var client = client(target)) {
            client.send(message("GET", "/whole", ""), Keep.BODY);
            client.await();
            assertThat(client.memory.taken()).isZero();
            client.send(message("GET", "/broken", ""), Keep.BODY);
            client.await();
            assertThat(client.memory.taken()).isZero();
            var endless = client.send(message("GET", "/endless", ""), Keep.BODY);
            client.runUntil(() -> client.memory.taken() > 0);
            endless.abandon();
            assertThat(client.memory.taken()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"close, 2", "'Keep-Alive, CLOSE', 2", "keep-alive, 1"})
    void shouldSendNothingMoreOnAConnectionThatItAskedToClose(String options, int connections) throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK);
                var client = client(target)) {
            for (int i = 0; i < 2; i++) {
                client.send(message("GET", "/", "", new Field("connection", options)), Keep.NOTHING);
                client.await();
            }
            assertThat(target.connections()).isEqualTo(connections);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2p1\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"})
    void shouldTellWhatIsNoResponse(String answer) throws Exception {
        try (var target = TestTarget.answering(answer);
                var client = client(target)) {
            var sent = client.get();
            client.await();
            assertThat(sent.kind).isEqualTo(ErrorKind.UNREADABLE_RESPONSE);
        }
    }

    @Test
    void shouldRefuseAHeadWithoutEnd() throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
                    write("HTTP/1.1 200 OK\r\n", out);
                    while (true) {
                        write("X-Filler: " + "x".repeat(1_000) + "\r\n", out);
                    }
                });
                var client = client(target)) {
            var sent = client.get();
            client.await();
            assertThat(sent.kind).isEqualTo(ErrorKind.UNREADABLE_RESPONSE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"
            })
    void shouldCountAResetWhenTheResponseIsCutShort(String answer) throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
                    write(answer, out);
                    out.close();
                });
                var client = client(target)) {
            var sent = client.get();
            client.await();
            assertThat(sent.kind).isEqualTo(ErrorKind.CONNECTION_RESET);
            assertThat(sent.receivedBytes).isEqualTo(answer.length());
            assertThat(sent.stale).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "POST, false"})
    void shouldSayThatAConnectionHadBeenClosedAtRestOnlyWhereSendingAgainDoesNoHarm(String method, boolean stale)
            throws Exception {
        try (var target = TestTarget.scripted((arrival, out) -> {
                    if (arrival.head().contains("/first")) {
                        write(TestTarget.OK, out);
                    } else {
                        out.close();
                    }
                });
                var client = client(target)) {
            client.send(message("GET", "/first", ""), Keep.NOTHING);
            client.await();
            var sent = client.send(message(method, "/second", ""), Keep.NOTHING);
            client.await();
            assertThat(sent.kind).isEqualTo(ErrorKind.CONNECTION_RESET);
            assertThat(sent.stale).isEqualTo(stale);
        }
    }
}
