package dev.plimsoll.e2e;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long this machine stood still while it was watched: a thread that wants to wake every ten milliseconds adds up by
 * how much it woke too late. A promise about time is kept to when it holds without those. Of a cluster on other
 * machines it says nothing, and there it deducts nothing.
 */
final class MachineStalls implements AutoCloseable {
    private static final long TICK_NANOS = 10_000_000;

    private final AtomicLong lateNanos = new AtomicLong();
    private final Thread watchdog =
            Thread.ofPlatform().daemon().name("machine-stalls").unstarted(this::tick);
    private volatile boolean watching = true;

    private MachineStalls() {}

    static MachineStalls watch() {
        var stalls = new MachineStalls();
        stalls.watchdog.start();
        return stalls;
    }

    /** The sum since the watch began. */
    Duration soFar() {
        return Duration.ofNanos(lateNanos.get());
    }

    private void tick() {
        for (long last = System.nanoTime(); watching; ) {
            LockSupport.parkNanos(TICK_NANOS);
            long now = System.nanoTime();
            lateNanos.addAndGet(Math.max(0, now - last - TICK_NANOS));
            last = now;
        }
    }

    @Override
    public void close() {
        watching = false;
    }
}
