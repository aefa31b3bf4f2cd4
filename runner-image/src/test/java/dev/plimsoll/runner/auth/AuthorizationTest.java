package dev.plimsoll.runner.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.engine.contract.Auth;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.Http2Target;
import dev.plimsoll.runner.SecureTarget;
import dev.plimsoll.runner.TestTarget;
import dev.plimsoll.runner.http.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationTest {
    @TempDir
    private Path folder;

    private Authorization begun = Authorization.NONE;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Authorization of(@Nullable Auth auth) throws Exception {
        return of(auth, null);
    }

    private static Authorization of(@Nullable Auth auth, Target.@Nullable Tls tls) throws Exception {
        return Authorization.of(
                new Target(tls == null ? "http" : "https", "shop.example", 443, "", tls, Target.Http.DEFAULT, auth));
    }

    private static String reply(int status, String body) {
        return "HTTP/1.1 " + status + " Status\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void shouldGetATokenWithTheTrustAndTheCertificateOfTheTarget() throws Exception {
        var certificates = new Certificates(folder);
        try (var server =
                SecureTarget.start(certificates.serverChain, certificates.serverKey, certificates.authority)) {
            var auth = tokenOf(server);
            var trusting = tls(certificates.authority.toString(), false, certificates);
            try (var authorization = of(auth, trusting)) {
                assertThat(authorization.value()).startsWith("Bearer ");
            }
            try (var authorization = of(auth, tls(null, true, certificates))) {
                assertThat(authorization.value()).startsWith("Bearer ");
            }
            assertThatThrownBy(() -> of(auth, tls(null, false, certificates)))
                    .isInstanceOf(AuthorizationException.class)
                    .hasMessageContaining("unable to find valid certification path");
        }
    }

    private static Target.Tls tls(@Nullable String authority, boolean insecure, Certificates certificates) {
        return new Target.Tls(
                authority,
                null,
                insecure,
                certificates.clientChain.toString(),
                certificates.clientKey.toString(),
                true);
    }

    private Auth tokenOf(Http2Target server) throws IOException {
        return new Auth.ClientCredentials(
                "https://localhost:" + server.port() + "/token",
                file("id", SecureTarget.CLIENT_ID),
                file("secret", SecureTarget.CLIENT_SECRET),
                List.of(),
                null);
    }

    private Auth credentials(TestTarget server) throws IOException {
        return new Auth.ClientCredentials(
                "http://127.0.0.1:" + server.port() + "/token",
                file("id", "shop app"),
                file("secret", "p&ss\n"),
                List.of("read", "write"),
                "https://shop.example/");
    }

    @Test
    void shouldProveNothingWhenNothingIsAsked() throws Exception {
        assertThat(of(null).value()).isNull();
    }

    @Test
    void shouldProveByNameAndPassword() throws Exception {
        var auth = new Auth.Basic(file("user", "zoë\n"), file("password", "a:b"));
        var value = String.valueOf(of(auth).value());
        assertThat(value).startsWith("Basic ");
        assertThat(new String(Base64.getDecoder().decode(value.substring(6)), StandardCharsets.UTF_8))
                .isEqualTo("zoë:a:b");
    }

    @Test
    void shouldProveByAToken() throws Exception {
        assertThat(of(new Auth.Bearer(file("token", "abc\r\n"))).value()).isEqualTo("Bearer abc");
    }

    @ParameterizedTest
    @CsvSource({"'',must hold one line", "'a\nb',must hold one line"})
    void shouldRefuseAFileThatHoldsNoSecret(String text, String problem) throws IOException {
        var auth = new Auth.Bearer(file("token", text));
        assertThatThrownBy(() -> of(auth))
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining(auth.tokenFile())
                .hasMessageContaining(problem);
    }

    @Test
    void shouldSayThatAFileIsNotThere() {
        assertThatThrownBy(() -> of(new Auth.Bearer("/absent")))
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("/absent of the target's auth cannot be read");
    }

    @Test
    void shouldGetATokenAndTheNextBeforeItExpires() throws Exception {
        var answers = new AtomicInteger();
        try (var server = TestTarget.scripted((arrival, out) -> {
            int number = answers.incrementAndGet();
            var body = "{\"access_token\":\"t" + number + "\",\"token_type\":\"Bearer\",\"expires_in\":1}";
            out.write(reply(number == 2 ? 503 : 200, number == 2 ? "" : body).getBytes(StandardCharsets.US_ASCII));
        })) {
            var authorization = begin(server);
            assertThat(authorization.value()).isEqualTo("Bearer t1");
            var request = server.arrivals().getFirst();
            assertThat(request.head()).startsWith("POST /token ");
            var client = Base64.getEncoder().encodeToString("shop+app:p%26ss".getBytes(StandardCharsets.US_ASCII));
            assertThat(request.head().toLowerCase(Locale.ROOT))
                    .contains("authorization: basic " + client.toLowerCase(Locale.ROOT));
            assertThat(request.body())
                    .isEqualTo("grant_type=client_credentials&scope=read+write"
                            + "&audience=https%3A%2F%2Fshop.example%2F");
            await().until(() -> "Bearer t3".equals(authorization.value()));
        } finally {
            begun.close();
        }
    }

    private Authorization begin(TestTarget server) throws Exception {
        begun = of(credentials(server));
        return begun;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|{\"error\":\"invalid_client\",\"error_description\":\"no such client\"}|it answered 401"
                        + " invalid_client no such client",
                "500|oops|it answered 500",
                "200|{}|its answer holds no access_token",
                "200|oops|its answer holds no access_token",
                "200|{\"access_token\":\"a\\nb\"}|its answer holds no access_token",
            })
    void shouldSayWhyThereIsNoToken(int status, String body, String problem) throws Exception {
        try (var server = TestTarget.answering(reply(status, body))) {
            var auth = credentials(server);
            assertThatThrownBy(() -> of(auth))
                    .isInstanceOf(AuthorizationException.class)
                    .hasMessageContaining("no token from http://127.0.0.1:" + server.port() + "/token: " + problem)
                    .hasMessageNotContaining("p&ss");
        }
    }

    @Test
    void shouldSayThatNobodyIsThere() throws Exception {
        int port;
        try (var server = TestTarget.answering("")) {
            port = server.port();
        }
        var auth = new Auth.ClientCredentials(
                "http://127.0.0.1:" + port, file("id", "a"), file("secret", "b"), List.of(), null);
        assertThatThrownBy(() -> of(auth))
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("ConnectException");
    }
}
