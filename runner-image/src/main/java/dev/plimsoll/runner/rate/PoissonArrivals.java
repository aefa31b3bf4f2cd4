package dev.plimsoll.runner.rate;

import dev.plimsoll.engine.plan.RateCurve;
import java.util.SplittableRandom;

/**
 * Arrivals of a Poisson process whose intensity follows the curve, by time rescaling: gaps are unit-exponential in the
 * space of the integral of the rate, and its inverse takes them back to time.
 *
 * <p>Each shard is a process of its own at 1/N of the rate; N independent Poisson processes together are one at the
 * whole rate. The loops of a shard deal out one sequence, so the arrivals do not depend on how many loops there are.
 */
final class PoissonArrivals implements ArrivalProcess {
    private final RateCurve curve;
    private final int shards;
    private final int loops;
    private final SplittableRandom random;
    private int draws;
    private double position;

    PoissonArrivals(RateCurve curve, Lane lane, long seed) {
        this.curve = curve;
        shards = lane.shard().count();
        loops = lane.loops();
        random = new SplittableRandom(Hash.of(seed, lane.shard().index()));
        draws = lane.loop() + 1;
    }

    @Override
    public long next() {
        for (int i = 0; i < draws; i++) {
            position += -StrictMath.log(1 - random.nextDouble());
        }
        draws = loops;
        double cumulative = position * shards;
        return cumulative < curve.total() ? curve.instantOf(cumulative) : NEVER;
    }
}
