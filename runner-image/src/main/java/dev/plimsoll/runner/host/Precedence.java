package dev.plimsoll.runner.host;

import java.util.concurrent.locks.LockSupport;

/**
 * Who works beside the load lets it go first. A thread of low priority is not enough: where both are in one control
 * group and share a processor, Linux may let the one that began to work go on until its next tick, up to 4 ms later,
 * while a loop waits.
 */
public final class Precedence {
    /** To sleep at all is what matters. */
    private static final long PAUSE_NANOS = 20_000;

    private Precedence() {}

    /** Between two pieces of work, of some tenths of a millisecond each: sleeps for a moment. */
    public static void ofLoops() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
