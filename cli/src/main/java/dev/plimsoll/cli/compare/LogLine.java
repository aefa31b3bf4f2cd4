package dev.plimsoll.cli.compare;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.zip.DataFormatException;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogScanner;
import org.HdrHistogram.HistogramLogScanner.EncodableHistogramSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log's lines with the library, one at a time, so that it is known which one cannot be read. Remembers what the
 * lines before have said: from when times count, and how large the column Interval_Max is.
 */
final class LogLine {
    /**
     * Times that lie so far before the start time count from it; others are since 1970. So says the library's reader.
     */
    private static final double YEAR = 365 * 24 * 3600.0;

    /** How far, in powers of ten, a ratio may be from one: the column is rounded, and so are histograms. */
    private static final double ROUNDING = 0.15;

    private static final double MILLIONTHS = Math.pow(10, Scale.DECIMALS);

    private @Nullable Double startTime;
    private @Nullable Double baseTime;
    private boolean decimal;
    private double largestMaximum;
    private double perMaximum;

    /** A line that is neither a comment nor an interval. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(Throwable cause) {
            super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        }
    }

    /** Whether an interval with decimal numbers was read. */
    boolean decimal() {
        return decimal;
    }

    /** See {@link LogFacts#perMaximum}. */
    double perMaximum() {
        return perMaximum;
    }

    /** The interval on a line; null when it is a comment. */
    @Nullable
    LogEntry read(int number, String text) throws Unreadable {
        var handler = new Handler();
        // the scanner looks for the end of a line, which the last one of a file may not have
        var bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            new HistogramLogScanner(new ByteArrayInputStream(bytes)).process(handler);
        } catch (NoSuchElementException e) { // of a line that ends within its columns
            throw new Unreadable(e);
        }
        if (handler.failure != null) {
            throw new Unreadable(handler.failure);
        }
        if (handler.histogram == null) {
            return null;
        }
        noteMaximum(text, handler.histogram.getMaxValueAsDouble());
        return new LogEntry(
                number,
                handler.tag,
                handler.timestamp + base(handler.timestamp),
                handler.length,
                whole(handler.histogram));
    }

    private double base(double timestamp) {
        if (baseTime == null) {
            baseTime = startTime != null && timestamp < startTime - YEAR ? startTime : 0.0;
        }
        return baseTime;
    }

    private void noteMaximum(String text, double maximum) {
        var fields = text.strip().split("[ ,]", -1);
        double written = Double.parseDouble(fields[fields.length - 2]); // the histogram is the last
        if (written <= largestMaximum) {
            return;
        }
        largestMaximum = written;
        double exponent = Math.log10(maximum / written);
        perMaximum = Math.abs(exponent - Math.rint(exponent)) < ROUNDING ? Math.pow(10, Math.rint(exponent)) : 0;
    }

    private Histogram whole(EncodableHistogram histogram) throws Unreadable {
        decimal |= histogram instanceof DoubleHistogram;
        if (decimal != histogram instanceof DoubleHistogram) {
            throw new Unreadable(new IllegalArgumentException("whole numbers among decimal ones"));
        }
        if (histogram instanceof Histogram whole) {
            return whole;
        }
        var decimals = (DoubleHistogram) histogram;
        var whole = new Histogram(decimals.getNumberOfSignificantValueDigits());
        decimals.recordedValues()
                .forEach(bucket -> whole.recordValueWithCount(
                        Math.round(bucket.getValueIteratedTo() * MILLIONTHS), bucket.getCountAtValueIteratedTo()));
        return whole;
    }

    /** Keeps what the scanner finds on one line. */
    private final class Handler implements HistogramLogScanner.EventHandler {
        private String tag = "";
        private double timestamp;
        private double length;
        private @Nullable EncodableHistogram histogram;
        private @Nullable Throwable failure;

        @Override
        public boolean onComment(String comment) {
            return false;
        }

        @Override
        public boolean onBaseTime(double secondsSinceEpoch) {
            baseTime = secondsSinceEpoch;
            return false;
        }

        @Override
        public boolean onStartTime(double secondsSinceEpoch) {
            startTime = secondsSinceEpoch;
            return false;
        }

        @Override
        public boolean onHistogram(
                @Nullable String named, double begin, double seconds, EncodableHistogramSupplier encoded) {
            tag = Objects.requireNonNullElse(named, "");
            timestamp = begin;
            length = seconds;
            try {
                histogram = encoded.read();
            } catch (DataFormatException
                    | RuntimeException e) { // a decoder runs into anything on bytes that are no histogram
                failure = e;
            }
            return false;
        }

        @Override
        public boolean onException(Throwable thrown) {
            failure = thrown;
            return false;
        }
    }
}
