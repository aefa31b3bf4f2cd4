package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.runner.SecureTarget;
import dev.plimsoll.runner.http.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose connections they are, how they are secured and what is said on them, from the YAML to the target. */
class ConnectionsRunTest {
    private static final int USERS = 3;

    private static final String TEST = """
        apiVersion: plimsoll.dev/v1alpha1
        kind: LoadTest
        metadata: {name: connections}
        spec:
          target:
            url: %s
            http: {version: %s, connections: PerUser}
            %s
          load: {model: Closed, thinkTime: 20ms, stages: [{duration: 1s, to: 3}]}
          scenarios: [{name: visit, steps: [{name: page, request: {path: /page}}]}]
        ---
        """;

    @TempDir
    Path folder;

    @Test
    void shouldGiveEachUserAConnectionAndSayWhoItIs() throws IOException {
        Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", exchange -> {
                    clients.add(exchange.getRemoteAddress());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                })
                .setAuthenticator(new BasicAuthenticator("shop") {
                    @Override
                    public boolean checkCredentials(String username, String password) {
                        return username.equals("zoë") && password.equals("a:b");
                    }
                });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            var result = run(TEST.formatted(url, "Http1", "auth: {basic: {secretRef: {name: shop-user}}}")
                    + secret("shop-user", "username", "zoë", "password", "a:b"));

            assertAllAnswered(result);
            assertThat(clients).hasSize(USERS);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldReachATargetThatDemandsHttp2ACertificateAndAToken() throws Exception {
        var certificates = new Certificates(folder);
        try (var target =
                SecureTarget.start(certificates.serverChain, certificates.serverKey, certificates.authority)) {
            var url = "https://localhost:" + target.port();
            var asked = """
                tls: {caSecretRef: {name: shop-ca}, clientCertificateSecretRef: {name: shop-client}, sessions: Full}
                    auth: {oauth2: {tokenUrl: %s/token, secretRef: {name: shop-oauth}}}\
                """.formatted(url);
            var result = run(TEST.formatted(url, "Http2", asked)
                    + secret("shop-ca", "ca.crt", Files.readString(certificates.authority))
                    + secret(
                            "shop-client",
                            "tls.crt",
                            Files.readString(certificates.clientChain),
                            "tls.key",
                            Files.readString(certificates.clientKey))
                    + secret(
                            "shop-oauth",
                            "client_id",
                            SecureTarget.CLIENT_ID,
                            "client_secret",
                            SecureTarget.CLIENT_SECRET));

            assertAllAnswered(result);
            assertThat(result.at("/connections/handshakeMillis/p99").asDouble()).isPositive();
            assertThat(target.connections()).as("and one for the token").isEqualTo(USERS + 1);
        }
    }

    private static void assertAllAnswered(JsonNode result) {
        assertThat(result.at("/totals/errorsByKind")).as(result.toString()).isEmpty();
        assertThat(result.at("/totals/ok").asInt()).as(result.toString()).isGreaterThan(USERS);
        assertThat(result.at("/connections/opened").asInt()).isEqualTo(USERS);
        assertThat(result.at("/connections/failed").asInt()).isZero();
    }

    /** Whether it passes depends on how busy this machine is. */
    private JsonNode run(String yaml) throws IOException {
        var output = folder.resolve("results").toString();
        var run = Cli.runWithInput(yaml, "run", "-", "--json", "--output", output);
        assertThat(run.exitCode()).as(run.err() + run.out()).isIn(0, 3);
        assertThat(run.out()).as(run.err()).isNotEmpty();
        return new ObjectMapper().readTree(run.out());
    }

    private static String secret(String name, String... keysAndValues) {
        var secret = new StringBuilder("apiVersion: v1\nkind: Secret\nmetadata: {name: " + name + "}\nstringData:\n");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            secret.append("  ").append(keysAndValues[i]).append(": \"");
            secret.append(keysAndValues[i + 1].replace("\r", "").replace("\n", "\\n"))
                    .append("\"\n");
        }
        return secret.append("---\n").toString();
    }
}
