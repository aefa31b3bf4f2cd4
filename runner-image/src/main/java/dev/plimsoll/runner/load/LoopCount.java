package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.plan.RateCurve;

/**
 * How many loops a shard's load deserves: a loop that is mostly idle costs connections and wake-ups, and gives nothing.
 */
final class LoopCount {
    /** What one loop drives with ease. */
    private static final double ARRIVALS_PER_LOOP = 10_000;

    private static final double USERS_PER_LOOP = 8;

    private LoopCount() {}

    /** At most one for each processor, and at least one. */
    static int of(RunPlan plan, Shard shard, int processors) {
        double peak = RateCurve.of(plan.load().stages()).peak() / shard.count();
        double wanted = Math.ceil(
                switch (plan.load()) {
                    case Load.Open open -> peak / ARRIVALS_PER_LOOP;
                    case Load.Closed closed -> peak / USERS_PER_LOOP;
                });
        int most = Math.min(processors, Math.max(1, shard.partOf(plan.maxInFlight())));
        return (int) Math.clamp(wanted, 1, most);
    }
}
