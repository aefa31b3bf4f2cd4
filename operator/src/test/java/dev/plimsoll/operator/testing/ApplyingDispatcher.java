package dev.plimsoll.operator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The mock API server, taught server-side apply by a single manager: an object that is not there is created; otherwise
 * its fields are merged and lists replaced; the status is replaced as a whole. An object that is another one, or newer,
 * than the one that was looked at is a conflict.
 */
final class ApplyingDispatcher extends KubernetesCrudDispatcher {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final String STATUS = "/status";

    private volatile Optional<Refusal> refusal = Optional.empty();

    /** What the server does not do, and what it says then. */
    record Refusal(String method, String pathEnd, int code, String message) {
        boolean isOf(RecordedRequest request) {
            return request.getMethod().equals(method)
                    && request.getPath().replaceFirst("\\?.*", "").endsWith(pathEnd);
        }

        MockResponse response() {
            return failure(code, message);
        }
    }

    void refuse(Optional<Refusal> refused) {
        refusal = refused;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        return refusal.filter(refused -> refused.isOf(request))
                .map(Refusal::response)
                .orElseGet(() -> super.dispatch(request));
    }

    @Override
    public MockResponse handlePatch(RecordedRequest request) {
        var contentType = request.getHeader("Content-Type");
        if (contentType == null || !contentType.startsWith("application/apply-patch")) {
            return super.handlePatch(request);
        }
        var path = request.getPath().replaceFirst("\\?.*", "");
        boolean ofStatus = path.endsWith(STATUS);
        var desired = JSON.unmarshal(request.getBody().readUtf8(), ObjectNode.class);
        var existing = handleGet(ofStatus ? path.substring(0, path.length() - STATUS.length()) : path);
        if (existing.code() == HttpURLConnection.HTTP_OK) {
            var current = JSON.unmarshal(existing.getBody().readUtf8(), ObjectNode.class);
            if (contradicts(desired, current, "uid") || contradicts(desired, current, "resourceVersion")) {
                return failure(HttpURLConnection.HTTP_CONFLICT, "the object has been modified");
            }
            return handleUpdate(
                    of(HttpMethod.PUT, path, ofStatus ? withStatus(current, desired) : merged(current, desired)));
        }
        return ofStatus ? existing : handleCreate(of(HttpMethod.POST, path.replaceFirst("/[^/]+$", ""), desired));
    }

    private static boolean contradicts(ObjectNode desired, ObjectNode current, String field) {
        var known = desired.path("metadata").path(field);
        return known.isTextual() && !known.equals(current.path("metadata").path(field));
    }

    private static MockResponse failure(int code, String message) {
        return new MockResponse()
                .setResponseCode(code)
                .setBody(JSON.asJson(new StatusBuilder()
                        .withStatus("Failure")
                        .withCode(code)
                        .withMessage(message)
                        .build()));
    }

    private static ObjectNode withStatus(ObjectNode current, ObjectNode desired) {
        return current.<ObjectNode>set("status", desired.path("status"));
    }

    private static ObjectNode merged(ObjectNode current, ObjectNode desired) {
        desired.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode changes
                    && current.get(field.getKey()) instanceof ObjectNode object) {
                current.set(field.getKey(), merged(object, changes));
            } else if (!field.getValue().isNull()) {
                current.set(field.getKey(), field.getValue());
            }
        });
        return current;
    }

    private static RecordedRequest of(HttpMethod method, String path, JsonNode body) {
        return new RecordedRequest(
                "HTTP/1.1",
                method,
                path,
                Headers.builder().add("Content-Type", "application/json").build(),
                new Buffer(JSON.asJson(body).getBytes(StandardCharsets.UTF_8)));
    }
}
