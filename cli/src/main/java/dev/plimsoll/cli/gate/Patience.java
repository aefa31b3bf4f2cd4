package dev.plimsoll.cli.gate;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.cli.local.Interruption;
import dev.plimsoll.engine.quantity.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waits, until a time is up or somebody presses Ctrl-C. */
public final class Patience {
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final long begin;
    private final Interruption interruption;

    /** Nothing in it is news too: it wakes who waits. */
    private final BlockingQueue<Optional<News>> news = new LinkedBlockingQueue<>();

    /** Takes the time from now on, and whoever interrupts. */
    public Patience(Duration timeout, LongSupplier nanoTime, Interruption interruption) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.interruption = interruption;
        interruption.onRequest(() -> news.add(Optional.empty()));
    }

    /**
     * What somebody waits for.
     *
     * @param run as it is now; empty when it was deleted
     */
    record News(Optional<LoadTestRun> run) {}

    /** From any thread. */
    void tell(News what) {
        news.add(Optional.of(what));
    }

    /** The next thing that happens; empty when nothing does for so long. */
    Optional<News> next(Duration atMost) throws Undecided, InterruptedException {
        var next = poll(atMost.toNanos());
        if (next.isEmpty() && left() <= 0) {
            throw timeout();
        }
        return next;
    }

    /** Waits so long, whatever happens but Ctrl-C. */
    void pause(Duration length) throws Undecided, InterruptedException {
        long end = nanoTime.getAsLong() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - nanoTime.getAsLong()) {
            if (left() <= 0) {
                throw timeout();
            }
            var _ = poll(left);
        }
    }

    private Optional<News> poll(long atMostNanos) throws Undecided, InterruptedException {
        var next = news.poll(Math.min(atMostNanos, Math.max(0, left())), TimeUnit.NANOSECONDS);
        if (interruption.requested()) {
            throw Undecided.ctrlC();
        }
        return next == null ? Optional.empty() : next;
    }

    private Undecided timeout() {
        return Undecided.timeout(Durations.format(timeout.toNanos()));
    }

    private long left() {
        return timeout.toNanos() - (nanoTime.getAsLong() - begin);
    }
}
