package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Status line and header fields of one response, as far as they tell where it ends. Reused from response to response.
 *
 * <p>Field names are told apart by length first, so that a field of no interest costs one comparison.
 */
final class ResponseHead {
    /** Length of a body whose end is not told by a number. */
    static final long UNKNOWN = -1;

    private static final byte[] CONTENT_LENGTH = Ascii.lowerCase("content-length");
    private static final byte[] TRANSFER_ENCODING = Ascii.lowerCase("transfer-encoding");
    private static final byte[] CONNECTION = Ascii.lowerCase("connection");
    private static final byte[] CHUNKED = Ascii.lowerCase("chunked");
    private static final byte[] CLOSE = Ascii.lowerCase("close");
    private static final byte[] KEEP_ALIVE = Ascii.lowerCase("keep-alive");
    private static final byte[] SET_COOKIE = Ascii.lowerCase("set-cookie");
    private static final byte[] HTTP_1 = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final int STATUS_LINE_LENGTH = "HTTP/1.1 200".length();
    private static final int LONGEST_NUMBER = 18;

    private final KeptResponse kept;
    private int status;
    private long contentLength;
    private boolean encoded;
    private boolean chunked;
    private boolean keepAlive;
    private boolean closes;
    private boolean lastMattered;
    private boolean lastKept;

    /** The fields that are to be kept are given to this response. */
    ResponseHead(KeptResponse kept) {
        this.kept = kept;
    }

    int status() {
        return status;
    }

    /** Body length by {@code Content-Length}; {@link #UNKNOWN} without that field. */
    long contentLength() {
        return contentLength;
    }

    /**
     * Whether {@code Transfer-Encoding} decides where the body ends: by chunks, or else at the end of the connection.
     */
    boolean encoded() {
        return encoded;
    }

    boolean chunked() {
        return chunked;
    }

    /** Whether the server lets the connection live on. */
    boolean keepAlive() {
        return keepAlive && !closes;
    }

    /** Reads {@code HTTP/1.x SSS reason} in [from, to); false when it is none. Forgets the response before. */
    boolean readStatusLine(ByteBuf in, int from, int to) {
        contentLength = UNKNOWN;
        encoded = false;
        chunked = false;
        closes = false;
        lastMattered = false;
        lastKept = false;
        if (to - from < STATUS_LINE_LENGTH || !startsWithVersion(in, from) || in.getByte(from + 8) != ' ') {
            return false;
        }
        int hundreds = in.getByte(from + 9) - '0';
        int tens = in.getByte(from + 10) - '0';
        int ones = in.getByte(from + 11) - '0';
        boolean digits = hundreds >= 1 && hundreds <= 9 && Ascii.isDigit(tens) && Ascii.isDigit(ones);
        if (!digits || (to - from > STATUS_LINE_LENGTH && in.getByte(from + STATUS_LINE_LENGTH) != ' ')) {
            return false;
        }
        status = hundreds * 100 + tens * 10 + ones;
        keepAlive = in.getByte(from + HTTP_1.length) != '0';
        kept.status(status);
        return true;
    }

    /** Reads one header field in [from, to); false when it is none, or contradicts one before. */
    boolean readField(ByteBuf in, int from, int to) {
        byte first = in.getByte(from);
        if (first == ' ' || first == '\t') {
            return !lastMattered && fold(in, from, to); // harmless in fields that do not tell where the body ends
        }
        int colon = in.indexOf(from, to, (byte) ':');
        if (colon <= from) {
            return false;
        }
        int begin = Ascii.skipBlanks(in, colon + 1, to);
        int end = Ascii.trimBlanks(in, begin, to);
        lastKept = keeps(in, from, colon);
        if (lastKept) {
            kept.add(text(in, from, colon), text(in, begin, end));
        }
        lastMattered = true;
        switch (colon - from) {
            case 14 -> {
                if (Ascii.equalsIgnoreCase(in, from, CONTENT_LENGTH)) {
                    return readContentLength(in, begin, end);
                }
            }
            case 17 -> {
                if (Ascii.equalsIgnoreCase(in, from, TRANSFER_ENCODING)) {
                    encoded = true;
                    chunked = Ascii.endsWith(in, begin, end, CHUNKED);
                    return true;
                }
            }
            case 10 -> {
                if (Ascii.equalsIgnoreCase(in, from, CONNECTION)) {
                    keepAlive |= Ascii.contains(in, begin, end, KEEP_ALIVE);
                    closes |= Ascii.contains(in, begin, end, CLOSE);
                    return true;
                }
            }
            default -> {}
        }
        lastMattered = false;
        return true;
    }

    private boolean fold(ByteBuf in, int from, int to) {
        if (lastKept) {
            int begin = Ascii.skipBlanks(in, from, to);
            kept.fold(text(in, begin, Ascii.trimBlanks(in, begin, to)));
        }
        return true;
    }

    private boolean keeps(ByteBuf in, int from, int to) {
        return switch (kept.keep()) {
            case NOTHING -> false;
            case COOKIES -> to - from == SET_COOKIE.length && Ascii.equalsIgnoreCase(in, from, SET_COOKIE);
            case HEAD, BODY -> true;
        };
    }

    private static String text(ByteBuf in, int from, int to) {
        return in.toString(from, to - from, StandardCharsets.UTF_8);
    }

    private boolean readContentLength(ByteBuf in, int from, int to) {
        if (from == to || to - from > LONGEST_NUMBER) {
            return false;
        }
        long length = 0;
        for (int i = from; i < to; i++) {
            int digit = in.getByte(i) - '0';
            if (!Ascii.isDigit(digit)) {
                return false;
            }
            length = length * 10 + digit;
        }
        boolean contradicts = contentLength != UNKNOWN && contentLength != length;
        contentLength = length;
        return !contradicts;
    }

    private static boolean startsWithVersion(ByteBuf in, int from) {
        for (int i = 0; i < HTTP_1.length; i++) {
            if (in.getByte(from + i) != HTTP_1[i]) {
                return false;
            }
        }
        return Ascii.isDigit(in.getByte(from + HTTP_1.length) - '0');
    }
}
