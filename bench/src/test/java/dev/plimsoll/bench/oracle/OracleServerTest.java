package dev.plimsoll.bench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One thread plays client and server in turns. */
@Timeout(30)
class OracleServerTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: oracle\r\n\r\n";
    private static final int CROWD = 100;
    private static final long DELAY = Duration.ofMillis(20).toNanos();

    private final Script script = new Script(new DelayLaw(DELAY, 0), Stalls.NONE, 1);

    @TempDir
    Path folder;

    @Test
    void shouldHoldBackAsLongAsTheScriptSaysWhenItHasBegun() throws IOException {
        try (var server = new OracleServer(script, 10);
                var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            server.begin();
            send(client, REQUEST);
            send(client, REQUEST.substring(0, 20));
            await(server, client, 1);
            send(client, REQUEST.substring(20));
            await(server, client, 1);

            server.log().writeTo(folder.resolve("log"));
            var log = ServedLog.read(folder.resolve("log"));
            assertThat(log.size()).isEqualTo(2);
            for (int i = 0; i < 2; i++) {
                assertThat(log.replied()[i] - log.arrived()[i]).isGreaterThanOrEqualTo(DELAY);
            }
        }
    }

    @Test
    void shouldAnswerAtOnceAndNoteNothingWhenItHasNotBegun() throws IOException {
        try (var server = new OracleServer(script, 10);
                var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            send(client, REQUEST + REQUEST);
            await(server, client, 2);

            assertThat(server.log().size()).isZero();
        }
    }

    @Test
    void shouldGoOnWhenAClientDoesNotWait() throws IOException {
        try (var server = new OracleServer(script, 10);
                var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            server.begin();
            try (var hasty = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                send(hasty, REQUEST);
                while (server.log().size() == 0) {
                    server.listen();
                }
            }
            send(client, REQUEST);
            await(server, client, 1);

            assertThat(server.log().size()).isEqualTo(2);
        }
    }

    @Test
    void shouldAnswerInTheOrderInWhichRequestsCameWhenItFindsManyAtOnce() throws IOException {
        var clients = new ArrayList<Socket>();
        try (var server = new OracleServer(script, CROWD)) {
            for (int i = 0; i < CROWD; i++) {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                send(clients.get(i), REQUEST);
                await(server, clients.get(i), 1);
            }
            Collections.shuffle(clients, new Random(1));
            server.begin();
            server.listen(); // whom it read last would keep its place in the kernel's list
            for (var client : clients) {
                send(client, REQUEST);
            }
            server.listen();
            assertThat(server.log().size()).isEqualTo(CROWD);
            while (clients.getFirst().getInputStream().available() == 0) {
                server.answer();
            }
            var answered = new ArrayList<Boolean>();
            for (var client : clients) {
                answered.add(client.getInputStream().available() > 0);
            }
            assertThat(answered).contains(false).isSortedAccordingTo(Comparator.reverseOrder());
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void await(OracleServer server, Socket client, int replies) throws IOException {
        var in = client.getInputStream();
        var said = new StringBuilder();
        while (said.toString().split("0123456789abcdef", -1).length <= replies) {
            server.answer();
            server.listen();
            said.append(new String(in.readNBytes(in.available()), StandardCharsets.US_ASCII));
        }
    }
}
