package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.EncodedHistogram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.HdrHistogram.AbstractHistogram;

/**
 * Encodes histograms one after the other, as {@link Histograms#encode} does, in memory that it keeps. The library takes
 * 450 kB anew for every histogram; what a generator touches anew each second, its machine has to find and clear while
 * requests wait. Belongs to one thread.
 */
public final class HistogramEncoder implements AutoCloseable {
    /** First int of a frame; the second is the number of bytes that follow. */
    static final int DEFLATED_COOKIE = 0x1c849314;

    private static final int HEADER = 2 * Integer.BYTES;

    private static final int LONGEST = Histograms.create().getNeededByteBufferCapacity();

    /** More than the header, and what deflating adds to bytes that cannot be made fewer: 5 for every 16 KiB, and 6. */
    private static final int OVERHEAD = 1024;

    /** The best level would save a twentieth of the bytes. */
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

    private final ByteBuffer body = ByteBuffer.allocate(LONGEST);
    private final ByteBuffer frame = ByteBuffer.allocate(LONGEST + OVERHEAD);

    /** A histogram of the shape that {@link Histograms} makes, as it crosses a wire. */
    public EncodedHistogram encode(AbstractHistogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return EncodedHistogram.EMPTY;
        }
        histogram.encodeIntoByteBuffer(body.clear());
        deflater.reset();
        deflater.setInput(body.flip());
        deflater.finish();
        frame.clear().position(HEADER);
        int length = deflater.deflate(frame);
        frame.putInt(0, DEFLATED_COOKIE).putInt(Integer.BYTES, length);
        return EncodedHistogram.of(Arrays.copyOf(frame.array(), HEADER + length));
    }

    /** Frees what the garbage collector does not see. */
    @Override
    public void close() {
        deflater.end();
    }
}
