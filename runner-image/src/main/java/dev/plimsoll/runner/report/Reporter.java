package dev.plimsoll.runner.report;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.runner.load.LoadRun;
import dev.plimsoll.runner.record.IntervalMerger;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts each interval as it ends, until the last of them is safe; stops the load when the collector says so, or is
 * lost.
 */
public final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    /** How often to ask, at the end, whether everything is durable. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * By when, after the end of an interval, loops have handed over what they recorded, unless they are late; and have
     * slept enough since to be let before a reporter that works.
     */
    private static final long HANDOVER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long to wait for loops that are late. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long an interrupted process may take for its last words. */
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Link link;
    private final int shard;
    private final LoadRun load;
    private final IntervalMerger merger;
    private final long orphanNanos;
    private final Outbox outbox = new Outbox();
    private final Backoff backoff = new Backoff();
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Ending cause;
    private volatile boolean interrupted;
    private boolean hurried;
    private long hurriedSince;
    private long lastContact;
    private long nextPost;
    private boolean outage;

    /**
     * A reporter of a load that has been started.
     *
     * @param orphanNanos how long the load may go on without any contact with the collector
     */
    public Reporter(Link link, int shard, LoadRun load, IntervalMerger merger, long orphanNanos) {
        this.link = link;
        this.shard = shard;
        this.load = load;
        this.merger = merger;
        this.orphanNanos = orphanNanos;
        lastContact = link.nanoTime();
        nextPost = lastContact;
    }

    /** Runs until everything is delivered or there is nobody to deliver to. */
    public Outcome run() throws InterruptedException {
        try {
            while (true) {
                collect();
                var outcome = outcome();
                if (outcome != null) {
                    return outcome;
                }
                if (link.nanoTime() >= nextPost && (outbox.hasUnsent() || outbox.isClosed())) {
                    var end = post();
                    if (end != null) {
                        return end;
                    }
                }
            }
        } finally {
            load.stop();
            over.countDown();
        }
    }

    /** Ends the load at once, and waits a little for the last report to be delivered. May be called by any thread. */
    public void interrupt() throws InterruptedException {
        interrupted = true;
        load.stop();
        if (!over.await(LAST_WORDS_NANOS, TimeUnit.NANOSECONDS)) {
            LOG.warn("The last report could not be delivered in time");
        }
    }

    /** Waits for what the loops recorded, until it is time to post. */
    private void collect() throws InterruptedException {
        boolean somethingToPost = outbox.hasUnsent() || outbox.isClosed();
        long patience = somethingToPost ? Math.clamp(nextPost - link.nanoTime(), 1, SETTLE_NANOS) : untilNextInterval();
        for (var slice = load.handover().await(patience, TimeUnit.NANOSECONDS);
                slice != null;
                slice = load.handover().poll()) {
            merger.add(slice);
        }
        for (var interval = merger.poll(); interval.isPresent(); interval = merger.poll()) {
            outbox.add(interval.get());
        }
        if (load.hasFailed()) {
            stopLoad(Ending.INTERRUPTED, "a part of it died, and the rest proves nothing");
        }
        if (interrupted && !hurried) {
            hurried = true;
            hurriedSince = link.nanoTime();
            nextPost = hurriedSince;
            cause = cause == null ? Ending.INTERRUPTED : cause;
        }
        if (merger.isDone() && !outbox.isClosed()) {
            var ending = load.hasFailed() ? Ending.INTERRUPTED : cause == null ? Ending.COMPLETED : cause;
            LOG.info("The load has ended: {}", ending);
            outbox.close(ending);
        }
    }

    /** A timer, since loops wake nobody. */
    private long untilNextInterval() {
        return Math.max(merger.endOfNext() + HANDOVER_NANOS - load.now(), LATE_NANOS);
    }

    private @Nullable Outcome outcome() {
        long now = link.nanoTime();
        if (hurried && (outbox.isReceived() || now - hurriedSince > LAST_WORDS_NANOS)) {
            return Outcome.INTERRUPTED;
        }
        if (outbox.isDurable()) {
            LOG.info("The collector has everything");
            return Outcome.DELIVERED;
        }
        long silence = now - lastContact;
        if (outbox.isClosed() && silence > Link.GIVE_UP_NANOS) {
            LOG.error("The collector was out of reach for two minutes; what was measured last is lost");
            return Outcome.FAILED;
        }
        if (!outbox.isClosed() && silence > orphanNanos) {
            stopLoad(Ending.INTERRUPTED, "the collector was out of reach for too long");
        }
        return null;
    }

    private void stopLoad(Ending why, String message) {
        if (cause == null && !outbox.isClosed()) {
            LOG.info("Stopping the load: {}", message);
            cause = why;
            load.stop();
        }
    }

    /** Posts what is not received; the outcome when there is nobody to post to any more. */
    private @Nullable Outcome post() throws InterruptedException {
        var batch = outbox.batch();
        var ending = outbox.endingAfter(batch);
        var report = new Report(
                RunPlan.VERSION,
                shard,
                link.registration().instance(),
                load.startSkewNanos(),
                batch,
                ending.orElse(null));
        var answer = link.client().report(report);
        if (answer instanceof Answer.Given<Report.Reply>(var reply)) {
            outbox.acknowledged(reply, ending);
            if (reply.stop()) {
                stopLoad(Ending.STOPPED, reply.reason());
            }
        }
        return heard(answer);
    }

    private @Nullable Outcome heard(Answer<?> answer) throws InterruptedException {
        return switch (answer) {
            case Answer.Given<?> given -> {
                contact();
                nextPost = link.nanoTime() + (outbox.isClosed() && !outbox.hasUnsent() ? SETTLE_NANOS : 0);
                yield null;
            }
            case Answer.NotHeld<?> notHeld -> registerAgain();
            case Answer.Gone<?> gone -> {
                LOG.info("The run has ended or was deleted");
                yield Outcome.RUN_GONE;
            }
            case Answer.Rejected<?>(var reason) -> {
                LOG.error("The collector rejects this runner's report: {}", reason);
                yield Outcome.FAILED;
            }
            case Answer.Unavailable<?>(var reason) -> {
                if (!outage) {
                    LOG.warn("The collector does not answer ({}); the load goes on, reports are kept", reason);
                    outage = true;
                }
                nextPost = link.nanoTime() + backoff.failed();
                yield null;
            }
        };
    }

    private void contact() {
        lastContact = link.nanoTime();
        backoff.succeeded();
        if (outage) {
            LOG.info("The collector answers again");
            outage = false;
        }
    }

    /** A new collector may not know this process yet; if it has given the shard away, its numbers are worth nothing. */
    private @Nullable Outcome registerAgain() throws InterruptedException {
        return switch (link.client().register(link.registration())) {
            case Answer.Given<Registration.Reply>(Registration.Accepted mine)
            when mine.shard().index() == shard -> {
                nextPost = link.nanoTime() + backoff.failed();
                yield null;
            }
            case Answer.Given<Registration.Reply> other -> {
                LOG.error("The collector gave this runner's shard away: {}", other.message());
                yield Outcome.REFUSED;
            }
            case Answer.NotHeld<Registration.Reply> other -> heard(new Answer.Unavailable<>("it knows no such shard"));
            case Answer<Registration.Reply> other -> heard(other);
        };
    }
}
