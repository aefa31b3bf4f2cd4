package dev.plimsoll.runner.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Exception.StreamException;
import io.netty.handler.codec.http2.Http2Settings;
import org.jspecify.annotations.Nullable;

/** Netty's framing, compression of heads and flow control of HTTP/2; tells its owner what it would else only log. */
final class Http2Handler extends Http2ConnectionHandler {
    /**
     * What the target may send before it hears that we read on: the default would throttle it to 64 KiB a round trip.
     */
    private static final int STREAM_WINDOW = 1 << 20;

    private static final int CONNECTION_WINDOW = 16 << 20;

    private final MultiplexConnection owner;
    private @Nullable ChannelHandlerContext context;

    private Http2Handler(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            MultiplexConnection owner) {
        super(decoder, encoder, settings, true);
        this.owner = owner;
    }

    static Http2Handler of(MultiplexConnection owner) {
        return new Builder(owner).build();
    }

    private static final class Builder extends AbstractHttp2ConnectionHandlerBuilder<Http2Handler, Builder> {
        private final MultiplexConnection owner;

        Builder(MultiplexConnection owner) {
            this.owner = owner;
            server(false);
            frameListener(owner);
            initialSettings(new Http2Settings()
                    .pushEnabled(false)
                    .initialWindowSize(STREAM_WINDOW)
                    .maxHeaderListSize(ResponseDecoder.MAX_HEAD));
            gracefulShutdownTimeoutMillis(0);
            encoderEnforceMaxRstFramesPerWindow(0, 0); // however many requests time out
        }

        @Override
        protected Http2Handler build() {
            return super.build();
        }

        @Override
        protected Http2Handler build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            return new Http2Handler(decoder, encoder, settings, owner);
        }
    }

    /** Its place in the pipeline; it must have one. */
    ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the connection is not installed");
        }
        return context;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        this.context = context;
        super.handlerAdded(context);
        var window = connection().local().flowController();
        window.incrementWindowSize(
                connection().connectionStream(), CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
        context.flush();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        owner.readComplete();
        super.channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        owner.disconnected();
        super.channelInactive(context);
    }

    @Override
    protected void onStreamError(
            ChannelHandlerContext context, boolean outbound, Throwable cause, StreamException stream) {
        owner.unreadable(stream.streamId(), cause);
        super.onStreamError(context, outbound, cause, stream);
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext context, boolean outbound, Throwable cause, @Nullable Http2Exception error) {
        owner.unreadable(null, cause);
        super.onConnectionError(context, outbound, cause, error);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) != null) {
            super.exceptionCaught(context, cause);
        } else {
            owner.broken(cause);
        }
    }
}
