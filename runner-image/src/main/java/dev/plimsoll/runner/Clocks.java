package dev.plimsoll.runner;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The two clocks of this machine: one that other machines can be compared with, one that never jumps.
 *
 * @param epochNanos the wall clock: nanoseconds since 1970
 * @param nanoTime monotonic nanoseconds from an arbitrary origin
 */
public record Clocks(LongSupplier epochNanos, LongSupplier nanoTime) {
    /** The operating system may take the processor away between two readings; rarely each time. */
    private static final int READINGS = 16;

    /** This machine's own. */
    public static Clocks system() {
        return new Clocks(Clocks::systemEpochNanos, System::nanoTime);
    }

    private static long systemEpochNanos() {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /**
     * What the monotonic clock shows when the wall clock shows this instant, by the tightest of several pairs of
     * readings.
     */
    long nanoTimeAt(long epochNanos) {
        long tightest = Long.MAX_VALUE;
        long origin = 0;
        for (int i = 0; i < READINGS; i++) {
            long before = nanoTime.getAsLong();
            long epoch = this.epochNanos.getAsLong();
            long after = nanoTime.getAsLong();
            if (after - before < tightest) {
                tightest = after - before;
                origin = before + tightest / 2 - epoch;
            }
        }
        return epochNanos + origin;
    }
}
