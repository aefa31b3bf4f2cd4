package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.template.Escape;
import dev.plimsoll.engine.template.Scope;
import dev.plimsoll.engine.template.Template;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries: bytes that are always the same, and texts with holes, one after the other.
 *
 * @param contentType what it is; null where the plan must say it, or nobody does
 */
record BodyTemplate(List<Chunk> chunks, @Nullable String contentType) {

    /** A piece of a body. */
    sealed interface Chunk {}

    /** Bytes that are always the same. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Bytes(byte[] bytes) implements Chunk {}

    /** A text with holes, in UTF-8. */
    record Text(Template template, Escape escape) implements Chunk {}

    BodyTemplate {
        chunks = List.copyOf(chunks);
    }

    static Chunk text(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isConstant() {
        return chunks.stream().allMatch(chunk -> chunk instanceof Text text ? text.template.isConstant() : true);
    }

    /** The whole; null when a value is missing. */
    byte @Nullable [] render(Scope scope) {
        if (chunks.size() == 1 && chunks.getFirst() instanceof Bytes(var bytes)) {
            return bytes;
        }
        var body = new ByteArrayOutputStream();
        for (var chunk : chunks) {
            switch (chunk) {
                case Bytes(var bytes) -> body.writeBytes(bytes);
                case Text(var template, var escape) -> {
                    var text = new StringBuilder();
                    if (!template.render(scope, escape, text)) {
                        return null;
                    }
                    body.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return body.toByteArray();
    }
}
