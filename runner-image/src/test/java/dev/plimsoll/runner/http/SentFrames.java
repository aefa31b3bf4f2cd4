package dev.plimsoll.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;

/** Notes what a client sends, a line for each frame that matters. */
final class SentFrames extends Http2FrameAdapter {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int id, Http2Headers head, int padding, boolean last) {
        lines.add("head " + id + " " + head.method() + " " + head.path() + (last ? " end" : ""));
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean last) {
        lines.add("data " + id + " " + data.toString(ISO_8859_1) + (last ? " end" : ""));
        return 0;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int id, long code) {
        lines.add("reset " + id + " " + Http2Error.valueOf(code));
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int lastStream, long code, ByteBuf debug) {
        lines.add("goaway " + Http2Error.valueOf(code));
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) {
        lines.add("settings read");
    }

    /** The one that belongs to the preface is left out. */
    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int id, int bytes) {
        if (bytes != Http2Frames.CONNECTION_WINDOW - Http2CodecUtil.DEFAULT_WINDOW_SIZE) {
            lines.add("window " + id + " " + bytes);
        }
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) {
        lines.add("pong " + data);
    }
}
