package dev.plimsoll.cli.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/**
 * A log as some tool would have written it. Values are lognormal around 10 ms, times a factor that changes each minute:
 * what makes rounds differ is not what makes requests differ. Without being told otherwise it is a minute of 3,600
 * values in nanoseconds.
 */
public final class Recorded {
    /** In 2026. */
    public static final double START = 1_790_000_000;

    private static final double ROUND_SECONDS = 60;

    private final long seed;
    private @Nullable String tag;
    private double factor = 1;
    private double deviation = 0.01;
    private double seconds = 60;
    private double intervalSeconds = 5;
    private int valuesPerSecond = 60;
    private double perMilli = 1e6;
    private double perMaximum = 1e6;
    private int digits = 3;
    private boolean decimal;
    private Times times = Times.FROM_BASE;
    private double start = START;

    private Recorded(long seed) {
        this.seed = seed;
    }

    /** How a log says when its intervals were. */
    public enum Times {
        /** Seconds since 1970, and nothing else. */
        ABSOLUTE,
        /** From a base time. */
        FROM_BASE,
        /** From the start time. */
        FROM_START,
        /** From 0, and nobody says since when. */
        UNTOLD
    }

    public static Recorded seed(long seed) {
        return new Recorded(seed);
    }

    public Recorded tag(String name) {
        tag = name;
        return this;
    }

    public Recorded slower(double times) {
        factor = times;
        return this;
    }

    /** How much minutes differ. */
    public Recorded scattered(double by) {
        deviation = by;
        return this;
    }

    public Recorded lasting(double newSeconds, double newIntervalSeconds) {
        seconds = newSeconds;
        intervalSeconds = newIntervalSeconds;
        return this;
    }

    public Recorded rate(int newValuesPerSecond) {
        valuesPerSecond = newValuesPerSecond;
        return this;
    }

    /** So many of the log's numbers are a millisecond, and so many of them one of its column Interval_Max. */
    public Recorded numbers(double newPerMilli, double newPerMaximum) {
        perMilli = newPerMilli;
        perMaximum = newPerMaximum;
        return this;
    }

    public Recorded digits(int newDigits) {
        digits = newDigits;
        return this;
    }

    public Recorded decimal() {
        decimal = true;
        return this;
    }

    public Recorded times(Times newTimes) {
        times = newTimes;
        return this;
    }

    public Recorded startingAt(double epochSeconds) {
        start = epochSeconds;
        return this;
    }

    /** Writes it, and more below it under the same header. */
    public Path to(Path file, Recorded... more) throws IOException {
        try (var out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            var log = new HistogramLogWriter(out);
            log.outputLogFormatVersion();
            long millis = Math.round(1000 * start);
            if (times == Times.FROM_BASE) {
                log.outputBaseTime(millis);
            }
            if (times == Times.FROM_BASE || times == Times.FROM_START) {
                log.outputStartTime(millis);
            }
            log.outputLegend();
            write(log);
            List.of(more).forEach(each -> each.write(log));
        }
        return file;
    }

    private void write(HistogramLogWriter log) {
        var random = new Random(seed);
        double offset = times == Times.ABSOLUTE ? start : 0;
        double round = -1;
        double ofRound = 1;
        for (double begin = 0; begin < seconds; begin += intervalSeconds) {
            if (Math.floor(begin / ROUND_SECONDS) > round) {
                round = Math.floor(begin / ROUND_SECONDS);
                ofRound = Math.exp(deviation * random.nextGaussian());
            }
            var histogram = interval(10 * perMilli * factor * ofRound, random);
            histogram.setTag(tag);
            log.outputIntervalHistogram(offset + begin, offset + begin + intervalSeconds, histogram, perMaximum);
        }
    }

    private EncodableHistogram interval(double centre, Random random) {
        var values = DoubleStream.generate(random::nextGaussian)
                .limit((long) (valuesPerSecond * intervalSeconds))
                .map(normal -> centre * Math.exp(0.3 * normal));
        if (decimal) {
            var decimals = new DoubleHistogram(digits);
            values.forEach(decimals::recordValue);
            return decimals;
        }
        var whole = new Histogram(digits);
        values.forEach(value -> whole.recordValue(Math.round(value)));
        return whole;
    }
}
