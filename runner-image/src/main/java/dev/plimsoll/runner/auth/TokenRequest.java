package dev.plimsoll.runner.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.engine.contract.Auth;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Asks an authorization server for a token by client credentials (RFC 6749, 4.4). */
final class TokenRequest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OK = 200;

    /** What a token is made of (RFC 6749, appendix A.12). */
    private static final Pattern VISIBLE = Pattern.compile("[ -~]+");

    /**
     * A token.
     *
     * @param lifeSeconds how long it is good for; the server may leave it open, and it counts as an hour then
     */
    record Token(String text, long lifeSeconds) {
        private static final long DEFAULT_LIFE_SECONDS = 3_600;
    }

    private final Auth.ClientCredentials credentials;
    private final String client;
    private final HttpClient http;

    TokenRequest(Auth.ClientCredentials credentials, String id, String secret, SSLContext tls) {
        http = HttpClient.newBuilder().connectTimeout(PATIENCE).sslContext(tls).build();
        this.credentials = credentials;
        var pair = encode(id) + ":" + encode(secret); // form-encoded first, as RFC 6749, 2.3.1 has it
        client = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    Token send() throws AuthorizationException, InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(credentials.tokenUrl()))
                    .timeout(PATIENCE)
                    .header("Authorization", client)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(form()))
                    .build();
            var response = http.send(request, BodyHandlers.ofString());
            return read(response.statusCode(), response.body());
        } catch (IOException e) {
            throw failed(e.toString(), e);
        } catch (IllegalArgumentException e) {
            throw failed("it is no URL to send to: " + e.getMessage(), e);
        }
    }

    private String form() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "client_credentials");
        if (!credentials.scopes().isEmpty()) {
            fields.put("scope", String.join(" ", credentials.scopes()));
        }
        var audience = credentials.audience();
        if (audience != null) {
            fields.put("audience", audience);
        }
        return fields.entrySet().stream().map(TokenRequest::encode).collect(Collectors.joining("&"));
    }

    private Token read(int status, String body) throws AuthorizationException {
        var answer = parse(body);
        if (status != OK) {
            var error = answer == null ? "" : answer.path("error").asText();
            var description =
                    answer == null ? "" : answer.path("error_description").asText();
            throw failed(("it answered " + status + " " + error + " " + description).strip(), null);
        }
        var text = answer == null ? "" : answer.path("access_token").asText();
        if (answer == null || !VISIBLE.matcher(text).matches()) {
            throw failed("its answer holds no access_token", null);
        }
        return new Token(text, Math.max(1, answer.path("expires_in").asLong(Token.DEFAULT_LIFE_SECONDS)));
    }

    private static @Nullable JsonNode parse(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    private AuthorizationException failed(String why, @Nullable Exception cause) {
        return new AuthorizationException("no token from " + credentials.tokenUrl() + ": " + why, cause);
    }

    private static String encode(Map.Entry<String, String> field) {
        return encode(field.getKey()) + "=" + encode(field.getValue());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
