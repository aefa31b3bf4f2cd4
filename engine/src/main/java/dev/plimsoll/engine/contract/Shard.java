package dev.plimsoll.engine.contract;

/**
 * One runner's part of a run: the slots {@code index, index + count, index + 2·count, …} of the one schedule.
 *
 * @param index from 0 to {@code count - 1}
 * @param count number of runners of the run
 */
public record Shard(int index, int count) {
    public Shard {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("shard " + index + " of " + count + " does not exist");
        }
    }

    /**
     * This shard's part of a whole number that is shared out as evenly as can be; the parts of all shards sum to it.
     */
    public int partOf(int whole) {
        return whole / count + (index < whole % count ? 1 : 0);
    }
}
