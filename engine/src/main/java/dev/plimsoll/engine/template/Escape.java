package dev.plimsoll.engine.template;

import java.nio.charset.StandardCharsets;

/** What keeps a value from being read as more than a value, by the place in which it stands. */
public enum Escape {
    /** Nothing: a body that is a text. */
    NONE {
        @Override
        void append(String value, StringBuilder out) {
            out.append(value);
        }
    },
    /**
     * A segment of a path, or a name or value of a query: percent-encoding of all that is not unreserved (RFC 3986).
     */
    URL {
        @Override
        void append(String value, StringBuilder out) {
            percentEncode(value, "-._~", out);
        }

        @Override
        Escape raw() {
            return URL_PART;
        }
    },
    /** A part of a URL as it is: only what cannot stand in one is percent-encoded. */
    URL_PART {
        @Override
        void append(String value, StringBuilder out) {
            percentEncode(value, "-._~:/?[]@!$&'()*+,;=%", out);
        }
    },
    /** The value of a header field: a control character, which would end it, becomes a blank. */
    HEADER {
        @Override
        void append(String value, StringBuilder out) {
            value.chars().forEach(c -> out.append(isControl(c) ? ' ' : (char) c));
        }
    },
    /** A value of {@code application/x-www-form-urlencoded} (URL Standard). */
    FORM {
        @Override
        void append(String value, StringBuilder out) {
            int from = out.length();
            percentEncode(value, "-._* ", out);
            for (int i = from; i < out.length(); i++) {
                if (out.charAt(i) == ' ') {
                    out.setCharAt(i, '+');
                }
            }
        }
    };

    private static final String HEX = "0123456789ABCDEF";

    /** Appends a value so that it stays one. */
    abstract void append(String value, StringBuilder out);

    /** A value so that it stays one. */
    public String of(String value) {
        var out = new StringBuilder(value.length() + 16);
        append(value, out);
        return out.toString();
    }

    /** How to append what says of itself that it is no plain value. */
    Escape raw() {
        return this;
    }

    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t') || c == 0x7f;
    }

    private static void percentEncode(String value, String marks, StringBuilder out) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isAlphanumeric(c) || marks.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
