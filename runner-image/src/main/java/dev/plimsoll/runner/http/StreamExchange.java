package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** One request on one stream of HTTP/2, and what came of its response. Used again for another. */
final class StreamExchange {
    private static final int FRAME_HEAD = 9;
    private static final int FIRST_FINAL_STATUS = 200;

    private final KeptResponse response = new KeptResponse();
    private @Nullable Exchange exchange;
    private @Nullable ErrorKind failure;
    private boolean idempotent;
    private boolean onServed;
    private int sentAtRead;
    private boolean begun;
    private boolean hasHead;
    private boolean complete;
    private boolean untaken;

    void begin(Request request, Exchange exchange, boolean onServed, int sentAtRead) {
        this.exchange = exchange;
        this.onServed = onServed;
        this.sentAtRead = sentAtRead;
        idempotent = request.idempotent();
        response.expect(request.keep());
        failure = null;
        begun = hasHead = complete = untaken = false;
    }

    @Nullable
    Exchange exchange() {
        return exchange;
    }

    /** How many times the connection had been read when the request was sent. */
    int sentAtRead() {
        return sentAtRead;
    }

    /** Nobody waits any more. */
    void forsake() {
        exchange = null;
    }

    /** Whether this is the first that came. */
    boolean begins() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    /** Tells that the response has begun, unless it has ended since. */
    void tellBegin() {
        if (exchange != null && begun && !complete && failure == null) {
            exchange.began();
        }
    }

    /** An interim head, the head, or what comes after the body, which is not kept. */
    void head(Http2Headers headers) {
        response.received(FRAME_HEAD);
        if (hasHead) {
            return;
        }
        var status = headers.status();
        response.status(status == null ? 0 : Integer.parseInt(status.toString()));
        hasHead = response.status() >= FIRST_FINAL_STATUS;
        for (var field : headers) {
            response.received(field.getKey().length() + field.getValue().length());
            if (hasHead && keeps(field.getKey())) {
                response.add(field.getKey().toString(), field.getValue().toString());
            }
        }
    }

    private boolean keeps(CharSequence name) {
        return switch (response.keep()) {
            case NOTHING -> false;
            case COOKIES -> AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.SET_COOKIE);
            case HEAD, BODY -> name.charAt(0) != ':';
        };
    }

    void data(ByteBuf data, int padding) {
        response.received(FRAME_HEAD + data.readableBytes() + padding);
        response.body(data, data.readerIndex(), data.readableBytes());
    }

    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    /**
     * It fails, for the first reason that is given.
     *
     * @param untaken whether the target has said that it did not work on it
     */
    void fails(ErrorKind kind, boolean untaken) {
        if (failure == null) {
            failure = kind;
            this.untaken = untaken;
        }
    }

    /**
     * The stream is closed: tells how it ended.
     *
     * @param mute whether the connection was closed and not one byte had come on it since the request was sent
     */
    void end(boolean mute) {
        var done = exchange;
        exchange = null;
        if (done != null && complete && hasHead) {
            done.responded(response);
        } else if (done != null) {
            var kind = failure == null ? ErrorKind.CONNECTION_RESET : failure;
            done.failed(kind, response.receivedBytes(), untaken || (mute && onServed && idempotent));
        }
        response.release();
    }
}
