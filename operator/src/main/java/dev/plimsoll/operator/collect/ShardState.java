package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import org.jspecify.annotations.Nullable;

/** What a session knows of one shard. Confined to the session's lock. */
final class ShardState {
    private final int index;
    private final String runner;
    private final String instance;
    private long receivedThrough;
    private long durableThrough;
    private long toldDurableThrough;
    private long startSkewNanos;
    private @Nullable Ending ending;
    private long heardAtNanos;
    private boolean ready;
    private boolean lost;

    ShardState(int index, String runner, String instance, long nowNanos) {
        this(new ShardProgress(index, runner, instance, -1, 0, null), nowNanos);
    }

    /** A shard as a checkpoint has it: what was received then is durable now. */
    ShardState(ShardProgress checkpoint, long nowNanos) {
        this.index = checkpoint.index();
        this.runner = checkpoint.runner();
        this.instance = checkpoint.instance();
        this.receivedThrough = checkpoint.receivedThrough();
        this.durableThrough = checkpoint.receivedThrough();
        this.toldDurableThrough = -1;
        this.startSkewNanos = checkpoint.startSkewNanos();
        this.ending = checkpoint.ending();
        this.heardAtNanos = nowNanos;
    }

    int index() {
        return index;
    }

    String runner() {
        return runner;
    }

    boolean hasInstance(String other) {
        return instance.equals(other);
    }

    long receivedThrough() {
        return receivedThrough;
    }

    /** The runner has prepared its load and asks for the start. */
    void asksForStart() {
        ready = true;
    }

    boolean isReady() {
        return ready;
    }

    void heard(Report report, long nowNanos) {
        heardAtNanos = nowNanos;
        startSkewNanos = report.startSkewNanos();
    }

    void received(long sequence) {
        receivedThrough = sequence;
    }

    void ended(Ending how) {
        if (ending == null) {
            ending = how;
        }
    }

    void lose() {
        lost = true;
    }

    boolean over() {
        return ending != null || lost;
    }

    boolean silentSince(long nanos) {
        return !over() && heardAtNanos < nanos;
    }

    void durable(long through) {
        durableThrough = Math.max(durableThrough, through);
    }

    /** The answer to a report; what it says of durability is remembered as told. */
    Report.Reply reply(@Nullable String stopReason) {
        toldDurableThrough = durableThrough;
        return new Report.Reply(
                receivedThrough, durableThrough, stopReason != null, stopReason == null ? "" : stopReason);
    }

    /** True once the runner knows that nothing of it can be lost any more, or will never ask. */
    boolean dismissed() {
        return lost || (ending != null && toldDurableThrough >= receivedThrough);
    }

    ShardProgress progress() {
        return new ShardProgress(index, runner, instance, receivedThrough, startSkewNanos, ending);
    }
}
