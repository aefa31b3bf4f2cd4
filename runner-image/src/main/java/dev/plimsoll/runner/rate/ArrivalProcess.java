package dev.plimsoll.runner.rate;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.plan.RateCurve;

/** The slots of one lane in the order in which they fall due. */
public interface ArrivalProcess {
    /** The instant of a slot that never comes. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Takes the next slot: nanoseconds since the start of the run, never less than the one before; {@link #NEVER} after
     * the last.
     */
    long next();

    /** The arrivals that the load asks for, as far as they belong to this lane. */
    static ArrivalProcess of(Load.Open load, Lane lane, long seed) {
        var curve = RateCurve.of(load.stages());
        return switch (load.arrivals()) {
            case UNIFORM -> new UniformArrivals(curve, lane);
            case POISSON -> new PoissonArrivals(curve, lane, seed);
        };
    }
}
