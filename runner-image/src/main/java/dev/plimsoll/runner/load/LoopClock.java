package dev.plimsoll.runner.load;

/**
 * The run's clock as one loop reads it. What is there when the loop looks at its sockets has come by then, however long
 * the loop takes to go through all of it: the hundredth response of a crowd is no later than the first.
 */
final class LoopClock {
    private static final long UNREAD = Long.MIN_VALUE;

    private final RunClock clock;
    private long lookedAt = UNREAD;

    LoopClock(RunClock clock) {
        this.clock = clock;
    }

    /** Nanoseconds since the start of the run. */
    long now() {
        return clock.now();
    }

    /** The loop is about to look at its sockets. */
    void look() {
        lookedAt = UNREAD;
    }

    /**
     * By when everything had come that the last look found: when the first of it is read, for the clock costs something
     * and most looks find nothing to be timed.
     */
    long lookedAt() {
        if (lookedAt == UNREAD) {
            lookedAt = clock.now();
        }
        return lookedAt;
    }
}
