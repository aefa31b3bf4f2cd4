package dev.plimsoll.runner.load;

import dev.plimsoll.runner.host.PromptWakeUps;
import dev.plimsoll.runner.http.ConnectionPool;
import dev.plimsoll.runner.record.Recorder;
import io.netty.channel.ManualIoEventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread's life: from before the start of the run until its last slot is answered, or given up. */
final class LoadLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadLoop.class);

    private final ManualIoEventLoop eventLoop;
    private final ConnectionPool connections;
    private final Arms turns;
    private final Recorder recorder;
    private final LoopClock clock;
    private final long scheduleNanos;
    private final long spinNanos;
    private volatile boolean stopping;
    private volatile boolean failed;
    private volatile long skewNanos;

    LoadLoop(
            ManualIoEventLoop eventLoop,
            ConnectionPool connections,
            Arms turns,
            Recorder recorder,
            LoopClock clock,
            long scheduleNanos,
            long spinNanos) {
        this.eventLoop = eventLoop;
        this.connections = connections;
        this.turns = turns;
        this.recorder = recorder;
        this.clock = clock;
        this.scheduleNanos = scheduleNanos;
        this.spinNanos = spinNanos;
    }

    /** Sends nothing more, and ends. May be called by any thread. */
    void stop() {
        stopping = true;
        try {
            eventLoop.execute(
                    () -> {}); // a task, not a wake-up alone: it also reaches a loop that is just about to sleep
        } catch (RejectedExecutionException e) {
            // the loop has ended already
        }
    }

    /** How long after the start instant the loop was ready to send; 0 before it was. */
    long skewNanos() {
        return skewNanos;
    }

    /** Whether the loop died of an error of its own. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public void run() {
        eventLoop.setOwningThread(Thread.currentThread());
        PromptWakeUps.request();
        try {
            awaitStart();
            drive();
        } catch (RuntimeException | Error e) {
            LOG.error("A load loop died; the run is incomplete", e);
            failed = true;
        } finally {
            end();
        }
    }

    /** The recorder hands over last, since what connections do at their end is recorded too; and whatever they do. */
    private void end() {
        try {
            close();
        } catch (RuntimeException | Error e) {
            LOG.error("A load loop could not be closed", e);
            failed = true;
        } finally {
            recorder.finish(Math.max(0, clock.now()));
        }
    }

    private void awaitStart() {
        for (long now = clock.now(); now < 0 && !stopping; now = clock.now()) {
            eventLoop.run(-now);
        }
        skewNanos = clock.now();
    }

    private void drive() {
        long now = clock.now();
        while (!stopping && !isOver(now)) {
            turns.fire(now);
            recorder.rollTo(now);
            expire(now);
            connections.flush();
            recorder.level(turns.inFlight(), turns.waiting());
            await();
            connections.flush();
            now = clock.now();
        }
        if (stopping) {
            turns.abandonAll(now);
        }
        recorder.level(0, 0);
    }

    private boolean isOver(long now) {
        return now >= scheduleNanos && turns.areDone();
    }

    /** Reads before it gives up: when this process was paused, responses that came in time lie unread. */
    private void expire(long now) {
        if (turns.nextDeadline() <= now) {
            look(0);
            turns.expire(now);
        }
    }

    /**
     * Runs what I/O is ready; if none is, waits for it until something else is due. Whether there was none matters only
     * while slots wait: it costs a system call to know.
     */
    private void await() {
        boolean slotsWait = turns.waiting() > 0;
        if (slotsWait && look(0) > 0) {
            return;
        }
        long other = Math.min(recorder.boundary(), turns.nextDeadline());
        long wait = Math.min(turns.nextDue() - spinNanos, other) - clock.now();
        look(wait);
        if (slotsWait) {
            turns.idle(clock.now());
        }
    }

    /** Runs what I/O is ready, for which it waits no longer than so; the number of what it ran. */
    private int look(long waitNanos) {
        clock.look();
        return waitNanos > 0 ? eventLoop.run(waitNanos) : eventLoop.runNow();
    }

    private void close() {
        var terminated = eventLoop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        while (!terminated.isDone()) {
            eventLoop.runNow();
        }
    }
}
