package dev.plimsoll.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an endpoint answers. */
record Reply(int status, String contentType, String body, Map<String, String> headers) {
    static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body + "\n", Map.of());
    }

    static Reply json(int status, String body) {
        return new Reply(status, "application/json", body, Map.of());
    }

    /** The answer is elsewhere. */
    static Reply redirect(String path) {
        return text(303, "see " + path).with("Location", path);
    }

    /** The same with a header field. */
    Reply with(String name, String value) {
        return new Reply(status, contentType, body, Map.of(name, value));
    }

    void sendTo(HttpExchange exchange) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
