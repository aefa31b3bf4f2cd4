package dev.plimsoll.operator.collect;

import java.time.Duration;

/** Whether runners had their chance to be heard: what nobody could hear is not their silence. */
final class Listening {
    /**
     * A running shard that was not heard of for so long is lost. Its runner tries again every few seconds: after
     * another process took over, several of these attempts may be lost before the cluster's network has found the new
     * one. A pod that died is known sooner, see {@link RunSession#lost}.
     */
    static final Duration SILENCE = Duration.ofSeconds(30);

    /** Who looks at the clock more rarely than this was itself stopped, and heard nobody. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private long since;
    private long lastLook;

    Listening(long nowNanos) {
        since = nowNanos;
        lastLook = nowNanos;
    }

    /** To be called every second at least. */
    void look(long nowNanos) {
        if (nowNanos - lastLook > PAUSE.toNanos()) {
            since = nowNanos;
        }
        lastLook = nowNanos;
    }

    /** Whether it listened without a break for as long as a runner may be silent. */
    boolean longEnough() {
        return lastLook - since > SILENCE.toNanos();
    }
}
