package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.engine.histogram.Coarsening;
import dev.plimsoll.engine.histogram.Timeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A result as compressed JSON. */
public final class ResultCodec {
    private ResultCodec() {}

    /** Size of the histograms of so many intervals, compressed as they are: most of a result. */
    static long histogramBytes(List<Interval> intervals) {
        return intervals.stream()
                .flatMap(interval -> interval.series().stream())
                .mapToLong(series -> series.response().size()
                        + series.service().size()
                        + series.lag().size())
                .sum();
    }

    /** Gzipped JSON of the result. */
    public static byte[] encode(RunResult result) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(WireFormat.write(result));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Gzipped JSON of at most so many bytes: neighbouring intervals are joined, and where no more may be, as in a
     * comparison of many rounds and steps, histograms are coarsened; no count is lost.
     */
    public static byte[] encodeWithin(RunResult result, int maxBytes) {
        var bytes = encode(result);
        if (bytes.length <= maxBytes) {
            return bytes;
        }
        var timeline = Timeline.from(result);
        var joined = with(result, timeline.fitting(maxBytes, intervals -> encode(with(result, intervals)).length));
        var fine = encode(joined);
        return fine.length <= maxBytes ? fine : encode(with(joined, coarse(joined)));
    }

    private static List<Interval> coarse(RunResult result) {
        return result.intervals().stream().map(Coarsening::of).toList();
    }

    private static RunResult with(RunResult result, List<Interval> intervals) {
        return new RunResult(
                result.version(),
                result.plan(),
                result.startAtEpochNanos(),
                intervals,
                result.plannedShards(),
                result.shards(),
                result.stopReason());
    }

    /** Reads what {@link #encode} wrote. */
    public static RunResult decode(byte[] gzippedJson) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(gzippedJson))) {
            return WireFormat.read(gzip.readAllBytes(), RunResult.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
