package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.template.Escape;
import dev.plimsoll.engine.template.Template;
import dev.plimsoll.runner.rate.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles bodies; reads the files that they are made of. */
final class BodyCompiler {
    private static final long SALT = 0xb0d1e5L;
    private static final String NEW_LINE = "\r\n";

    /** Ends a part of a multipart body: 128 bits of chance do not stand in one. */
    private final String boundary;

    BodyCompiler(long seed) {
        boundary = "plimsoll-%016x%016x".formatted(Hash.of(seed ^ SALT, 0), Hash.of(seed ^ SALT, 1));
    }

    /**
     * Compiles a body.
     *
     * @throws IllegalArgumentException when a text is no template, or a file cannot be read
     */
    BodyTemplate compile(Body body) {
        return switch (body) {
            case Body.None _ -> new BodyTemplate(List.of(), null);
            case Body.Text(var text) -> new BodyTemplate(List.of(chunk(text, Escape.NONE)), null);
            case Body.File(var path) -> new BodyTemplate(List.of(file(path)), null);
            case Body.Form(var fields) -> new BodyTemplate(form(fields), "application/x-www-form-urlencoded");
            case Body.Multipart(var parts) ->
                new BodyTemplate(multipart(parts), "multipart/form-data; boundary=" + boundary);
        };
    }

    private static BodyTemplate.Chunk chunk(String text, Escape escape) {
        return new BodyTemplate.Text(Template.parse(text), escape);
    }

    private static List<BodyTemplate.Chunk> form(List<Body.Field> fields) {
        var chunks = new ArrayList<BodyTemplate.Chunk>();
        for (var field : fields) {
            var name = (chunks.isEmpty() ? "" : "&") + Escape.FORM.of(field.name()) + "=";
            chunks.add(BodyTemplate.text(name));
            var value = Template.parse(field.value()).withTextsEscaped(Escape.FORM);
            chunks.add(new BodyTemplate.Text(value, Escape.FORM));
        }
        return chunks;
    }

    private List<BodyTemplate.Chunk> multipart(List<Body.Part> parts) {
        var chunks = new ArrayList<BodyTemplate.Chunk>();
        for (var part : parts) {
            chunks.add(BodyTemplate.text("--" + boundary + NEW_LINE + head(part) + NEW_LINE));
            var value = part.value();
            var path = part.path();
            if (value != null) {
                chunks.add(chunk(value, Escape.NONE));
            } else if (path != null) {
                chunks.add(file(path));
            }
            chunks.add(BodyTemplate.text(NEW_LINE));
        }
        chunks.add(BodyTemplate.text("--" + boundary + "--" + NEW_LINE));
        return chunks;
    }

    private static String head(Body.Part part) {
        var head = new StringBuilder("Content-Disposition: form-data; name=\"")
                .append(quotable(part.name()))
                .append('"');
        if (part.fileName() != null) {
            head.append("; filename=\"").append(quotable(part.fileName())).append('"');
        }
        head.append(NEW_LINE);
        if (part.contentType() != null) {
            head.append("Content-Type: ")
                    .append(Escape.HEADER.of(part.contentType()))
                    .append(NEW_LINE);
        }
        return head.toString();
    }

    /** A name between quotes, as the HTML Standard has it written. */
    private static String quotable(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static BodyTemplate.Chunk file(String path) {
        try {
            return new BodyTemplate.Bytes(Files.readAllBytes(Path.of(path)));
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + path + " of its body cannot be read: " + e, e);
        }
    }
}
