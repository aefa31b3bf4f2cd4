package dev.plimsoll.runner.http;

import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;

/** Writes a message's head as the fields of HTTP/2 (RFC 9113, section 8). */
final class Http2Head {
    /** What belongs to a connection, and has no place in HTTP/2. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade", "te");

    private Http2Head() {}

    static Http2Headers of(Message message, String scheme) {
        var authority = message.authority();
        var fields = new ArrayList<AsciiString>();
        for (var field : message.fields()) {
            var name = field.name().toLowerCase(Locale.ROOT);
            if (name.equals("host")) {
                authority = field.value().strip();
            } else if (!OF_THE_CONNECTION.contains(name)) {
                fields.add(text(name));
                fields.add(text(field.value().strip()));
            }
        }
        if (RequestEncoder.needsLength(message)) {
            fields.add(text("content-length"));
            fields.add(text(Integer.toString(message.body().length)));
        }
        return ReadOnlyHttp2Headers.clientHeaders(
                false,
                text(message.method()),
                text(message.path()),
                text(scheme),
                text(authority),
                fields.toArray(AsciiString[]::new));
    }

    private static AsciiString text(String text) {
        return new AsciiString(text.getBytes(StandardCharsets.UTF_8), false);
    }
}
