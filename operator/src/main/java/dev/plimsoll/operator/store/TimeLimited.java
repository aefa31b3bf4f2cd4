package dev.plimsoll.operator.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gives up on an archive that does not answer: a network file system that went away holds its callers for ever, and
 * those that call are the threads that take all runs through their phases. Calls are made on threads of their own, few
 * at a time; a while after one was given up others are not even begun.
 */
final class TimeLimited implements Archive {
    private static final int AT_ONCE = 8;

    private final Archive archive;
    private final Duration limit;
    private final Duration rest;
    private final LongSupplier nanoTime;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AtomicLong restsUntil;

    /**
     * @param limit of one call
     * @param rest after a call that was given up
     */
    TimeLimited(Archive archive, Duration limit, Duration rest, LongSupplier nanoTime) {
        this.archive = archive;
        this.limit = limit;
        this.rest = rest;
        this.nanoTime = nanoTime;
        this.restsUntil = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public void put(String key, byte[] content) {
        var _ = within(key, () -> {
            archive.put(key, content);
            return true;
        });
    }

    @Override
    public Optional<byte[]> get(String key) {
        return within(key, () -> archive.get(key));
    }

    @Override
    public String locate(String key) {
        return archive.locate(key);
    }

    @Override
    public void close() {
        archive.close();
    }

    private <T> T within(String key, Supplier<T> call) {
        if (restsUntil.get() - nanoTime.getAsLong() > 0) {
            throw new ArchiveException(locate(key) + ": not tried, the archive did not answer a moment ago");
        }
        try {
            if (!places.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw silent(key);
            }
            var task = new FutureTask<>(() -> {
                try {
                    return call.get();
                } finally {
                    places.release();
                }
            });
            // of the platform: file systems hold the thread of whoever waits for them
            var _ = Thread.ofPlatform().daemon().name("archive").start(task);
            return outcome(key, task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArchiveException(locate(key) + ": the operator is being stopped", e);
        }
    }

    private <T> T outcome(String key, FutureTask<T> task) throws InterruptedException {
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            task.cancel(true);
            throw silent(key);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ArchiveException why) {
                throw why;
            }
            throw new IllegalStateException("an archive fails in no other way", e.getCause());
        }
    }

    private ArchiveException silent(String key) {
        restsUntil.set(nanoTime.getAsLong() + rest.toNanos());
        return new ArchiveException(locate(key) + ": no answer within " + limit.toSeconds() + " s");
    }
}
