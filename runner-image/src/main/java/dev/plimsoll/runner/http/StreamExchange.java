package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.runner.http.RequestBodies.RequestBody;
import org.jspecify.annotations.Nullable;

/** One request on one stream of HTTP/2, and what came of its response. Used again for another. */
final class StreamExchange {
    private final StreamResponse response;
    private final RequestBody body = new RequestBody();
    private final ReceiveWindow window = new ReceiveWindow(Http2Frames.STREAM_WINDOW);
    private @Nullable Exchange exchange;
    private @Nullable ErrorKind failure;
    private int id;
    private boolean idempotent;
    private boolean onServed;
    private int sentAtRead;
    private boolean begun;
    private boolean complete;
    private boolean untaken;

    StreamExchange(BodyMemory memory) {
        response = new StreamResponse(memory);
    }

    void begin(int id, Request request, Exchange exchange, boolean onServed, int sentAtRead, int sendWindow) {
        this.id = id;
        this.exchange = exchange;
        this.onServed = onServed;
        this.sentAtRead = sentAtRead;
        idempotent = request.idempotent();
        response.expect(request);
        body.begin(id, request.message().body(), sendWindow);
        window.reset();
        failure = null;
        begun = complete = untaken = false;
    }

    int id() {
        return id;
    }

    @Nullable
    Exchange exchange() {
        return exchange;
    }

    StreamResponse response() {
        return response;
    }

    /** What is sent after the head. */
    RequestBody body() {
        return body;
    }

    /** Of the target's data. */
    ReceiveWindow window() {
        return window;
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
        var kept = response.kept();
        if (done != null && complete) {
            done.responded(kept);
        } else if (done != null) {
            var kind = failure == null ? ErrorKind.CONNECTION_RESET : failure;
            done.failed(kind, kept.receivedBytes(), untaken || (mute && onServed && idempotent));
        }
        kept.release();
    }
}
