package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Heads of requests as HTTP/2 sends them (RFC 9113, section 8.3; RFC 7541). They refer to the static table alone, and
 * so are the same bytes on every connection: those of compiled requests are made once. Belongs to one loop.
 */
final class HeaderBlocks {
    /** What belongs to a connection, and has no place in HTTP/2. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade", "te");

    private final String scheme;
    private final DefaultHttp2HeadersEncoder encoder =
            new DefaultHttp2HeadersEncoder(Http2HeadersEncoder.NEVER_SENSITIVE, true);

    /** By ordinal of the request. */
    private byte[] @Nullable [] compiled = new byte[1][];

    HeaderBlocks(String scheme) {
        this.scheme = scheme;
        try {
            encoder.maxHeaderTableSize(0);
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
        encode(ReadOnlyHttp2Headers.trailers(false)); // takes the word of the table's size with it
    }

    /** The block of a request, the same object each time when it is compiled; not to be changed. */
    byte[] of(Request request) {
        if (!request.isCompiled()) {
            return encode(fields(request.message()));
        }
        int ordinal = request.ordinal();
        if (ordinal >= compiled.length) {
            compiled = Arrays.copyOf(compiled, ordinal + 1);
        }
        var block = compiled[ordinal];
        if (block == null) {
            block = encode(fields(request.message()));
            compiled[ordinal] = block;
        }
        return block;
    }

    private byte[] encode(Http2Headers fields) {
        var out = Unpooled.buffer();
        try {
            encoder.encodeHeaders(1, fields, out);
        } catch (Http2Exception e) {
            throw new IllegalStateException(e); // it is told to mind no limit
        }
        return ByteBufUtil.getBytes(out);
    }

    private Http2Headers fields(Message message) {
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
