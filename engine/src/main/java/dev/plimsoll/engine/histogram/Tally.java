package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import org.HdrHistogram.Histogram;

/** A growing sum of counts and latencies. Not thread-safe. Takes 600 kB, whatever it holds. */
public final class Tally {
    private Counts counts = Counts.NONE;
    private final Histogram response = Histograms.create();
    private final Histogram service = Histograms.create();
    private final Histogram lag = Histograms.create();

    /** Adds what one step did in one stretch of time. */
    public void add(Series series) {
        counts = counts.plus(series.counts());
        Histograms.addTo(response, series.response());
        Histograms.addTo(service, series.service());
        Histograms.addTo(lag, series.lag());
    }

    /** Adds another sum. */
    public void add(Tally other) {
        counts = counts.plus(other.counts);
        response.add(other.response);
        service.add(other.service);
        lag.add(other.lag);
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

    /** The sum so far, encoded. */
    public Series toSeries(SeriesKey key) {
        return new Series(key, counts, Histograms.encode(response), Histograms.encode(service), Histograms.encode(lag));
    }
}
