package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shards of one run and the runners that drive them: who is there, who is ready, who is gone. Confined to the
 * session's lock.
 */
final class Roster {
    private final RunPlan plan;
    private final int shardCount;
    private final List<ShardState> shards = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();

    Roster(RunPlan plan, int shardCount) {
        this.plan = plan;
        this.shardCount = shardCount;
    }

    /** Gives the shards to whom they were given before, by another process. */
    void restore(List<ShardProgress> known, long nowNanos) {
        known.forEach(shard -> shards.add(new ShardState(shard, nowNanos)));
    }

    int shardCount() {
        return shardCount;
    }

    int registered() {
        return shards.size();
    }

    ShardState shard(int index) {
        return shards.get(index);
    }

    List<String> losses() {
        return List.copyOf(losses);
    }

    /** The shard that a runner has, by the runner's name. */
    Optional<ShardState> of(String runner) {
        return shards.stream().filter(shard -> shard.runner().equals(runner)).findFirst();
    }

    /**
     * Gives the runner a shard, the same again when the same process asks again.
     *
     * @param started whether it is too late for new runners
     * @param stopReason why the run was ended; null while it was not
     */
    Registration.Reply register(
            Registration registration, boolean started, @Nullable String stopReason, long nowNanos) {
        var known = of(registration.runner());
        if (known.isPresent()) {
            return again(registration, known.get(), nowNanos);
        }
        if (stopReason != null) {
            return new Registration.Refused("RunEnded", "the run was ended: " + stopReason);
        }
        if (started || isFull()) {
            return new Registration.Refused(
                    "TooLate",
                    "all " + shardCount + " shards of the run are taken; runner " + registration.runner()
                            + " came too late, perhaps in place of one that was lost");
        }
        shards.add(new ShardState(shards.size(), registration.runner(), registration.instance(), nowNanos));
        return accepted(shards.size() - 1, nowNanos);
    }

    private Registration.Reply again(Registration registration, ShardState shard, long nowNanos) {
        return shard.hasInstance(registration.instance())
                ? accepted(shard.index(), nowNanos)
                : new Registration.Refused(
                        "RegisteredTwice",
                        "runner " + registration.runner() + " has shard " + shard.index()
                                + " already, with another process; a runner cannot join twice");
    }

    private Registration.Accepted accepted(int index, long nowNanos) {
        return new Registration.Accepted(new Shard(index, shardCount), plan, nowNanos);
    }

    private boolean isFull() {
        return shards.size() == shardCount;
    }

    boolean holds(int shard, String instance) {
        return shard >= 0 && shard < shards.size() && shards.get(shard).hasInstance(instance);
    }

    /** Whether every runner is there and has asked for the start. */
    boolean allReady() {
        return isFull() && shards.stream().allMatch(ShardState::isReady);
    }

    /** Whether nothing more is to come from any of them. */
    boolean allOver() {
        return shards.stream().allMatch(ShardState::over);
    }

    /** True once every runner has been told that all its reports are durable. */
    boolean allDismissed() {
        return shards.stream().allMatch(ShardState::dismissed);
    }

    /** Shards of which more is to come, and nothing was heard since that instant. */
    List<ShardState> silentSince(long nanos) {
        return shards.stream().filter(shard -> shard.silentSince(nanos)).toList();
    }

    void lose(ShardState shard, String why) {
        shard.lose();
        losses.add(shard.runner() + ": " + why);
    }

    /** The shards given out, by index. */
    List<ShardProgress> progress() {
        return shards.stream()
                .map(ShardState::progress)
                .sorted(Comparator.comparingInt(ShardProgress::index))
                .toList();
    }
}
