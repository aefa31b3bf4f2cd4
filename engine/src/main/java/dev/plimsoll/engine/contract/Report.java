package dev.plimsoll.engine.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a runner posts every second: {@code POST /v1/runs/NAMESPACE/NAME/reports}.
 *
 * <p>Idempotent by (shard, sequence): intervals that the collector has already are ignored. The runner keeps every
 * interval until {@link Reply#durableThrough} covers it and sends again from {@link Reply#receivedThrough}, which goes
 * back when a new collector took over from a checkpoint.
 *
 * @param version format version, {@link RunPlan#VERSION}
 * @param shard index of the shard
 * @param instance identity of the process, as registered
 * @param startSkewNanos how far from the start instant slot 0 really began, by the collector's clock; negative is early
 * @param intervals in order of their sequence without a gap; may be empty
 * @param ending set once the shard sends no more load and the last of {@code intervals} is its last
 */
public record Report(
        int version,
        int shard,
        String instance,
        long startSkewNanos,
        List<Interval> intervals,
        @Nullable Ending ending) {

    public Report {
        intervals = List.copyOf(intervals);
    }

    /**
     * The collector's answer.
     *
     * @param receivedThrough highest sequence that it has without a gap, −1 for none: send the next one
     * @param durableThrough highest sequence that survives the collector's death, −1 for none: forget up to it
     * @param stop end the load now
     * @param reason why to stop; empty otherwise
     */
    public record Reply(long receivedThrough, long durableThrough, boolean stop, String reason) {}
}
