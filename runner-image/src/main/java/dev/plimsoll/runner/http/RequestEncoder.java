package dev.plimsoll.runner.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Writes a message as the bytes of HTTP/1.1 (RFC 9112). */
final class RequestEncoder {
    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private RequestEncoder() {}

    /**
     * The whole message.
     *
     * @throws IllegalArgumentException when a part would not fit into a message, or end it early
     */
    static byte[] encode(Message message) {
        check(message);
        var head = new StringBuilder()
                .append(message.method())
                .append(' ')
                .append(message.path())
                .append(" HTTP/1.1\r\n");
        if (!message.has("host")) {
            field(head, "Host", message.authority());
        }
        for (var field : message.fields()) {
            field(head, field.name(), field.value());
        }
        if (needsLength(message)) {
            field(head, "Content-Length", Integer.toString(message.body().length));
        }
        var bytes = new ByteArrayOutputStream(head.length() + 2 + message.body().length);
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(message.body());
        return bytes.toByteArray();
    }

    /** Whether the length of the body must be said, and no field says it. */
    static boolean needsLength(Message message) {
        return (message.body().length > 0 || METHODS_WITH_BODY.contains(message.method()))
                && !message.has("content-length")
                && !message.has("transfer-encoding");
    }

    /**
     * Looks whether every part fits into a message.
     *
     * @throws IllegalArgumentException when one would not, or would end the message early
     */
    static void check(Message message) {
        checkToken(message.method(), "method");
        checkVisible(message.authority(), "authority");
        checkPath(message.path());
        for (var field : message.fields()) {
            checkToken(field.name(), "header name");
            checkValue(field);
        }
    }

    private static void checkPath(String path) {
        if (!path.startsWith("/") || !isVisible(path)) {
            throw new IllegalArgumentException("path '" + path + "' must begin with a slash, and blanks and letters"
                    + " beyond ASCII must be percent-encoded");
        }
    }

    private static void checkVisible(String text, String what) {
        if (text.isEmpty() || !isVisible(text)) {
            throw new IllegalArgumentException(
                    what + " '" + text + "' is empty, or holds blanks or letters beyond ASCII");
        }
    }

    private static void checkValue(Message.Field field) {
        var value = field.value();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw new IllegalArgumentException(
                        "the value of header " + field.name() + " holds a control character");
            }
        }
    }

    private static void checkToken(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                throw new IllegalArgumentException(what + " '" + text + "' is no HTTP token");
            }
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " '' is no HTTP token");
        }
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
