package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

/** What each frame of the target's means to a connection, and whether it may come at all (RFC 9113, section 6). */
final class Http2Frames extends Http2FrameAdapter {
    /**
     * What the target may send before it hears that we read on: the default would throttle it to 64 KiB a round trip.
     */
    static final int STREAM_WINDOW = 1 << 20;

    static final int CONNECTION_WINDOW = 16 << 20;

    /** Frames of data without data, one after another: more of them only keep us busy. */
    private static final int MOST_EMPTY = 100;

    private final MultiplexConnection owner;
    private final LiveStreams streams;
    private final FrameWriter writer;
    private final RequestBodies bodies;
    private final ReceiveWindow window = new ReceiveWindow(CONNECTION_WINDOW);
    private int empty;

    Http2Frames(MultiplexConnection owner, LiveStreams streams, FrameWriter writer, RequestBodies bodies) {
        this.owner = owner;
        this.streams = streams;
        this.writer = writer;
        this.bodies = bodies;
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int id,
            Http2Headers fields,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean last)
            throws Http2Exception {
        onHeadersRead(context, id, fields, padding, last);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int id, Http2Headers fields, int padding, boolean last)
            throws Http2Exception {
        var stream = streams.get(id);
        if (stream == null) {
            checkOpened(id);
            return;
        }
        stream.response().headEnds(id, last);
        owner.received(stream, last);
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean last)
            throws Http2Exception {
        int bytes = data.readableBytes() + padding;
        countEmpty(bytes, last);
        widen(0, window.take(bytes));
        var stream = streams.get(id);
        if (stream == null) {
            checkOpened(id);
            return bytes;
        }
        stream.response().data(id, data, padding, last);
        if (!last) {
            widen(id, stream.window().take(bytes));
        }
        owner.received(stream, last);
        return bytes;
    }

    private void countEmpty(int bytes, boolean last) throws Http2Exception {
        empty = bytes == 0 && !last ? empty + 1 : 0;
        if (empty > MOST_EMPTY) {
            throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "it sends data without data");
        }
    }

    private void widen(int id, int bytes) {
        if (bytes > 0) {
            writer.windowUpdate(id, bytes);
            owner.flushLater();
        }
    }

    /** A stream that is not there must have been once. */
    private void checkOpened(int id) throws Http2Exception {
        if (!streams.hasOpened(id)) {
            throw Http2Exception.connectionError(
                    Http2Error.PROTOCOL_ERROR, "it answers on stream %d, which was not opened", id);
        }
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int id, long code) throws Http2Exception {
        var stream = streams.get(id);
        if (stream == null) {
            checkOpened(id);
        } else {
            owner.reset(stream, code == Http2Error.REFUSED_STREAM.code());
        }
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        var maxFrame = settings.maxFrameSize();
        if (maxFrame != null) {
            writer.maxFrame(maxFrame);
        }
        writer.settingsAcknowledged();
        owner.flushLater();
        owner.settings(settings);
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
        writer.pong(data);
        owner.flushLater();
    }

    @Override
    public void onPushPromiseRead(ChannelHandlerContext context, int id, int promised, Http2Headers fields, int padding)
            throws Http2Exception {
        throw Http2Exception.connectionError(Http2Error.PROTOCOL_ERROR, "it pushes what nobody asked for");
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int lastStream, long code, ByteBuf debug) {
        owner.goneAway(lastStream);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int id, int bytes) throws Http2Exception {
        owner.flushLater();
        if (id == 0) {
            bodies.widen(bytes);
            return;
        }
        var stream = streams.get(id);
        if (stream == null) {
            checkOpened(id);
        } else {
            bodies.widen(stream.body(), bytes);
        }
    }
}
