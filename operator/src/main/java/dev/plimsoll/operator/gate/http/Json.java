package dev.plimsoll.operator.gate.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.operator.gate.GateAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What calls say, and what is answered, as JSON. */
final class Json {
    /** As long as a name can be on a cluster. */
    static final int LONGEST = 253;

    private static final int SHOWN = 80;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern OBJECT_NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private Json() {}

    static byte[] write(GateAnswer answer) {
        try {
            return MAPPER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an object. */
    static JsonNode object(byte[] body, String what) {
        try {
            var read = MAPPER.readTree(body);
            if (read != null && read.isObject()) {
                return read;
            }
            throw GateRefusedException.badRequest(
                    what, shown(read), "is no JSON object; write {\"revision\": \"...\"}");
        } catch (JacksonException e) {
            throw GateRefusedException.badRequest(what, shortened(e.getOriginalMessage()), "is no JSON; correct it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field's text; empty when it is not there. */
    static Optional<String> text(JsonNode object, String field) {
        var value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw GateRefusedException.badRequest(field, shown(value), "is no text; put it in quotes");
        }
        return Optional.of(value.textValue());
    }

    /** The name of an object of Kubernetes. */
    static String objectName(String field, String text) {
        if (text.length() > LONGEST || !OBJECT_NAME.matcher(text).matches()) {
            throw GateRefusedException.badRequest(
                    field, shortened(text), "is no name of an object; give one such as checkout");
        }
        return text;
    }

    static String shown(JsonNode value) {
        return shortened(String.valueOf(value));
    }

    /** As much of a value as a message needs, on one line. */
    static String shortened(String text) {
        var line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
