package dev.plimsoll.runner.load;

import java.util.function.LongSupplier;

/**
 * Time since the start instant of the run; negative before it. Monotonic: a wall clock that is set does not move it.
 */
public final class RunClock {
    private final LongSupplier nanoSource;
    private final long start;

    /**
     * A clock that is zero at an instant of its source.
     *
     * @param nanoSource {@link System#nanoTime}, but in tests
     * @param start the source's value at the start of the run
     */
    public RunClock(LongSupplier nanoSource, long start) {
        this.nanoSource = nanoSource;
        this.start = start;
    }

    /** Nanoseconds since the start. */
    public long now() {
        return nanoSource.getAsLong() - start;
    }
}
