package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.histogram.Timeline;
import dev.plimsoll.engine.judge.AbortRule;
import dev.plimsoll.engine.judge.AbortWatch;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.StopCause;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run while its runners are at work: gives out shards, starts all runners at one instant, merges their reports, and
 * ends the run early when a rule says so or a runner is lost.
 *
 * <p>Thread-safe: runners' calls come on threads of the server, the owner's from the reconciler, {@link #tick} from the
 * ticker. {@code onChange} is called without a lock held, whenever the owner may have something to do.
 */
public final class RunSession {
    /** Who asks for the start so long after it would send all the slots since then at once. */
    private static final Duration TOO_LATE = Duration.ofSeconds(1);

    private static final int LIVE_SECONDS = 3;

    /** A little less than a stored result may take: compressed again as JSON, histograms keep about their size. */
    private static final long MAX_HISTOGRAM_BYTES = 800 * 1024;

    private final RunPlan plan;
    private final byte[] token;
    private final EpochClock clock;
    private final Timeline timeline;
    private final AbortWatch abortWatch;
    private final @Nullable RoundWatch roundWatch;
    private final Roster roster;
    private final Listening listening;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition startKnown = lock.newCondition();
    private volatile Runnable onChange = () -> {};
    private @Nullable Long startAtEpochNanos;
    private @Nullable Long toldEpochNanos;
    private @Nullable String stopReason;

    private RunSession(RunPlan plan, int shardCount, String token, Rules rules, EpochClock clock, Timeline timeline) {
        this.plan = plan;
        this.roster = new Roster(plan, shardCount);
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
        this.timeline = timeline;
        this.abortWatch = new AbortWatch(rules.abort());
        this.roundWatch = RoundWatch.of(plan, rules.budgets()).orElse(null);
        this.listening = new Listening(clock.epochNanos());
    }

    /**
     * What may end a load before its schedule.
     *
     * @param abort harm
     * @param budgets of a comparison: that nothing which is still to come could change its verdict
     */
    public record Rules(List<AbortRule> abort, List<Budget> budgets) {
        /** Nothing. */
        public static final Rules NONE = new Rules(List.of(), List.of());

        public Rules {
            abort = List.copyOf(abort);
            budgets = List.copyOf(budgets);
        }
    }

    /** A run that waits for its runners. */
    public static RunSession gathering(RunPlan plan, int shards, String token, Rules rules, EpochClock clock) {
        return new RunSession(plan, shards, token, rules, clock, Timeline.of(plan, shards));
    }

    /**
     * A run whose start instant was set by a process that died before it saved a checkpoint. Whether the runners were
     * told of it is seen by what they do first: a report says yes; when all ask for the start, it is set anew.
     *
     * @param runners the shards given out
     * @param toldEpochNanos the start instant that the runners may have been told
     */
    public static RunSession reopened(
            RunPlan plan,
            int shards,
            String token,
            Rules rules,
            EpochClock clock,
            List<ShardProgress> runners,
            long toldEpochNanos) {
        var session = gathering(plan, shards, token, rules, clock);
        session.roster.restore(runners, clock.epochNanos());
        session.toldEpochNanos = toldEpochNanos;
        return session;
    }

    /** A run that goes on from a checkpoint, after the process that began it died. */
    public static RunSession resumed(RunResult checkpoint, String token, Rules rules, EpochClock clock) {
        var session = new RunSession(
                checkpoint.plan(), checkpoint.plannedShards(), token, rules, clock, Timeline.from(checkpoint));
        session.startAtEpochNanos = checkpoint.startAtEpochNanos();
        session.stopReason = checkpoint.stopReason();
        session.roster.restore(checkpoint.shards(), clock.epochNanos());
        return session;
    }

    /** Replaces who is told of changes. */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    /** Whether a caller has this run's token; takes the same time for every wrong one. */
    public boolean authorizes(String presented) {
        return MessageDigest.isEqual(token, presented.getBytes(StandardCharsets.UTF_8));
    }

    // --- called by runners

    /** Gives the runner a shard, the same again when the same process asks again. */
    public Registration.Reply register(Registration registration) {
        var reply =
                locked(() -> roster.register(registration, startAtEpochNanos != null, stopReason, clock.epochNanos()));
        onChange.run();
        return reply;
    }

    /** True when this process holds this shard; false tells a runner to register (again). */
    public boolean holds(int shard, String instance) {
        return locked(() -> roster.holds(shard, instance));
    }

    /**
     * Waits for the start instant, at most for the given time. Who asks is ready: a runner prepares its load first, so
     * that no load begins late because some runner's plan was still being compiled. Who asks when the load has long
     * begun is lost. The shard must be {@link #holds held}.
     */
    public StartSignal awaitStart(int shard, Duration atMost) throws InterruptedException {
        if (locked(() -> becomesReady(roster.shard(shard)))) {
            onChange.run();
        }
        boolean lost;
        StartSignal signal;
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (startAtEpochNanos == null && stopReason == null && left > 0) {
                left = startKnown.awaitNanos(left);
            }
            lost = missedTheStart(roster.shard(shard));
            signal = new StartSignal(startAtEpochNanos, clock.epochNanos(), stopReason != null);
        } finally {
            lock.unlock();
        }
        if (lost) {
            onChange.run();
        }
        return signal;
    }

    private static boolean becomesReady(ShardState shard) {
        boolean changes = !shard.isReady();
        shard.asksForStart();
        return changes;
    }

    private boolean missedTheStart(ShardState shard) {
        return startAtEpochNanos != null
                && clock.epochNanos() > startAtEpochNanos + TOO_LATE.toNanos()
                && !shard.over()
                && lose(shard, "it asked for the start when the load had begun");
    }

    /** Merges what is new in a report, in order and without a gap. The shard must be {@link #holds held}. */
    public Report.Reply report(Report report) {
        boolean[] over = new boolean[1];
        var reply = locked(() -> {
            var shard = roster.shard(report.shard());
            shard.heard(report, clock.epochNanos());
            wasTold();
            boolean gap = false;
            for (var interval : report.intervals()) {
                gap |= !merge(shard, interval);
            }
            var ending = report.ending();
            if (ending != null && !gap && !shard.over()) {
                shard.ended(ending);
                if (ending == Ending.INTERRUPTED) {
                    stopOnce(StopCause.STOPPED.because(
                            "runner " + shard.runner() + " was told to end before its schedule was done"));
                }
                over[0] = true;
            }
            return shard.reply(stopReason);
        });
        if (over[0]) {
            onChange.run();
        }
        return reply;
    }

    /** A runner drives its load already: the start instant it was told before is the run's. */
    private void wasTold() {
        if (startAtEpochNanos == null && toldEpochNanos != null) {
            startAtEpochNanos = toldEpochNanos;
            startKnown.signalAll();
        }
    }

    private boolean merge(ShardState shard, Interval interval) {
        long next = shard.receivedThrough() + 1;
        if (interval.sequence() == next) {
            timeline.add(interval);
            shard.received(next);
        }
        return interval.sequence() <= next;
    }

    // --- called by the owner

    /** Sets the start instant for all runners. Call it when the instant would survive this process. */
    public void start(long epochNanos) {
        locked(() -> {
            if (startAtEpochNanos == null) {
                startAtEpochNanos = epochNanos;
            }
            startKnown.signalAll();
            return true;
        });
    }

    /** Tells every runner to stop, with its next report. The first reason stands. */
    public void stop(String reason) {
        boolean changed = locked(() -> stopReason == null && stopOnce(reason));
        if (changed) {
            onChange.run();
        }
    }

    /**
     * A runner is known to be gone: the run cannot be completed and is stopped. Unknown or ended runners change
     * nothing.
     */
    public void lost(String runner, String why) {
        boolean changed = locked(() -> roster.of(runner)
                .filter(shard -> !shard.over())
                .map(shard -> lose(shard, why))
                .orElse(false));
        if (changed) {
            onChange.run();
        }
    }

    private boolean lose(ShardState shard, String why) {
        roster.lose(shard, why);
        return stopOnce(StopCause.STOPPED.because("runner " + shard.runner() + " was lost: " + why));
    }

    private boolean stopOnce(String reason) {
        if (stopReason == null) {
            stopReason = reason;
            startKnown.signalAll();
        }
        return true;
    }

    /** Looks at the clock: abort rules, and runners that fell silent. */
    public void tick() {
        boolean changed = locked(() -> {
            long now = clock.epochNanos();
            listening.look(now);
            if (listening.longEnough()) {
                wasTold(); // or nobody is left who could say so
            }
            if (startAtEpochNanos == null || over()) {
                return false;
            }
            boolean stopped = stopReason != null;
            if (!stopped) {
                abortWatch.look(timeline).ifPresent(why -> stopOnce(StopCause.ABORTED.because(why)));
            }
            long silence = Listening.SILENCE.toNanos();
            if (listening.longEnough() && now > startAtEpochNanos + silence) {
                roster.silentSince(now - silence)
                        .forEach(shard ->
                                lose(shard, "it was not heard of for " + Listening.SILENCE.toSeconds() + " s"));
            }
            return over() || stopped != (stopReason != null);
        });
        if (changed) {
            onChange.run();
        }
    }

    /** Whether a round of a comparison is over that nobody has looked at; who hears it calls {@link #judgeRounds}. */
    public boolean takesRoundToJudge() {
        return locked(() -> roundWatch != null
                && startAtEpochNanos != null
                && stopReason == null
                && !over()
                && roundWatch.takesRound(roster));
    }

    /**
     * Looks at the rounds of a comparison that are over, and ends the load when nothing that is still to come could
     * change its verdict. Takes a while, most of it without the lock: runners are answered meanwhile.
     */
    public void judgeRounds() {
        var watch = roundWatch;
        if (watch == null) {
            return;
        }
        var progress = watch.look(result());
        locked(() -> {
            watch.looked(progress);
            return RoundWatch.mayEnd(progress)
                    .map(why -> stopOnce(StopCause.DECIDED.because(why)))
                    .orElse(false);
        });
        onChange.run();
    }

    /** What of a result is durable now; runners may forget it. */
    public void durable(RunResult saved) {
        locked(() -> {
            for (var shard : saved.shards()) {
                roster.shard(shard.index()).durable(shard.receivedThrough());
            }
            return true;
        });
    }

    /** True once every runner has been told that all its reports are durable. */
    public boolean dismissed() {
        return locked(roster::allDismissed);
    }

    // --- views

    public RunPlan plan() {
        return plan;
    }

    public int shardCount() {
        return roster.shardCount();
    }

    /** Number of runners that have a shard. */
    public int registered() {
        return locked(roster::registered);
    }

    /** Whether every runner is there and has asked for the start. */
    public boolean allReady() {
        return locked(roster::allReady);
    }

    /** The shards given out, by index. */
    public List<ShardProgress> shards() {
        return locked(roster::progress);
    }

    /** True once nothing more is to come: every shard ended or is lost, or the run was stopped before it started. */
    public boolean ended() {
        return locked(this::over);
    }

    private boolean over() {
        return startAtEpochNanos == null ? stopReason != null : roster.allOver();
    }

    /**
     * Everything received so far; consistent, so also a checkpoint. Of a long run neighbouring intervals are joined, so
     * that a checkpoint costs no more after an hour than after a minute; no count is lost.
     */
    public RunResult result() {
        return locked(() -> new RunResult(
                RunPlan.VERSION,
                plan,
                startAtEpochNanos == null ? 0 : startAtEpochNanos,
                timeline.fitting(MAX_HISTOGRAM_BYTES, ResultCodec::histogramBytes),
                roster.shardCount(),
                roster.progress(),
                stopReason));
    }

    /** Time since the start instant; zero before it. */
    public Duration elapsed() {
        return locked(() -> startAtEpochNanos == null
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, clock.epochNanos() - startAtEpochNanos)));
    }

    /** The run at a glance. */
    public LiveView live() {
        return locked(() -> {
            var recent = timeline.recent(LIVE_SECONDS);
            var totals = timeline.total().counts();
            return new LiveView(
                    phase(),
                    elapsed(),
                    Duration.ofNanos(plan.durationNanos()),
                    roster.registered(),
                    roster.shardCount(),
                    recent.map(LiveViews::recent).orElse(null),
                    totals.sent(),
                    totals.totalErrors(),
                    roster.losses(),
                    roundWatch == null ? null : roundWatch.progress().orElse(null));
        });
    }

    private LiveView.Phase phase() {
        if (over()) {
            return LiveView.Phase.ENDED;
        }
        if (startAtEpochNanos != null) {
            return LiveView.Phase.RUNNING;
        }
        return roster.allReady() ? LiveView.Phase.READY : LiveView.Phase.GATHERING;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
