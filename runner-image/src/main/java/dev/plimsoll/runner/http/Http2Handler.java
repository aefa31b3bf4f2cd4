package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import java.util.List;

/** Netty's reader of frames, and what it finds wrong with them. */
final class Http2Handler extends ByteToMessageDecoder {
    private static final int TYPE = 3;
    private static final int SHOWN = 24;

    private final MultiplexConnection owner;
    private final Http2FrameListener frames;
    private final DefaultHttp2FrameReader reader;
    private boolean begun;

    Http2Handler(MultiplexConnection owner, Http2FrameListener frames, Http2HeadersDecoder fields) {
        this.owner = owner;
        this.frames = frames;
        reader = new DefaultHttp2FrameReader(fields);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        try {
            if (begins(in)) {
                reader.readFrame(context, in, frames);
            }
        } catch (Http2Exception e) {
            if (e instanceof Http2Exception.StreamException ofStream) {
                owner.unreadable(ofStream.streamId(), ofStream.error(), ofStream);
            } else {
                owner.unreadable(e.error(), e);
            }
        }
    }

    /** What begins with another frame than that of settings is no HTTP/2. */
    private boolean begins(ByteBuf in) throws Http2Exception {
        if (!begun && in.readableBytes() > TYPE) {
            if (in.getByte(in.readerIndex() + TYPE) != Http2FrameTypes.SETTINGS) {
                var shown = ByteBufUtil.hexDump(in, in.readerIndex(), Math.min(SHOWN, in.readableBytes()));
                in.skipBytes(in.readableBytes());
                throw Http2Exception.connectionError(
                        Http2Error.PROTOCOL_ERROR, "it does not begin with settings, but with the bytes %s", shown);
            }
            begun = true;
        }
        return begun;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        owner.readComplete();
        super.channelReadComplete(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        owner.writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        owner.disconnected();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        reader.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        owner.broken(cause);
    }
}
