package dev.plimsoll.operator.trend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A series as gzipped JSON. */
public final class TrendCodec {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Nights that go at once when there is too much of them. */
    private static final int STEP = 10;

    private TrendCodec() {}

    /** Writes a series into so many bytes at most: the oldest nights go, as many as must. */
    public static byte[] encodeWithin(TrendSeries series, int mostBytes) {
        var kept = series;
        var bytes = encode(kept);
        while (bytes.length > mostBytes && kept.nights().size() > 1) {
            kept = kept.last(Math.max(1, kept.nights().size() - STEP));
            bytes = encode(kept);
        }
        return bytes;
    }

    private static byte[] encode(TrendSeries series) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(JSON.writeValueAsBytes(series));
        } catch (IOException e) {
            throw new UncheckedIOException("into memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encodeWithin} wrote.
     *
     * @throws IOException when it is something else, or of a newer version
     */
    public static TrendSeries decode(byte[] bytes) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var series = JSON.readValue(gzip, TrendSeries.class);
            if (series.version() != TrendSeries.VERSION) {
                throw new IOException("version " + series.version() + " of a trend, and this one reads version "
                        + TrendSeries.VERSION);
            }
            return series;
        }
    }
}
