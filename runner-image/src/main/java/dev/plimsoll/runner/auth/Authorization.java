package dev.plimsoll.runner.auth;

import dev.plimsoll.engine.contract.Auth;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.http.JdkTls;
import dev.plimsoll.runner.http.TlsSetupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The value of the {@code Authorization} field of requests that have none of their own. */
public sealed interface Authorization extends AutoCloseable permits Authorization.Constant, ClientCredentials {
    /** No such field. */
    Authorization NONE = new Constant(null);

    /** The value now; null for no field. */
    @Nullable
    String value();

    /** Looks after it no longer. */
    @Override
    void close();

    /** The same for the whole run. */
    record Constant(@Nullable String value) implements Authorization {
        @Override
        public void close() {
            // there is nothing to look after
        }
    }

    /**
     * What a target asks for. Reads files, and waits for a first token.
     *
     * @throws AuthorizationException when a file cannot be read, or there is no token to be had
     * @throws TlsSetupException when a token cannot be asked for with the target's TLS
     */
    static Authorization of(Target target) throws AuthorizationException, InterruptedException {
        return switch (target.auth()) {
            case null -> NONE;
            case Auth.Basic basic -> {
                var user = secret(basic.usernameFile()) + ":" + secret(basic.passwordFile());
                yield new Constant("Basic " + base64(user));
            }
            case Auth.Bearer bearer -> new Constant("Bearer " + secret(bearer.tokenFile()));
            case Auth.ClientCredentials credentials ->
                ClientCredentials.begin(new TokenRequest(
                        credentials,
                        secret(credentials.clientIdFile()),
                        secret(credentials.clientSecretFile()),
                        JdkTls.of(target.tls())));
        };
    }

    /** Base64 of a text in UTF-8. */
    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file's text; the end of line that editors put after it does not belong to it. */
    private static String secret(String path) throws AuthorizationException {
        String text;
        try {
            text = Files.readString(Path.of(path)).stripTrailing();
        } catch (IOException e) {
            throw new AuthorizationException("the file " + path + " of the target's auth cannot be read: " + e, e);
        }
        if (text.isEmpty() || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new AuthorizationException("the file " + path + " of the target's auth must hold one line of text");
        }
        return text;
    }
}
