package dev.plimsoll.engine.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * A histogram of nanoseconds in HdrHistogram's V2 deflate-compressed encoding; base64 in JSON. Empty bytes: no sample.
 */
public final class EncodedHistogram {
    /** A histogram without samples. */
    public static final EncodedHistogram EMPTY = new EncodedHistogram(new byte[0]);

    private final byte[] bytes;

    private EncodedHistogram(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Wraps a copy of the encoding. */
    @JsonCreator
    public static EncodedHistogram of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new EncodedHistogram(bytes.clone());
    }

    /** A copy of the encoding. */
    @JsonValue
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Length of the encoding in bytes. */
    public int size() {
        return bytes.length;
    }

    /** True when there is no sample. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedHistogram that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "EncodedHistogram[" + bytes.length + " bytes]";
    }
}
