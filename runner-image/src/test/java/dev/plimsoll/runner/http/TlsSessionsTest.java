package dev.plimsoll.runner.http;

import static dev.plimsoll.runner.http.Client.target;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.contract.Target.Version;
import dev.plimsoll.runner.Http2Target;
import dev.plimsoll.runner.TestTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is agreed on in a handshake: sessions, the client's identity, the version of HTTP. */
@Timeout(60)
class TlsSessionsTest {
    private static final String LAST = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    private Path folder;

    private Certificates certificates;

    @BeforeEach
    void make() throws Exception {
        certificates = new Certificates(folder);
    }

    private Target.Tls tls(@Nullable Path chain, @Nullable Path key, boolean resume) {
        return new Target.Tls(
                certificates.authority.toString(),
                null,
                false,
                chain == null ? null : chain.toString(),
                key == null ? null : key.toString(),
                resume);
    }

    private TestTarget server(Consumer<SSLServerSocket> setUp) throws Exception {
        return TestTarget.scripted(certificates.sockets(setUp), (arrival, out) -> out.write(LAST.getBytes(US_ASCII)));
    }

    private Client client(int port, Target.Tls tls, Version version) throws Exception {
        return new Client(target("https", port, tls, version, 100));
    }

    /** How many sessions the server made for five connections, one after the other. */
    private long sessionsOfFive(String protocol, boolean resume) throws Exception {
        try (var server = server(socket -> socket.setEnabledProtocols(new String[] {protocol}));
                var client = client(server.port(), tls(null, null, resume), Version.HTTP_1_1)) {
            for (int i = 0; i < 5; i++) {
                var sent = client.get();
                client.await();
                assertThat(sent.status).isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(5);
            assertThat(client.handshakes).hasSize(5).allMatch(nanos -> nanos > 0);
            await().until(() -> certificates.sessions().size() == 5);
        }
        return certificates.sessions().stream().distinct().count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void shouldResumeSessionsWhenAskedTo(String protocol) throws Exception {
        assertThat(sessionsOfFive(protocol, true)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void shouldShakeHandsInFullEachTimeWhenAskedTo(String protocol) throws Exception {
        assertThat(sessionsOfFive(protocol, false)).isEqualTo(5);
    }

    @Test
    void shouldShowItsCertificateToAServerThatAsksForIt() throws Exception {
        try (var server = server(socket -> socket.setNeedClientAuth(true))) {
            try (var client = client(
                    server.port(), tls(certificates.clientChain, certificates.clientKey, true), Version.HTTP_1_1)) {
                var sent = client.get();
                client.await();
                assertThat(sent.status).isEqualTo(200);
            }
            try (var stranger = client(server.port(), tls(null, null, true), Version.HTTP_1_1)) {
                var sent = stranger.get();
                stranger.await();
                assertThat(sent.kind).isIn(ErrorKind.CONNECT_FAILED, ErrorKind.CONNECTION_RESET);
            }
        }
    }

    @Test
    void shouldNameTheFilesWhenTheCertificateCannotBeUsed() throws Exception {
        var broken = Files.writeString(folder.resolve("broken.key"), "no key");
        assertThatThrownBy(() -> Endpoint.of(
                        target("https", 1, tls(certificates.clientChain, broken, true), Version.HTTP_1_1, 1)))
                .isInstanceOf(TlsSetupException.class)
                .hasMessageContaining(broken.toString());
        assertThatThrownBy(() ->
                        Endpoint.of(target("https", 1, tls(certificates.clientChain, null, true), Version.HTTP_1_1, 1)))
                .isInstanceOf(TlsSetupException.class)
                .hasMessageContaining(certificates.clientChain.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "NEGOTIATED"})
    void shouldSpeakHttp2WhenTheTargetChoosesIt(Version version) throws Exception {
        try (var target = Http2Target.secured(certificates.offeringHttp2(), Http2Target.Call::ok);
                var client = client(target.port(), tls(null, null, true), version)) {
            client.get();
            client.await();
            var second = client.get();
            var third = client.get();
            client.await();
            assertThat(second.status).isEqualTo(200);
            assertThat(third.status).isEqualTo(200);
            assertThat(target.connections()).isEqualTo(1);
            assertThat(target.calls().getFirst().head().scheme()).hasToString("https");
            assertThat(client.handshakes).hasSize(1).allMatch(nanos -> nanos > 0);
        }
    }

    private static void offer(SSLServerSocket socket, String... protocols) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
    }

    @Test
    void shouldSpeakTheOldVersionWhenTheTargetChoosesIt() throws Exception {
        for (var protocols : new String[][] {{"http/1.1"}, {}}) {
            try (var server = server(socket -> offer(socket, protocols));
                    var client = client(server.port(), tls(null, null, true), Version.NEGOTIATED)) {
                var sent = client.get();
                client.await();
                assertThat(sent.status).isEqualTo(200);
            }
        }
    }

    @Test
    void shouldNotConnectWhenHttp2IsAskedForAndNotChosen() throws Exception {
        for (var protocols : new String[][] {{"http/1.1"}, {}}) {
            try (var server = server(socket -> offer(socket, protocols));
                    var client = client(server.port(), tls(null, null, true), Version.HTTP_2)) {
                var sent = client.get();
                client.await();
                assertThat(sent.kind).isEqualTo(ErrorKind.CONNECT_FAILED);
                assertThat(server.arrivals()).isEmpty();
            }
        }
    }
}
