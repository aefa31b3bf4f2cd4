package dev.plimsoll.runner.http;

import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Bodies that are being sent on one connection, as fast as the target's windows and the socket allow (RFC 9113, section
 * 5.2): a frame of each in turn.
 */
final class RequestBodies {
    private static final long LARGEST_WINDOW = Integer.MAX_VALUE;

    private final FrameWriter writer;

    /** Those whose own window is open. */
    private final ArrayDeque<RequestBody> ready = new ArrayDeque<>(0);

    private long window = Http2CodecUtil.DEFAULT_WINDOW_SIZE;

    RequestBodies(FrameWriter writer) {
        this.writer = writer;
    }

    void begin(RequestBody body) {
        enqueue(body);
        send();
    }

    /** Nobody wants the rest of it. */
    void forget(RequestBody body) {
        if (body.queued) {
            body.queued = false;
            ready.remove(body);
        }
        body.end();
    }

    /**
     * Sends what can be sent now. To ask for room may flush, and a flush that makes room calls this anew: so it comes
     * first.
     */
    void send() {
        while (writer.hasRoom() && window > 0 && !ready.isEmpty()) {
            var body = ready.remove();
            body.queued = false;
            int allowed = (int) Math.min(window, Math.min(body.window, writer.maxFrame()));
            if (allowed > 0) {
                window -= body.send(writer, allowed);
                enqueue(body);
            }
        }
    }

    private void enqueue(RequestBody body) {
        if (!body.queued && body.window > 0 && body.left() > 0) {
            body.queued = true;
            ready.add(body);
        }
    }

    /** The target allows more on the whole connection. */
    void widen(int bytes) throws Http2Exception {
        window += bytes;
        if (window > LARGEST_WINDOW) {
            throw Http2Exception.connectionError(
                    Http2Error.FLOW_CONTROL_ERROR, "the window of the connection grew beyond 31 bits");
        }
        send();
    }

    /** The target allows more of one body. */
    void widen(RequestBody body, int bytes) throws Http2Exception {
        if (!resize(body, bytes)) {
            throw Http2Exception.streamError(
                    body.id, Http2Error.FLOW_CONTROL_ERROR, "the window of a stream grew beyond 31 bits");
        }
        send();
    }

    /** By a changed setting the target allows more, or less, of each body. */
    void resize(List<RequestBody> bodies, long bytes) throws Http2Exception {
        for (var body : bodies) {
            if (!resize(body, bytes)) {
                throw Http2Exception.connectionError(
                        Http2Error.FLOW_CONTROL_ERROR, "a setting lets the window of a stream grow beyond 31 bits");
            }
        }
        send();
    }

    private boolean resize(RequestBody body, long bytes) {
        body.window += bytes;
        enqueue(body);
        return body.window <= LARGEST_WINDOW;
    }

    /** One of them, and what the target allows of it. Used again for another. */
    static final class RequestBody {
        private static final byte[] NONE = {};

        private int id;
        private byte[] bytes = NONE;
        private int sent;
        private long window;
        private boolean queued;

        void begin(int id, byte[] bytes, int window) {
            this.id = id;
            this.bytes = bytes;
            this.window = window;
            sent = 0;
        }

        int left() {
            return bytes.length - sent;
        }

        private int send(FrameWriter writer, int most) {
            int length = Math.min(most, left());
            writer.data(id, bytes, sent, length, length == left());
            sent += length;
            window -= length;
            return length;
        }

        private void end() {
            bytes = NONE;
            sent = 0;
        }
    }
}
