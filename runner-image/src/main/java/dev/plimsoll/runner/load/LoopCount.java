package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.plan.PhasesAtOnce;
import dev.plimsoll.engine.plan.RateCurve;

/**
 * How many loops a shard's load deserves: a loop that is mostly idle costs connections and wake-ups, and gives nothing.
 */
final class LoopCount {
    /** What one loop drives with ease. */
    private static final double ARRIVALS_PER_LOOP = 10_000;

    private static final double USERS_PER_LOOP = 8;

    private LoopCount() {}

    /**
     * As many as asked for, or else as the load needs with at most one for each processor; never more than may have a
     * request to each arm in flight, for the others would send nothing.
     */
    static int of(RunPlan plan, Shard shard, LoadRun.Machine machine) {
        int useful = Math.max(1, shard.partOf(plan.maxInFlight()) / plan.arms().size());
        int wanted = machine.loops().orElseGet(() -> Math.min(machine.processors(), needed(plan, shard)));
        return Math.clamp(wanted, 1, useful);
    }

    private static int needed(RunPlan plan, Shard shard) {
        return (int) Math.ceil(PhasesAtOnce.most(plan.phases(), phase -> needed(phase.load())) / shard.count());
    }

    /** Loops, and parts of them, that a load needs at its highest point. */
    private static double needed(Load load) {
        double peak = RateCurve.of(load.stages()).peak();
        return switch (load) {
            case Load.Open _ -> peak / ARRIVALS_PER_LOOP;
            case Load.Closed _ -> peak / USERS_PER_LOOP;
        };
    }
}
