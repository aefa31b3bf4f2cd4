package dev.plimsoll.runner.rate;

import dev.plimsoll.engine.plan.RateCurve;

/** Evenly spaced arrivals: slot i is due when the integral of the rate reaches i. */
final class UniformArrivals implements ArrivalProcess {
    private final RateCurve curve;
    private final Lane lane;
    private final long slots;
    private long taken;

    UniformArrivals(RateCurve curve, Lane lane) {
        this.curve = curve;
        this.lane = lane;
        slots = curve.slots();
    }

    @Override
    public long next() {
        long slot = lane.number(taken);
        if (slot >= slots) {
            return NEVER;
        }
        taken++;
        return curve.instantOf((double) slot);
    }
}
