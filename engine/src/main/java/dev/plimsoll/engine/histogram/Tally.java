package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A growing sum of counts and latencies. Not thread-safe. Takes 600 kB, whatever it holds, and 200 more for times to
 * first byte.
 */
public final class Tally {
    private Counts counts = Counts.NONE;
    private final Histogram response = Histograms.create();
    private final Histogram service = Histograms.create();
    private final Histogram lag = Histograms.create();

    /** Not all runners tell it. */
    private @Nullable Histogram firstByte;

    /** Adds what one step did in one stretch of time. */
    public void add(Series series) {
        counts = counts.plus(series.counts());
        Histograms.addTo(response, series.response());
        Histograms.addTo(service, series.service());
        Histograms.addTo(lag, series.lag());
        if (!series.firstByte().isEmpty()) {
            Histograms.addTo(presentFirstByte(), series.firstByte());
        }
    }

    /** Adds another sum. */
    public void add(Tally other) {
        counts = counts.plus(other.counts);
        response.add(other.response);
        service.add(other.service);
        lag.add(other.lag);
        if (other.firstByte != null) {
            presentFirstByte().add(other.firstByte);
        }
    }

    private Histogram presentFirstByte() {
        if (firstByte == null) {
            firstByte = Histograms.create();
        }
        return firstByte;
    }

    /** What became of the requests. */
    public Counts counts() {
        return counts;
    }

    /** Nanoseconds from the intended instant to the end of the response; not to be changed. */
    public Histogram response() {
        return response;
    }

    /** Nanoseconds from the send to the end of the response; not to be changed. */
    public Histogram service() {
        return service;
    }

    /** Nanoseconds from the intended instant to the send; not to be changed. */
    public Histogram lag() {
        return lag;
    }

    /** Nanoseconds from the send to the first byte of the response, not to be changed; empty when nobody told. */
    public Optional<Histogram> firstByte() {
        return Optional.ofNullable(firstByte);
    }

    /** The sum so far, encoded. */
    public Series toSeries(SeriesKey key) {
        return new Series(
                key,
                counts,
                Histograms.encode(response),
                Histograms.encode(service),
                Histograms.encode(lag),
                firstByte == null ? EncodedHistogram.EMPTY : Histograms.encode(firstByte));
    }
}
