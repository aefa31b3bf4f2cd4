package dev.plimsoll.operator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a gate as others do. */
public final class GateCaller implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private String authorization = "";

    public GateCaller(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param status of HTTP
     */
    public record Answer(int status, String text) {
        public String field(String name) {
            try {
                return MAPPER.readTree(text).path(name).asText();
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }

        /** {@code 200 Pass Promote}. */
        public String inShort() {
            return status + " " + field("verdict") + " " + field("decision");
        }

        /** {@code 200 NotStarted}. */
        public String reason() {
            return status + " " + field("reason");
        }
    }

    /** The gate is somewhere else now. */
    public void moveTo(int gatePort) {
        port = gatePort;
    }

    /** From now on each call has this header; none when empty. */
    public void authorize(String header) {
        authorization = header;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json"));
    }

    /** As a JSON text. */
    public static JsonNode text(String value) {
        return MAPPER.getNodeFactory().textNode(value);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
