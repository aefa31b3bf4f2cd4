package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.contract.Load;

/**
 * What an open schedule adds up to, over all shards.
 *
 * @param warmupArrivals arrivals expected in the warm-up
 * @param judgedArrivals arrivals expected after it
 * @param peakPerSecond highest rate at any instant
 */
public record PlannedLoad(double warmupArrivals, double judgedArrivals, double peakPerSecond) {

    /** Adds up a schedule. */
    public static PlannedLoad of(Load.Open load) {
        var curve = RateCurve.of(load.stages());
        double warmup = curve.cumulativeAt(load.warmupNanos());
        return new PlannedLoad(warmup, curve.total() - warmup, curve.peak());
    }
}
