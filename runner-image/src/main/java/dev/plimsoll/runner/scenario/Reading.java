package dev.plimsoll.runner.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.runner.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * A response that is being looked into: its text is decoded, and its JSON parsed, at most once and only if asked for.
 */
final class Reading {
    private final Response response;
    private final Session session;
    private final long serviceNanos;
    private @Nullable String text;
    private @Nullable JsonNode json;

    Reading(Response response, Session session, long serviceNanos) {
        this.response = response;
        this.session = session;
        this.serviceNanos = serviceNanos;
    }

    Response response() {
        return response;
    }

    Session session() {
        return session;
    }

    long serviceNanos() {
        return serviceNanos;
    }

    String text() {
        var known = text;
        if (known == null) {
            known = response.text();
            text = known;
        }
        return known;
    }

    /** What a path finds in the body; null for nothing, also when the body is no JSON. */
    @Nullable
    JsonNode find(JsonQuery query) {
        var known = json;
        if (known == null) {
            known = JsonQuery.parse(response.body());
            json = known;
        }
        return query.find(known);
    }
}
