package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.contract.Load;

/**
 * What an open schedule adds up to, over all shards.
 *
 * @param warmupArrivals arrivals expected in warm-ups
 * @param judgedArrivals arrivals expected at all other times
 * @param peakPerSecond highest rate at any instant
 */
public record PlannedLoad(double warmupArrivals, double judgedArrivals, double peakPerSecond) {

    /** Adds up a schedule. */
    public static PlannedLoad of(Load.Open load) {
        var curve = RateCurve.of(load.stages());
        double warmup = load.warmups().stream()
                .mapToDouble(span -> curve.cumulativeAt(span.endNanos()) - curve.cumulativeAt(span.startNanos()))
                .sum();
        return new PlannedLoad(warmup, curve.total() - warmup, curve.peak());
    }
}
