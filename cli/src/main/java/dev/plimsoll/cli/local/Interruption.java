package dev.plimsoll.cli.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a signal to end. The process lives on until {@link #close}, or {@link #GRACE} at most, so that a run can
 * collect what its runners have and write it down.
 */
public final class Interruption implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile Runnable listener = () -> {};
    private final Thread hook = new Thread(this::requestAndWait, "interruption");

    /** Listens from now on. */
    public static Interruption listen() {
        var interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether somebody wants this to end. */
    public boolean requested() {
        return requested;
    }

    /** Replaces who is told. */
    public void onRequest(Runnable newListener) {
        listener = newListener;
    }

    /** As if Ctrl-C was pressed. */
    public void request() {
        requested = true;
        listener.run();
    }

    private void requestAndWait() {
        request();
        try {
            var _ = finished.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        // whatever became of the run: no process of it sends load after this one is gone
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** All is written: the process may end. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // it is what is running right now
        }
    }
}
