package dev.plimsoll.runner.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a server says on one connection of HTTP/2, byte by byte; also what none should say. */
final class ServerFrames {
    private static final int FRAME_HEAD = 9;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();

    /** A frame of any kind. */
    ServerFrames frame(int type, int flags, int id, byte... payload) {
        var head = ByteBuffer.allocate(FRAME_HEAD).putInt(payload.length << 8 | type);
        out.writeBytes(head.put((byte) flags).putInt(id).array());
        out.writeBytes(payload);
        return this;
    }

    /** Pairs of a setting and its value. */
    ServerFrames settings(int... settings) {
        var payload = ByteBuffer.allocate(settings.length * 3);
        for (int i = 0; i < settings.length; i += 2) {
            payload.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        return frame(Http2FrameTypes.SETTINGS, 0, 0, payload.array());
    }

    /** A head in one frame. */
    ServerFrames head(int id, boolean last, String... fields) {
        return head(id, last, Integer.MAX_VALUE, fields);
    }

    /** A head in frames of so many bytes. */
    ServerFrames head(int id, boolean last, int portion, String... fields) {
        var block = block(fields);
        int type = Http2FrameTypes.HEADERS;
        int flags = last ? Http2Flags.END_STREAM : 0;
        for (int from = 0; from < block.length; from += portion) {
            boolean end = block.length - from <= portion;
            var part = Arrays.copyOfRange(block, from, end ? block.length : from + portion);
            frame(type, flags | (end ? Http2Flags.END_HEADERS : 0), id, part);
            type = Http2FrameTypes.CONTINUATION;
            flags = 0;
        }
        return this;
    }

    private byte[] block(String... fields) {
        var headers = new DefaultHttp2Headers(false);
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        var block = Unpooled.buffer();
        try {
            encoder.encodeHeaders(1, headers, block);
        } catch (Http2Exception e) {
            throw new IllegalArgumentException(e);
        }
        return ByteBufUtil.getBytes(block);
    }

    ServerFrames data(int id, boolean last, String text) {
        return frame(Http2FrameTypes.DATA, last ? Http2Flags.END_STREAM : 0, id, text.getBytes(ISO_8859_1));
    }

    /** With so many bytes of padding, its length not counted. */
    ServerFrames padded(int id, boolean last, String text, int padding) {
        var payload = ByteBuffer.allocate(1 + text.length() + padding).put((byte) padding);
        payload.put(text.getBytes(ISO_8859_1));
        int flags = Http2Flags.PADDED | (last ? Http2Flags.END_STREAM : 0);
        return frame(Http2FrameTypes.DATA, flags, id, payload.array());
    }

    ServerFrames windowUpdate(int id, int bytes) {
        return frame(Http2FrameTypes.WINDOW_UPDATE, 0, id, number(bytes));
    }

    ServerFrames reset(int id, int code) {
        return frame(Http2FrameTypes.RST_STREAM, 0, id, number(code));
    }

    ServerFrames goAway(int lastStream) {
        return frame(
                Http2FrameTypes.GO_AWAY,
                0,
                0,
                ByteBuffer.allocate(8).putInt(lastStream).putInt(0).array());
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
