package dev.plimsoll.runner.http;

import java.util.List;
import java.util.Locale;

/**
 * What to send, whatever version of HTTP carries it.
 *
 * @param method a token, as {@code GET}
 * @param authority host and, where it is not the scheme's own, port; a field named {@code Host} takes its place
 * @param path path and query, beginning with a slash
 * @param fields header fields in order, repeats allowed; {@code Content-Length} is added when absent and needed
 * @param body may be empty; not to be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copied no more than it must be
public record Message(String method, String authority, String path, List<Field> fields, byte[] body) {
    /** A header field. */
    public record Field(String name, String value) {}

    public Message {
        fields = List.copyOf(fields);
    }

    /** Whether a field of this name, given in lower case, is there. */
    boolean has(String lowerCaseName) {
        for (var field : fields) {
            if (field.name().toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it asks for its connection to be closed afterwards (RFC 9112, 9.6). */
    boolean closes() {
        for (var field : fields) {
            if (field.name().equalsIgnoreCase("connection")
                    && List.of(field.value().toLowerCase(Locale.ROOT).split("[ \\t]*,[ \\t]*", -1))
                            .contains("close")) {
                return true;
            }
        }
        return false;
    }
}
