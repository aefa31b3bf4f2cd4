package dev.plimsoll.runner.load;

import dev.plimsoll.engine.plan.Warmups;
import dev.plimsoll.runner.record.Recorder;
import dev.plimsoll.runner.record.StepRecorder;
import dev.plimsoll.runner.scenario.CompiledStep;
import dev.plimsoll.runner.scenario.ScenarioMix;
import dev.plimsoll.runner.scenario.Session;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * The turns of one phase of an arm in one loop: those in flight, and the slots that wait until there is room.
 *
 * <p>A slot that waits keeps its instant, so the time it waited is in its response time.
 */
final class Turns {
    /**
     * A slot that is noticed later than this after it fell due counts as late: the generator was not awake. So does one
     * that has to wait when the loop has been busy for so long without a break: room that it has not had the time to
     * notice is not the target's fault.
     */
    static final long LATE_NANOS = 10_000_000;

    /** An instant by which everything is due that will ever be. */
    private static final long LAST = TimedQueue.NEVER - 1;

    /** Most slots to declare missed at once: after hours of waiting it takes seconds, in which reports must go on. */
    private static final int MISSED_AT_ONCE = 100_000;

    /**
     * What turns of a phase of an arm have in common in all loops.
     *
     * @param warmups when slots are never judged
     * @param closingNanos from when on no turn begins, nor goes on to a further step
     */
    record Terms(ScenarioMix mix, Warmups warmups, long connectTimeoutNanos, long closingNanos) {}

    private final Terms terms;
    private final LoadModel model;
    private final AllTurns all;
    private final LoopClock clock;
    private final Pools pools;
    private final Recorder recorder;
    private final Supplier<Session> sessions;
    private final TimedQueue<Turn> deadlines = new TimedQueue<>();
    private final Pauses pauses = new Pauses();
    private final ArrayDeque<Turn> spare = new ArrayDeque<>();
    private long waiting;
    private long idleAt;

    Turns(
            Terms terms,
            LoadModel model,
            AllTurns all,
            LoopClock clock,
            Pools pools,
            Recorder recorder,
            Supplier<Session> sessions) {
        this.terms = terms;
        this.model = model;
        this.all = all;
        this.clock = clock;
        this.pools = pools;
        this.recorder = recorder;
        this.sessions = sessions;
    }

    /** The next instant at which a slot falls due, or a pause is over. */
    long nextDue() {
        return Math.min(model.nextDue(), pauses.next());
    }

    /** Takes every slot that was due by an instant, and goes on with what has paused until then; it is noticed now. */
    void fire(long until, long now) {
        model.fire(until, now, this);
        for (var turn = pauses.poll(until); turn != null; turn = pauses.poll(until)) {
            turn.wake(now);
        }
    }

    /** A slot fell due, and is noticed now. */
    void due(long instant, long number, long now) {
        recorder.rollTo(instant);
        recorder.noticed(now - instant);
        var first = firstStep(instant, number);
        first.offered();
        if (waiting == 0) {
            idleAt = now; // it is looked at from the first slot on that has to wait
        }
        waiting++;
        beginFirst(now);
        boolean busy = waiting > 0 && (now - idleAt > LATE_NANOS || all.isCrowded());
        if (busy || now - instant > LATE_NANOS) {
            first.late();
        }
    }

    /** The loop has nothing else to do now: slots that wait do so for the target. */
    void idle(long now) {
        idleAt = now;
    }

    /** Ends what has run out of time: requests by their timeouts, slots that wait when the run closes. */
    void expire(long now) {
        for (var turn = deadlines.poll(now); turn != null; turn = deadlines.poll(now)) {
            turn.expire(now);
        }
        if (isClosed(now)) {
            miss(Math.min(waiting, MISSED_AT_ONCE), now);
            pauses.missWaiting(now);
        }
    }

    /** The next instant at which something runs out of time. */
    long nextDeadline() {
        return waiting() == 0 ? deadlines.next() : Math.min(deadlines.next(), terms.closingNanos());
    }

    /** How many slots, and turns that have paused, wait for a place. */
    long waiting() {
        return waiting + pauses.waiting();
    }

