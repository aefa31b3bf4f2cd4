package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.template.Escape;
import dev.plimsoll.engine.template.Scope;
import dev.plimsoll.engine.template.Template;
import dev.plimsoll.runner.auth.Authorization;
import dev.plimsoll.runner.http.Keep;
import dev.plimsoll.runner.http.Message;
import dev.plimsoll.runner.http.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request with holes. One that has none, and that no cookie goes with, is compiled once and costs nothing to make.
 */
public final class RequestTemplate {
    /** A header field with holes. */
    record Field(String name, Template value) {}

    /**
     * What a request is made of.
     *
     * @param basePath put before the path
     * @param authorization of requests that have no such field of their own
     */
    record Parts(
            String method,
            String authority,
            String basePath,
            Template path,
            List<Field> fields,
            BodyTemplate body,
            Authorization authorization) {
        Parts {
            fields = List.copyOf(fields);
        }

        boolean isConstant() {
            return path.isConstant()
                    && fields.stream().allMatch(field -> field.value().isConstant())
                    && body.isConstant()
                    && authorization instanceof Authorization.Constant;
        }
    }

    private final Parts parts;
    private final Keep keep;
    private final @Nullable Request compiled;

    private RequestTemplate(Parts parts, Keep keep, @Nullable Request compiled) {
        this.parts = parts;
        this.keep = keep;
        this.compiled = compiled;
    }

    /**
     * Compiles a request.
     *
     * @param ordinal place among the requests of the plan, from 0
     * @throws IllegalArgumentException when a part of it that is always the same would not fit into a message
     */
    static RequestTemplate of(int ordinal, Parts parts, Keep keep) {
        var blank = new RequestTemplate(parts, keep, null);
        if (!parts.isConstant()) {
            Request.once(blank.sketch(), keep);
            return blank;
        }
        var message = blank.render(NoScope.INSTANCE);
        if (message == null) {
            throw new IllegalStateException("a request without holes needs no value");
        }
        return new RequestTemplate(parts, keep, Request.compiled(ordinal, message, keep));
    }

    /** The message with its holes empty, to see whether the rest of it fits. */
    private Message sketch() {
        var fields = parts.fields().stream()
                .map(field -> new Message.Field(field.name(), field.value().constantText()))
                .toList();
        var path = rooted(parts.basePath() + parts.path().constantText());
        return new Message(parts.method(), parts.authority(), path, fields, new byte[0]);
    }

    /** What is kept of its response. */
    Keep keep() {
        return keep;
    }

    /** The request that is the same each time; null when there is none. */
    public @Nullable Request compiled() {
        return compiled;
    }

    /** The message with its holes filled; null when a value is missing. */
    @Nullable
    Message render(Scope scope) {
        var text = new StringBuilder(parts.basePath());
        if (!parts.path().render(scope, Escape.URL, text)) {
            return null;
        }
        var path = rooted(text.toString());
        var fields = new ArrayList<Message.Field>(parts.fields().size() + 1);
        for (var field : parts.fields()) {
            text.setLength(0);
            if (!field.value().render(scope, Escape.HEADER, text)) {
                return null;
            }
            fields.add(new Message.Field(field.name(), text.toString()));
        }
        var proof = parts.authorization().value();
        if (proof != null) {
            fields.add(new Message.Field("Authorization", proof));
        }
        var body = parts.body().render(scope);
        return body == null ? null : new Message(parts.method(), parts.authority(), path, fields, body);
    }

    /** A path that is all one hole may lack its slash. */
    private static String rooted(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }
}
