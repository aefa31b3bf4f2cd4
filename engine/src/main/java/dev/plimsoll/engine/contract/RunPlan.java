package dev.plimsoll.engine.contract;

import java.util.List;

/**
 * Everything a runner needs to drive its share of one run; the same for every shard of the run.
 *
 * @param version format version, {@link #VERSION} when written by this code
 * @param run namespace and name of the run, {@code namespace/name}
 * @param target where requests go
 * @param load the arrival or user schedule of the whole run, over all shards
 * @param scenarios what one arrival or user does, chosen by weight; never empty
 * @param data what templates may take values from
 * @param maxInFlight most requests that all shards together may have in flight; a shard gets its part of it
 * @param connectTimeoutNanos how long opening a connection may take, TLS handshake included
 * @param drainNanos how long after the schedule's end slots that wait are still sent and scenarios go on to their next
 *     step; what is in flight then is left to its own timeouts
 * @param seed seed of every random choice; two runs with the same plan send the same arrivals
 */
public record RunPlan(
        int version,
        String run,
        Target target,
        Load load,
        List<Scenario> scenarios,
        List<DataSet> data,
        int maxInFlight,
        long connectTimeoutNanos,
        long drainNanos,
        long seed) {

    /** The version that this code writes and reads. */
    public static final int VERSION = 2;

    public RunPlan {
        scenarios = List.copyOf(scenarios);
        data = List.copyOf(data);
    }

    /** A plan without data sets. */
    public RunPlan(
            int version,
            String run,
            Target target,
            Load load,
            List<Scenario> scenarios,
            int maxInFlight,
            long connectTimeoutNanos,
            long drainNanos,
            long seed) {
        this(version, run, target, load, scenarios, List.of(), maxInFlight, connectTimeoutNanos, drainNanos, seed);
    }
}
