package dev.plimsoll.runner.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes {@code Content-Encoding}, never to more than so many bytes: a small body may unfold to gigabytes. */
final class BodyDecoder {
    private static final int PORTION = 8 * 1024;

    /** Encodings laid over one another; who needs more wants to keep us busy. */
    private static final int MOST_LAYERS = 4;

    /**
     * A body in clear.
     *
     * @param cutOff whether there was more, or something that cannot be decoded
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Decoded(byte[] bytes, boolean cutOff) {}

    private BodyDecoder() {}

    /**
     * The body in clear. An encoding that is neither gzip nor deflate leaves it as it is.
     *
     * @param encodings values of {@code Content-Encoding}, in the order in which they were laid on
     */
    static Decoded decode(List<String> encodings, byte[] body, int limit) {
        var decoded = new Decoded(body, false);
        var layers = String.join(",", encodings).toLowerCase(Locale.ROOT).split(",", MOST_LAYERS);
        for (int i = layers.length - 1; i >= 0; i--) {
            var layer = layers[i].strip();
            decoded = switch (layer) {
                case "gzip", "x-gzip" -> drain(decoded, limit, GZIPInputStream::new);
                case "deflate" -> drain(decoded, limit, BodyDecoder::inflating);
                default -> decoded;
            };
        }
        return decoded;
    }

    private interface Opener {
        InputStream open(InputStream encoded) throws IOException;
    }

    private static Decoded drain(Decoded encoded, int limit, Opener opener) {
        var clear = new ByteArrayOutputStream();
        boolean broken = false;
        try (var stream = opener.open(new ByteArrayInputStream(encoded.bytes()))) {
            var portion = new byte[PORTION];
            for (int n = stream.read(portion); n >= 0 && clear.size() <= limit; n = stream.read(portion)) {
                clear.write(portion, 0, n);
            }
        } catch (IOException e) {
            broken = encoded.bytes().length > 0; // what was in clear before it counts
        }
        boolean tooLong = clear.size() > limit;
        var bytes = tooLong ? Arrays.copyOf(clear.toByteArray(), limit) : clear.toByteArray();
        return new Decoded(bytes, encoded.cutOff() || broken || tooLong);
    }

    /** By the book a zlib stream; some servers send the bare one. */
    private static InputStream inflating(InputStream encoded) throws IOException {
        encoded.mark(2);
        int method = encoded.read();
        int flags = encoded.read();
        encoded.reset();
        boolean zlib = (method & 0x0f) == 8 && ((method << 8) | flags) % 31 == 0;
        return zlib ? new InflaterInputStream(encoded) : new BareInflater(encoded);
    }

    /** Ends its inflater itself, which the stream would not do for one that it was given. */
    private static final class BareInflater extends InflaterInputStream {
        BareInflater(InputStream encoded) {
            super(encoded, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