    /** Since when the first that waits does so; never when none waits, or none may begin any more. */
    long waitingSince(long now) {
        return isClosed(now) ? TimedQueue.NEVER : Math.min(slotWaitsSince(), pauses.waitingSince());
    }

    private long slotWaitsSince() {
        return waiting > 0 && all.hasRoom() ? model.firstInstant() : TimedQueue.NEVER;
    }

    /** The run is stopped: slots that wait are missed, and what is in flight is left without an end. */
    void abandonAll(long now) {
        miss(waiting, now);
        pauses.abandon(now);
        for (var turn = deadlines.poll(LAST); turn != null; turn = deadlines.poll(LAST)) {
            turn.abandon(now);
        }
    }

    private void miss(long count, long now) {
        for (long i = 0; i < count; i++) {
            long instant = model.firstInstant();
            firstStep(instant, model.firstNumber()).missed(now - instant);
            takeFirst();
        }
    }

    private void takeFirst() {
        model.takeFirst();
        waiting--;
    }

    /** Begins the slot, or goes on with the turn, that has waited longest, if there is one and there is a place. */
    void beginFirst(long now) {
        if (!all.hasPlace() || isClosed(now)) {
            return;
        }
        long slot = slotWaitsSince();
        if (pauses.waiting() > 0 && pauses.waitingSince() <= slot) {
            all.begun();
            var turn = pauses.takeFirst();
            all.restsNoMore(turn.session().kept());
            turn.takePlace();
        } else if (slot != TimedQueue.NEVER) {
            long number = model.firstNumber();
            takeFirst();
            begin(slot, number);
        }
    }

    private void begin(long instant, long number) {
        all.begun();
        var turn = spare.pollLast();
        if (turn == null) {
            turn = new Turn(this, sessions.get());
        }
        terms.mix().begin(turn.session(), number);
        turn.begin(number, instant);
    }

    /** A turn pauses; its place, if it had one, goes to whoever has waited longest. */
    void rest(Turn turn, boolean hadPlace, long until, long now) {
        pauses.add(turn, until);
        if (hadPlace) {
            all.rests(turn.session().kept());
            all.ended(now);
        }
    }

    /** A turn's pause is over, and its next request is due. */
    void resume(Turn turn, long now) {
        long late = now - turn.intended();
        recorder.noticed(late);
        if (late > LATE_NANOS) {
            turn.late();
        }
        pauses.await(turn);
        all.beginWaiting(now);
    }

    /**
     * A turn ended; its place, if it had one, goes to whoever has waited longest.
     *
     * @param since when it ended; later than now for a pause that would have been over too late
     */
    void ended(Turn turn, long number, boolean hadPlace, long since, long now) {
        long kept = turn.session().kept();
        turn.session().end();
        spare.addLast(turn);
        model.ended(number, since);
        if (hadPlace) {
            all.ended(now);
        } else {
            all.restsNoMore(kept);
            all.beginWaiting(now);
        }
    }

    /** So much later; never, at the latest. */
    long after(long instant, long nanos) {
        return nanos > LAST - instant ? LAST : instant + nanos;
    }

    private StepRecorder firstStep(long instant, long number) {
        return recorder.of(terms.mix().of(number).first().series(), isWarmup(instant));
    }

    /** Whether it is too late to begin anything. */
    boolean isClosed(long now) {
        return now >= terms.closingNanos();
    }

    boolean isWarmup(long instant) {
        return terms.warmups().contain(instant);
    }

    StepRecorder recorderOf(CompiledStep step, boolean warmup) {
        return recorder.of(step.series(), warmup);
    }

    Pools pools() {
        return pools;
    }

    long now() {
        return clock.now();
    }

    /** By when everything had come that the loop is reading now. */
    long lookedAt() {
        return clock.lookedAt();
    }

    /** Something went wrong that is neither the target's fault nor the plan's. */
    void foundDefect(Throwable defect) {
        all.foundDefect(defect);
    }

    void expectBy(Turn turn, long instant) {
        deadlines.add(turn, instant);
    }

    void cameInTime(Turn turn) {
        deadlines.remove(turn);
    }

    long connectTimeoutNanos() {
        return terms.connectTimeoutNanos();
    }
}
