package dev.plimsoll.operator.collect;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every active run four times a second, and from time to time makes what its runners reported durable. Rounds
 * of a comparison are judged when they are over.
 *
 * <p>Checkpoints are written at most every two seconds and, as the run grows, more rarely, up to every thirty: runners
 * keep what is not durable, so a rare checkpoint costs them memory, not data. They are written on threads of their own,
 * at most one a run at a time, so a slow API server delays no abort rule; nor does a judge.
 */
public final class SessionTicker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTicker.class);
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration MIN_CHECKPOINT_GAP = Duration.ofSeconds(2);
    private static final Duration MAX_CHECKPOINT_GAP = Duration.ofSeconds(30);
    private static final int CHECKPOINTS_PER_RUN = 30;

    private final Sessions sessions;
    private final ResultStore store;
    private final EpochClock clock;
    private final Map<RunName, Long> checkpointed = new ConcurrentHashMap<>();
    private final Map<RunName, Boolean> saving = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("session-ticker").daemon().factory());

    public SessionTicker(Sessions sessions, ResultStore store, EpochClock clock) {
        this.sessions = sessions;
        this.store = store;
        this.clock = clock;
    }

    /** Begins to tick. */
    public void start() {
        var _ = timer.scheduleAtFixedRate(this::tickAll, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tickAll() {
        var active = sessions.active();
        active.forEach(this::tick);
        sessions.forgetDismissed();
        checkpointed.keySet().retainAll(active.keySet());
    }

    private void tick(RunName run, RunSession session) {
        try {
            session.tick();
            if (due(run, session) && saving.putIfAbsent(run, true) == null) {
                Thread.ofVirtual().name("checkpoint-" + run).start(() -> checkpoint(run, session));
            }
            if (session.takesRoundToJudge()) {
                Thread.ofVirtual().name("judge-" + run).start(() -> judge(run, session));
            }
        } catch (RuntimeException e) {
            // one run's trouble must not end the ticks of all others
            LOG.error("run {}: cannot look at its session; trying again", run, e);
        }
    }

    private boolean due(RunName run, RunSession session) {
        var elapsed = session.elapsed();
        if (elapsed.isZero()) {
            return false;
        }
        long gap = Math.clamp(
                elapsed.toNanos() / CHECKPOINTS_PER_RUN, MIN_CHECKPOINT_GAP.toNanos(), MAX_CHECKPOINT_GAP.toNanos());
        return clock.epochNanos() - checkpointed.getOrDefault(run, 0L) >= gap;
    }

    private void checkpoint(RunName run, RunSession session) {
        try {
            session.durable(store.save(run, session::result));
            checkpointed.put(run, clock.epochNanos());
        } catch (ResultStore.ResultNotSavedException e) {
            LOG.warn("run {}: checkpoint not saved, its runners keep their reports: {}", run, e.getMessage());
            checkpointed.put(run, clock.epochNanos());
        } finally {
            saving.remove(run);
        }
    }

    private void judge(RunName run, RunSession session) {
        try {
            session.judgeRounds();
        } catch (RuntimeException e) {
            // the load goes on to its last round, and is judged then
            LOG.error("run {}: cannot judge the rounds so far", run, e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
