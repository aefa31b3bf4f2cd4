package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Writes a step's request as the bytes of an HTTP/1.1 message (RFC 9112). */
final class RequestEncoder {
    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final Target target;

    RequestEncoder(Target target) {
        this.target = target;
    }

    /**
     * The whole message.
     *
     * @throws IllegalArgumentException when a part would not fit into a message, or end it early
     */
    byte[] encode(Step.Request step) {
        var body = textOf(step.body()).getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder()
                .append(token(step.method(), "method", step))
                .append(' ')
                .append(pathOf(step))
                .append(" HTTP/1.1\r\n");
        if (!has(step, "host")) {
            field(head, "Host", target.authority());
        }
        for (var header : step.headers()) {
            field(head, token(header.name(), "header name", step), valueOf(header, step));
        }
        boolean framed = has(step, "content-length") || has(step, "transfer-encoding");
        if (!framed && (body.length > 0 || METHODS_WITH_BODY.contains(step.method()))) {
            field(head, "Content-Length", Integer.toString(body.length));
        }
        var message = new ByteArrayOutputStream();
        message.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        message.writeBytes(body);
        return message.toByteArray();
    }

    private static String textOf(Body body) {
        return body instanceof Body.Text text ? text.template() : "";
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static boolean has(Step.Request step, String lowerCaseName) {
        return step.headers().stream()
                .anyMatch(header -> header.name().toLowerCase(Locale.ROOT).equals(lowerCaseName));
    }

    private String pathOf(Step.Request step) {
        var path = target.basePath() + step.path();
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw unfit(
                    step,
                    "path '" + path + "' must begin with a slash, and blanks and letters beyond ASCII must be"
                            + " percent-encoded");
        }
        return path;
    }

    private static String valueOf(Step.Header header, Step.Request step) {
        if (header.value().chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw unfit(step, "the value of header " + header.name() + " holds a control character");
        }
        return header.value();
    }

    private static String token(String text, String what, Step.Request step) {
        if (text.isEmpty() || !text.chars().allMatch(RequestEncoder::isTokenChar)) {
            throw unfit(step, what + " '" + text + "' is no HTTP token");
        }
        return text;
    }

    private static boolean isTokenChar(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }

    private static IllegalArgumentException unfit(Step.Request step, String message) {
        return new IllegalArgumentException("step " + step.name() + ": " + message);
    }
}
