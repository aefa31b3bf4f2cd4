package dev.plimsoll.runner.record;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where loops leave filled banks and find empty ones. Safe for any number of threads; used once a second by each loop.
 */
public final class Handover {
    private final BlockingQueue<Slice> filled = new LinkedBlockingQueue<>();
    private final BlockingQueue<Bank> empty;
    private final int series;

    /** For so many loops that each record so many steps. */
    public Handover(int series, int loops) {
        this.series = series;
        empty = new ArrayBlockingQueue<>(loops);
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

    /** Takes a bank back; what no loop will need, since there was a backlog, is left to the garbage collector. */
    void giveBack(Bank bank) {
        bank.reset();
        empty.offer(bank);
    }
}
