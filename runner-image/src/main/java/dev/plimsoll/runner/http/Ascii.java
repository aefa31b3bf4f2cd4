package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Compares text where it lies in a buffer, in [from, to); nothing is copied. */
final class Ascii {
    private Ascii() {}

    /** A token to compare with. */
    static byte[] lowerCase(String token) {
        return token.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether a character less {@code '0'} is a digit. */
    static boolean isDigit(int value) {
        return value >= 0 && value <= 9;
    }

    /** The first place from which on there is no blank. */
    static int skipBlanks(ByteBuf in, int from, int to) {
        int i = from;
        while (i < to && isBlank(in.getByte(i))) {
            i++;
        }
        return i;
    }

    /** The last place before which there is no blank. */
    static int trimBlanks(ByteBuf in, int from, int to) {
        int i = to;
        while (i > from && isBlank(in.getByte(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t';
    }

    /** Whether the last element of a comma-separated list is this token. */
    static boolean endsWith(ByteBuf in, int from, int to, byte[] token) {
        int begin = to - token.length;
        return begin >= from
                && equalsIgnoreCase(in, begin, token)
                && (begin == from || isBlank(in.getByte(begin - 1)) || in.getByte(begin - 1) == ',');
    }

    /** Whether a token stands anywhere in it. */
    static boolean contains(ByteBuf in, int from, int to, byte[] token) {
        for (int i = from; i <= to - token.length; i++) {
            if (equalsIgnoreCase(in, i, token)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a token stands there, in whichever case. */
    static boolean equalsIgnoreCase(ByteBuf in, int from, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            int value = in.getByte(from + i);
            if (value >= 'A' && value <= 'Z') {
                value += 'a' - 'A';
            }
            if (value != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }
}
