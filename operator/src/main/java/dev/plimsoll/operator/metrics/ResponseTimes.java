package dev.plimsoll.operator.metrics;

import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.histogram.Histograms;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The response times of one run so far. Each interval is taken in once, when no more can be added to it. */
final class ResponseTimes {
    /** A runner that is not lost reports within these. */
    private static final long SETTLED_NANOS = Duration.ofSeconds(5).toNanos();

    private static final double[] BOUNDS_SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, Double.POSITIVE_INFINITY
    };
    private static final double NANOS = 1e9;

    private final Histogram sum = empty();
    private long takenThroughNanos = Long.MIN_VALUE;

    static Histogram empty() {
        return Histograms.create();
    }

    /** Takes in those that are settled and new, from all intervals of the run in order. */
    void take(List<Interval> intervals) {
        if (intervals.isEmpty()) {
            return;
        }
        long horizon = intervals.getLast().endNanos() - SETTLED_NANOS;
        for (var interval : intervals) {
            if (interval.startNanos() > takenThroughNanos && interval.endNanos() <= horizon) {
                interval.series().forEach(series -> Histograms.addTo(sum, series.response()));
                takenThroughNanos = interval.startNanos();
            }
        }
    }

    Histogram sum() {
        return sum;
    }

    /** A classic histogram as Prometheus has it. */
    static HistogramDataPointSnapshot dataPoint(Histogram times, Labels labels) {
        var counts = new long[BOUNDS_SECONDS.length];
        times.recordedValues()
                .forEach(value ->
                        counts[bucket(value.getValueIteratedTo())] += value.getCountAddedInThisIterationStep());
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS_SECONDS, counts))
                .sum(times.getMean() * times.getTotalCount() / NANOS)
                .build();
    }

    private static int bucket(long nanos) {
        int bucket = 0;
        while (nanos / NANOS > BOUNDS_SECONDS[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
