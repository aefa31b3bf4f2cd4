package dev.plimsoll.engine.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a run measured, complete or as far as it is known. Also the checkpoint from which a new collector goes on.
 *
 * @param version format version, {@link RunPlan#VERSION}
 * @param plan what was to be done
 * @param startAtEpochNanos the start instant of slot 0 by the collector's clock
 * @param intervals merged over shards, in order; downsampling joins neighbours and loses no count
 * @param plannedShards number of shards that the plan was divided into
 * @param shards one for each runner that registered, by index
 * @param stopReason why the load was ended before its schedule; null when it was not
 */
public record RunResult(
        int version,
        RunPlan plan,
        long startAtEpochNanos,
        List<Interval> intervals,
        int plannedShards,
        List<ShardProgress> shards,
        @Nullable String stopReason) {

    public RunResult {
        intervals = List.copyOf(intervals);
        shards = List.copyOf(shards);
    }

    /**
     * How far one shard's reports are in.
     *
     * @param index of the shard
     * @param runner name of the runner
     * @param instance identity of its process
     * @param receivedThrough highest sequence merged, −1 for none
     * @param startSkewNanos as the runner reported it
     * @param ending how it ended; null when it has not, or was lost
     */
    public record ShardProgress(
            int index,
            String runner,
            String instance,
            long receivedThrough,
            long startSkewNanos,
            @Nullable Ending ending) {}
}
