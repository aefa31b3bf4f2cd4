package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.EncodedHistogram;
import java.io.IOException;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/** The one shape of histogram that Plimsoll records: nanoseconds, 1 µs to 1 h, three significant digits. */
public final class Histograms {
    /** Values below are recorded, but told apart no finer than this. */
    public static final long LOWEST_NANOS = 1_000L;

    /** Values above are recorded as this. */
    public static final long HIGHEST_NANOS = 3_600_000_000_000L;

    /** Significant decimal digits of every value. */
    public static final int DIGITS = 3;

    private Histograms() {}

    /** A histogram without samples. */
    public static Histogram create() {
        return new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    }

    /** One of half the size, 100 kB, for no more than 2³¹ samples of a value: those of one loop in one interval. */
    public static IntCountsHistogram createSmall() {
        return new IntCountsHistogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    }

    /** Counts one value; what is outside the range counts as its nearest end, so that no sample is lost. */
    public static void record(AbstractHistogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, HIGHEST_NANOS));
    }

    /** The histogram as it crosses a wire. Who encodes many keeps a {@link HistogramEncoder}. */
    public static EncodedHistogram encode(AbstractHistogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return EncodedHistogram.EMPTY;
        }
        try (var encoder = new HistogramEncoder()) {
            return encoder.encode(histogram);
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are no histogram
     */
    public static Histogram decode(EncodedHistogram encoded) {
        var histogram = create();
        addTo(histogram, encoded);
        return histogram;
    }

    /**
     * Adds every count of a part to a sum.
     *
     * @throws IllegalArgumentException when the bytes are no histogram; the sum may then hold a piece of it
     */
    public static void addTo(Histogram sum, EncodedHistogram part) {
        read(part, sum::recordValueWithCount);
    }

    /**
     * Makes sure that these bytes can be read.
     *
     * @throws IllegalArgumentException when the bytes are no histogram
     */
    public static void check(EncodedHistogram encoded) {
        read(encoded, (_, _) -> {});
    }

    static void read(EncodedHistogram encoded, SparseReader.Sink sink) {
        if (encoded.isEmpty()) {
            return;
        }
        try {
            SparseReader.read(encoded.bytes(), sink);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not a compressed HdrHistogram: " + e.getMessage(), e);
        }
    }
}
