package dev.plimsoll.cli.log;

import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.histogram.Histograms;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Response times in HdrHistogram's own log format, which its log analyzer and plotters read: one line a step and
 * interval, in nanoseconds, tagged {@code scenario/step}; what was sent in a warm-up is tagged
 * {@code warm-up/scenario/step}; in a comparison the arm comes first, as in {@code candidate/scenario/step}.
 */
public final class HistogramLog {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private HistogramLog() {}

    /** Writes the log of a result into a file. */
    public static void write(RunResult result, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            write(result, out);
        }
    }

    /** Writes the log of a result, and closes nothing. */
    public static void write(RunResult result, OutputStream to) throws IOException {
        long startMillis = result.startAtEpochNanos() / NANOS_PER_MILLI;
        var out = new PrintStream(to, false, StandardCharsets.UTF_8);
        var log = new HistogramLogWriter(out);
        log.outputComment("[Plimsoll run " + result.plan().run() + ", response time in ns, by scenario/step]");
        log.outputLogFormatVersion();
        log.outputStartTime(startMillis);
        log.setBaseTime(startMillis);
        log.outputLegend();
        for (var interval : result.intervals()) {
            for (var series : interval.series()) {
                var histogram = Histograms.decode(series.response());
                histogram.setTag(tag(series.key()));
                histogram.setStartTimeStamp(startMillis + interval.startNanos() / NANOS_PER_MILLI);
                histogram.setEndTimeStamp(startMillis + interval.endNanos() / NANOS_PER_MILLI);
                log.outputIntervalHistogram(histogram);
            }
        }
        if (out.checkError()) {
            throw new IOException("the log cannot be written");
        }
    }

    private static String tag(SeriesKey key) {
        return named(key.arm()) + named(key.phase()) + (key.warmup() ? "warm-up/" : "") + key.scenario() + "/"
                + key.step();
    }

    /** What an ordinary run, or one without phases, leaves unnamed is left out. */
    private static String named(String part) {
        return part.isEmpty() ? "" : part + "/";
    }
}
