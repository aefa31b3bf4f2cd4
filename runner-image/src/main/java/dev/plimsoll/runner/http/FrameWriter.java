package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import org.jspecify.annotations.Nullable;

/** Writes frames (RFC 9113, section 6), and gathers them until the next flush: then they leave in one piece. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, and that is heard of
final class FrameWriter {
    private static final int FIRST_CAPACITY = 256;

    /** Bodies are written in portions of so many bytes, as long as the socket takes them. */
    private static final int MOST_GATHERED = 64 * 1024;

    /** More than this unread by the target, and it only wants to keep us busy. */
    private static final int MOST_ACKNOWLEDGEMENTS = 10_000;

    /** A size of 0 for the dynamic table: what is sent refers to none. */
    private static final byte NO_DYNAMIC_TABLE = 0x20;

    private final Channel channel;
    private @Nullable ByteBuf gathered;
    private int maxFrame = Http2CodecUtil.DEFAULT_MAX_FRAME_SIZE;
    private boolean tableSized;
    private int acknowledgements;

    FrameWriter(Channel channel) {
        this.channel = channel;
    }

    /** The largest frame that the target takes, in bytes of its payload. */
    void maxFrame(int bytes) {
        maxFrame = bytes;
    }

    int maxFrame() {
        return maxFrame;
    }

    /** What a client says first: that it speaks HTTP/2, takes no pushes, and how much it will read ahead. */
    void preface(int streamWindow, int connectionWindow, int maxHeaderList) {
        var out = out();
        out.writeBytes(Http2CodecUtil.connectionPrefaceBuf());
        frame(out, 3 * Http2CodecUtil.SETTING_ENTRY_LENGTH, Http2FrameTypes.SETTINGS, 0, 0);
        out.writeShort(Http2CodecUtil.SETTINGS_ENABLE_PUSH).writeInt(0);
        out.writeShort(Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE).writeInt(streamWindow);
        out.writeShort(Http2CodecUtil.SETTINGS_MAX_HEADER_LIST_SIZE).writeInt(maxHeaderList);
        windowUpdate(0, connectionWindow - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
    }

    /**
     * The head of a request.
     *
     * @param block as {@link HeaderBlocks} makes it
     * @param last whether no body follows
     */
    void headers(int id, byte[] block, boolean last) {
        if (tableSized) {
            fragments(id, block, last);
            return;
        }
        tableSized = true;
        var first = new byte[block.length + 1];
        first[0] = NO_DYNAMIC_TABLE;
        System.arraycopy(block, 0, first, 1, block.length);
        fragments(id, first, last);
    }

    private void fragments(int id, byte[] block, boolean last) {
        var out = out();
        byte type = Http2FrameTypes.HEADERS;
        int flags = last ? Http2Flags.END_STREAM : 0;
        int from = 0;
        do {
            int length = Math.min(maxFrame, block.length - from);
            boolean end = from + length == block.length;
            frame(out, length, type, end ? flags | Http2Flags.END_HEADERS : flags, id);
            out.writeBytes(block, from, length);
            type = Http2FrameTypes.CONTINUATION;
            flags = 0;
            from += length;
        } while (from < block.length);
    }

    /** A part of a body, not longer than a frame may be. */
    void data(int id, byte[] body, int from, int length, boolean last) {
        var out = out();
        frame(out, length, Http2FrameTypes.DATA, last ? Http2Flags.END_STREAM : 0, id);
        out.writeBytes(body, from, length);
    }

    /** Whether more of a body can be written now; else the channel will tell when it can. */
    boolean hasRoom() {
        if (gathered != null && gathered.readableBytes() >= MOST_GATHERED) {
            flush();
        }
        return channel.isWritable();
    }

    void reset(int id, Http2Error error) {
        var out = out();
        frame(out, Integer.BYTES, Http2FrameTypes.RST_STREAM, 0, id);
        out.writeInt((int) error.code());
    }

    void windowUpdate(int id, int bytes) {
        var out = out();
        frame(out, Integer.BYTES, Http2FrameTypes.WINDOW_UPDATE, 0, id);
        out.writeInt(bytes);
    }

    void settingsAcknowledged() throws Http2Exception {
        acknowledge();
        frame(out(), 0, Http2FrameTypes.SETTINGS, Http2Flags.ACK, 0);
    }

    void pong(long data) throws Http2Exception {
        acknowledge();
        var out = out();
        frame(out, Long.BYTES, Http2FrameTypes.PING, Http2Flags.ACK, 0);
        out.writeLong(data);
    }

    private void acknowledge() throws Http2Exception {
        if (++acknowledgements > MOST_ACKNOWLEDGEMENTS) {
            throw Http2Exception.connectionError(
                    Http2Error.ENHANCE_YOUR_CALM, "it asks for acknowledgements and does not read them");
        }
    }

    /** No stream of the target's was worked on: it may open none. */
    void goAway(Http2Error error) {
        var out = out();
        frame(out, 2 * Integer.BYTES, Http2FrameTypes.GO_AWAY, 0, 0);
        out.writeInt(0).writeInt((int) error.code());
    }

    /** Sends what was gathered. */
    void flush() {
        var out = gathered;
        if (out != null) {
            gathered = null;
            channel.writeAndFlush(out, channel.voidPromise());
        }
        if (channel.isWritable()) {
            acknowledgements = 0;
        }
    }

    /** Lets go of what was gathered: there is nobody to send it to. */
    void discard() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }

    private ByteBuf out() {
        if (gathered == null) {
            gathered = channel.alloc().directBuffer(FIRST_CAPACITY);
        }
        return gathered;
    }

    private static void frame(ByteBuf out, int length, byte type, int flags, int id) {
        out.writeInt(length << 8 | type).writeByte(flags).writeInt(id);
    }
}
