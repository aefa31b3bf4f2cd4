package dev.plimsoll.runner.rate;

import dev.plimsoll.engine.contract.Shard;

/**
 * One loop's part of the schedule. Slots, and users, go to the shards in turn, and a shard's go to its loops in turn,
 * so that every lane is an even sample of the whole.
 *
 * @param shard the runner's part of the run
 * @param loop from 0 to {@code loops - 1}
 * @param loops number of loops of this runner
 */
public record Lane(Shard shard, int loop, int loops) {
    public Lane {
        if (loop < 0 || loop >= loops) {
            throw new IllegalArgumentException("loop " + loop + " of " + loops + " does not exist");
        }
    }

    /** Number, in the whole run, of this lane's n-th slot or user. */
    public long number(long n) {
        return shard.index() + shard.count() * (loop + loops * n);
    }

    /** Inverse of {@link #number}: which of this lane's slots or users has this number. */
    public int place(long number) {
        return (int) (number / ((long) shard.count() * loops));
    }

    /** This lane's part of a whole number that is shared out to the shards, and by each to its loops. */
    public int partOf(int whole) {
        return new Shard(loop, loops).partOf(shard.partOf(whole));
    }
}
