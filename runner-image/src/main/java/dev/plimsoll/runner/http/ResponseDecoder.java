package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Finds the end of one HTTP/1.1 response in a stream of bytes (RFC 9112), however the stream is cut.
 *
 * <p>Lines are parsed where they lie; only a line that is cut by the end of a buffer is copied, to an area that is
 * kept. Bodies are skipped, not read, unless they are to be kept.
 */
final class ResponseDecoder {
    /** Most bytes of status line, header fields and trailers together. */
    static final int MAX_HEAD = 64 * 1024;

    private static final int LONGEST_CHUNK_SIZE = 15;

    /** How far the response is. */
    enum Progress {
        /** More bytes are needed. */
        PARTIAL,
        /** The response is complete; bytes that are left do not belong to it. */
        COMPLETE,
        /** The bytes are no HTTP response. The decoder must not be used again. */
        MALFORMED
    }

    private enum State {
        STATUS_LINE,
        FIELDS,
        BODY,
        BODY_TO_END,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        COMPLETE,
        MALFORMED
    }

    private final KeptResponse response;
    private final ResponseHead head;

    /** The begin of a line whose end has not come. */
    private final ByteBuf cut = Unpooled.buffer(256);

    private State state = State.COMPLETE;
    private boolean bodiless;
    private int headBytes;
    private long remaining;

    /** One that keeps bodies in this memory. */
    ResponseDecoder(BodyMemory memory) {
        response = new KeptResponse(memory);
        head = new ResponseHead(response);
    }

    /**
     * Makes ready for the next response.
     *
     * @param bodiless whether the request was {@code HEAD}, whose response has no body whatever its fields say
     * @param keep what to keep of it
     */
    void expect(boolean bodiless, Keep keep) {
        this.bodiless = bodiless;
        response.expect(keep);
        state = State.STATUS_LINE;
        headBytes = 0;
        cut.clear();
    }

    /** Reads on; takes no byte past the end of the response. */
    Progress decode(ByteBuf in) {
        int from = in.readerIndex();
        advance(in);
        response.received(in.readerIndex() - from);
        return progress();
    }

    private void advance(ByteBuf in) {
        while (in.isReadable() && state != State.COMPLETE && state != State.MALFORMED) {
            switch (state) {
                case BODY, CHUNK -> takeCounted(in);
                case BODY_TO_END -> take(in, in.readableBytes());
                default -> readLine(in);
            }
        }
    }

    /** The connection was closed. */
    Progress endOfStream() {
        if (state == State.BODY_TO_END) {
            state = State.COMPLETE;
        }
        return progress();
    }

    /** What came of the response; whole once complete. */
    KeptResponse response() {
        return response;
    }

    /** Whether the connection can carry another request after this response. */
    boolean keepAlive() {
        return head.keepAlive();
    }

    /** Memory that is held until the next response. */
    int heldBytes() {
        return cut.capacity() + response.heldBytes();
    }

    private Progress progress() {
        return switch (state) {
            case COMPLETE -> Progress.COMPLETE;
            case MALFORMED -> Progress.MALFORMED;
            default -> Progress.PARTIAL;
        };
    }

    private void takeCounted(ByteBuf in) {
        int taken = (int) Math.min(remaining, in.readableBytes());
        take(in, taken);
        remaining -= taken;
        if (remaining == 0) {
            state = state == State.BODY ? State.COMPLETE : State.CHUNK_END;
        }
    }

    private void take(ByteBuf in, int length) {
        response.body(in, in.readerIndex(), length);
        in.skipBytes(length);
    }

    private void readLine(ByteBuf in) {
        int from = in.readerIndex();
        int newline = in.indexOf(from, in.writerIndex(), (byte) '\n');
        int taken = (newline < 0 ? in.writerIndex() : newline + 1) - from;
        headBytes += taken;
        if (headBytes > MAX_HEAD) {
            state = State.MALFORMED;
            return;
        }
        if (newline >= 0 && !cut.isReadable()) {
            line(in, from, newline);
            in.readerIndex(newline + 1);
            return;
        }
        cut.writeBytes(in, taken);
        if (newline >= 0) {
            line(cut, 0, cut.writerIndex() - 1);
            cut.clear();
        }
    }

    /** One line in [from, end), its newline at {@code end}; the carriage return before it may be missing. */
    private void line(ByteBuf in, int from, int end) {
        int to = end > from && in.getByte(end - 1) == '\r' ? end - 1 : end;
        state = switch (state) {
            case STATUS_LINE -> head.readStatusLine(in, from, to) ? State.FIELDS : State.MALFORMED;
            case FIELDS -> to == from ? afterFields() : head.readField(in, from, to) ? State.FIELDS : State.MALFORMED;
            case CHUNK_SIZE -> readChunkSize(in, from, to);
            case CHUNK_END -> to == from ? chunkSizeNext() : State.MALFORMED;
            case TRAILERS -> to == from ? State.COMPLETE : State.TRAILERS;
            default -> throw new IllegalStateException("no line belongs in " + state);
        };
    }

    private State afterFields() {
        int status = head.status();
        if (status < 200) {
            // 101 would change the protocol, which no request asked for
            return status == 101 ? State.MALFORMED : State.STATUS_LINE;
        }
        if (bodiless || status == 204 || status == 304) {
            return State.COMPLETE;
        }
        if (head.encoded()) {
            return head.chunked() ? State.CHUNK_SIZE : State.BODY_TO_END;
        }
        remaining = head.contentLength();
        if (remaining == ResponseHead.UNKNOWN) {
            return State.BODY_TO_END;
        }
        return remaining == 0 ? State.COMPLETE : State.BODY;
    }

    /** Chunk-size lines count against the limit of the head only while they are read: a body may have many of them. */
    private State chunkSizeNext() {
        headBytes = 0;
        return State.CHUNK_SIZE;
    }

    private State readChunkSize(ByteBuf in, int from, int to) {
        long size = 0;
        int i = from;
        for (; i < to; i++) {
            int digit = Character.digit(in.getByte(i), 16);
            if (digit < 0) {
                break;
            }
            size = size << 4 | digit;
        }
        if (i == from || i - from > LONGEST_CHUNK_SIZE || !isExtension(in, i, to)) {
            return State.MALFORMED;
        }
        remaining = size;
        return size == 0 ? State.TRAILERS : State.CHUNK;
    }

    private static boolean isExtension(ByteBuf in, int from, int to) {
        return from == to || in.getByte(from) == ';' || in.getByte(from) == ' ' || in.getByte(from) == '\t';
    }
}
