package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request carries. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Body.None.class, name = "None"),
    @JsonSubTypes.Type(value = Body.Text.class, name = "Text"),
    @JsonSubTypes.Type(value = Body.File.class, name = "File"),
    @JsonSubTypes.Type(value = Body.Form.class, name = "Form"),
    @JsonSubTypes.Type(value = Body.Multipart.class, name = "Multipart")
})
public sealed interface Body {

    /** Nothing. */
    record None() implements Body {}

    /** A template, sent as UTF-8. */
    record Text(String template) implements Body {}

    /** The bytes of a file on the runner, as they are. */
    record File(String path) implements Body {}

    /** Fields as {@code application/x-www-form-urlencoded}. */
    record Form(List<Field> fields) implements Body {
        public Form {
            fields = List.copyOf(fields);
        }
    }

    /** A field of a form; the value is a template. */
    record Field(String name, String value) {}

    /** Parts as {@code multipart/form-data} (RFC 7578). */
    record Multipart(List<Part> parts) implements Body {
        public Multipart {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A part of a multipart body: a text or a file.
     *
     * @param name of the form's field
     * @param value template; null for a file
     * @param path of a file on the runner; null for a text
     * @param fileName name that the server is told; null for none
     * @param contentType null for none
     */
    record Part(
            String name,
            @Nullable String value,
            @Nullable String path,
            @Nullable String fileName,
            @Nullable String contentType) {}
}
