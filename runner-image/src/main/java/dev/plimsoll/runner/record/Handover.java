package dev.plimsoll.runner.record;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where loops leave filled banks and find empty ones. Safe for any number of threads; used once a second by each loop.
 */
public final class Handover {
    private final BlockingQueue<Slice> filled = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Bank> empty = new ConcurrentLinkedQueue<>();
    private final int series;

    /** For loops that record this number of steps. */
    public Handover(int series) {
        this.series = series;
    }

    /** The next slice; null when none came in time. */
    public @Nullable Slice await(long timeout, TimeUnit unit) throws InterruptedException {
        return filled.poll(timeout, unit);
    }

    void deliver(Slice slice) {
        filled.add(slice);
    }

    /** An empty bank: one that came back, or a new one. */
    Bank takeEmpty() {
        var bank = empty.poll();
        return bank == null ? new Bank(series) : bank;
    }

    void giveBack(Bank bank) {
        bank.reset();
        empty.add(bank);
    }
}
