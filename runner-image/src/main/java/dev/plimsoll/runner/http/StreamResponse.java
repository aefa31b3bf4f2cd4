package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.AsciiString;

/** The response on one stream, as its frames bring it (RFC 9113, section 8.1). Used again for another. */
final class StreamResponse {
    private static final int FRAME_HEAD = 9;
    private static final int FIRST_FINAL_STATUS = 200;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int STATUS_LENGTH = 3;
    private static final int LONGEST_NUMBER = 18;
    private static final long UNKNOWN = -1;

    private final KeptResponse kept;
    private boolean toHead;
    private boolean hasHead;
    private int status;
    private long contentLength;
    private int headBytes;

    StreamResponse(BodyMemory memory) {
        kept = new KeptResponse(memory);
    }

    void expect(Request request) {
        kept.expect(request.keep());
        toHead = request.head();
        hasHead = false;
        headBytes = 0;
    }

    /** An interim head, the head, or what comes after the body, which is not kept. */
    void headBegins() {
        if (!hasHead) {
            status = 0;
            contentLength = UNKNOWN;
        }
        countHead(FRAME_HEAD);
    }

    private void countHead(int bytes) {
        headBytes += bytes;
        kept.received(bytes);
    }

    /**
     * A field of it.
     *
     * @throws IllegalArgumentException when it cannot be one
     */
    void field(AsciiString name, AsciiString value) {
        countHead(name.length() + value.length());
        if (name.isEmpty() || headBytes > ResponseDecoder.MAX_HEAD) {
            throw new IllegalArgumentException("the head has an empty name, or is too long with those before it");
        }
        if (name.byteAt(0) == ':') {
            readStatus(value);
        } else if (isUpperCase(name)) {
            throw new IllegalArgumentException("a name is in upper case");
        } else if (!hasHead && status >= FIRST_FINAL_STATUS) {
            readField(name, value);
        }
    }

    /** Names other than that of the status are refused before. */
    private void readStatus(AsciiString value) {
        if (hasHead || status != 0 || value.length() != STATUS_LENGTH) {
            throw new IllegalArgumentException("status '" + value + "' is none, or one too many");
        }
        status = value.parseInt();
        if (status < 100 || status == SWITCHING_PROTOCOLS) {
            throw new IllegalArgumentException("status " + status + " has no place in HTTP/2");
        }
        kept.status(status);
    }

    private void readField(AsciiString name, AsciiString value) {
        if (HttpHeaderNames.CONTENT_LENGTH.contentEquals(name)) {
            readLength(value);
        }
        if (keeps(name)) {
            kept.add(name.toString(), value.toString());
        }
    }

    private void readLength(AsciiString value) {
        long length = value.length() > LONGEST_NUMBER ? UNKNOWN : value.parseLong();
        if (length < 0 || (contentLength != UNKNOWN && contentLength != length)) {
            throw new IllegalArgumentException("content-length '" + value + "' is none, or contradicts one before");
        }
        contentLength = length;
    }

    private boolean keeps(AsciiString name) {
        return switch (kept.keep()) {
            case NOTHING -> false;
            case COOKIES -> HttpHeaderNames.SET_COOKIE.contentEquals(name);
            case HEAD, BODY -> true;
        };
    }

    private static boolean isUpperCase(AsciiString name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.byteAt(i) >= 'A' && name.byteAt(i) <= 'Z') {
                return true;
            }
        }
        return false;
    }

    /** No field of it is missing. */
    void headEnds(int id, boolean last) throws Http2Exception {
        if (hasHead) {
            check(id, last, "a second head");
        } else {
            check(id, status != 0, "a head without status");
            hasHead = status >= FIRST_FINAL_STATUS;
        }
        if (last) {
            ends(id);
        }
    }

    void data(int id, ByteBuf data, int padding, boolean last) throws Http2Exception {
        check(id, hasHead, "a body without head");
        kept.received(FRAME_HEAD + data.readableBytes() + padding);
        kept.body(data, data.readerIndex(), data.readableBytes());
        if (last) {
            ends(id);
        }
    }

    private void ends(int id) throws Http2Exception {
        check(id, hasHead, "an end before the head");
        boolean bodiless = toHead || kept.status() == NO_CONTENT || kept.status() == NOT_MODIFIED;
        check(
                id,
                bodiless || contentLength == UNKNOWN || contentLength == kept.bodyBytes(),
                "a body of another length than its head says");
    }

    private static void check(int id, boolean holds, String otherwise) throws Http2Exception {
        if (!holds) {
            throw Http2Exception.streamError(id, Http2Error.PROTOCOL_ERROR, "the response has %s", otherwise);
        }
    }

    KeptResponse kept() {
        return kept;
    }
}
