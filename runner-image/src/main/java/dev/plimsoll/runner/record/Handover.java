package dev.plimsoll.runner.record;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where loops leave filled banks and find empty ones. Safe for any number of threads; used once a second by each loop.
 *
 * <p>A loop wakes nobody while it goes on: on a processor that both share, whoever is woken takes it from the loop for
 * milliseconds, each second at its busiest moment. Who collects knows when intervals end, and looks then.
 */
public final class Handover {
    private final Queue<Slice> filled = new ConcurrentLinkedQueue<>();
    private final Lock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final BlockingQueue<Bank> empty;
    private final int series;

    /** For so many loops that each record so many steps. */
    public Handover(int series, int loops) {
        this.series = series;
        empty = new ArrayBlockingQueue<>(loops);
    }

    /** The next slice; null when there is none. */
    public @Nullable Slice poll() {
        return filled.poll();
    }

    /** The next slice; when there is none yet, what there is after so long, or once a loop has ended; or else null. */
    public @Nullable Slice await(long timeout, TimeUnit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = unit.toNanos(timeout);
            while (filled.isEmpty() && left > 0) {
                left = ended.awaitNanos(left);
            }
            return filled.poll();
        } finally {
            lock.unlock();
        }
    }

    void deliver(Slice slice) {
        filled.add(slice);
        if (slice.last()) {
            lock.lock();
            try {
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
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
