package dev.plimsoll.runner.load;

import dev.plimsoll.runner.http.ConnectionPool;
import dev.plimsoll.runner.record.Recorder;
import dev.plimsoll.runner.record.StepRecorder;
import dev.plimsoll.runner.scenario.CompiledStep;
import dev.plimsoll.runner.scenario.ScenarioMix;
import java.util.ArrayDeque;

/**
 * The turns of one loop: those in flight, never more than the cap, and the slots that wait until there is room.
 *
 * <p>A slot that waits keeps its instant, so the time it waited is in its response time.
 */
final class Turns {
    /** A slot that is noticed later than this after it fell due counts as late: the generator was not awake. */
    static final long LATE_NANOS = 10_000_000;

    /** An instant by which everything is due that will ever be. */
    private static final long LAST = TimedQueue.NEVER - 1;

    /** What turns of all loops have in common. */
    record Terms(ScenarioMix mix, long warmupNanos, long connectTimeoutNanos) {}

    /** Hears of turns that ended. */
    interface EndListener {
        void ended(long number, long now);
    }

    private final Terms terms;
    private final int cap;
    private final RunClock clock;
    private final ConnectionPool connections;
    private final Recorder recorder;
    private final SlotQueue waiting = new SlotQueue();
    private final TimedQueue<Turn> deadlines = new TimedQueue<>();
    private final ArrayDeque<Turn> spare = new ArrayDeque<>();
    private EndListener listener = (number, now) -> {};
    private int inFlight;

    Turns(Terms terms, int cap, RunClock clock, ConnectionPool connections, Recorder recorder) {
        this.terms = terms;
        this.cap = cap;
        this.clock = clock;
        this.connections = connections;
        this.recorder = recorder;
    }

    /** Sets who hears of turns that ended. */
    void onEnd(EndListener listener) {
        this.listener = listener;
    }

    /** A slot fell due, and is noticed now. */
    void due(long instant, long number, long now) {
        recorder.rollTo(instant);
        recorder.noticed(now - instant);
        var first = firstStep(instant, number);
        first.offered();
        if (now - instant > LATE_NANOS) {
            first.late();
        }
        if (inFlight < cap && waiting.isEmpty()) {
            begin(instant, number);
        } else {
            waiting.add(instant, number);
        }
    }

    /** Ends what has run out of time. */
    void expire(long now) {
        expire(now, now);
    }

    /** The next instant at which something runs out of time. */
    long nextDeadline() {
        return deadlines.next();
    }

    int inFlight() {
        return inFlight;
    }

    int waiting() {
        return waiting.size();
    }

    /** The run is over: slots that wait are missed, and what is in flight has run out of time. */
    void endAll(long now) {
        missAll(now);
        expire(LAST, now);
    }

    /** The run is stopped: slots that wait are missed, and what is in flight is left without an end. */
    void abandonAll(long now) {
        missAll(now);
        for (var turn = deadlines.poll(LAST); turn != null; turn = deadlines.poll(LAST)) {
            turn.abandon(now);
        }
    }

    private void expire(long until, long now) {
        for (var turn = deadlines.poll(until); turn != null; turn = deadlines.poll(until)) {
            turn.expire(now);
        }
    }

    private void missAll(long now) {
        while (!waiting.isEmpty()) {
            long instant = waiting.firstInstant();
            firstStep(instant, waiting.firstNumber()).missed(now - instant);
            waiting.removeFirst();
        }
    }

    private void begin(long instant, long number) {
        inFlight++;
        var turn = spare.pollLast();
        if (turn == null) {
            turn = new Turn(this);
        }
        turn.begin(terms.mix().of(number), number, instant);
    }

    /** A turn ended; its place goes to the slot that has waited longest. */
    void ended(Turn turn, long number, long now) {
        inFlight--;
        spare.addLast(turn);
        listener.ended(number, now);
        if (!waiting.isEmpty() && inFlight < cap) {
            long instant = waiting.firstInstant();
            long next = waiting.firstNumber();
            waiting.removeFirst();
            begin(instant, next);
        }
    }

    private StepRecorder firstStep(long instant, long number) {
        return recorder.of(terms.mix().of(number).step(0).series(), isWarmup(instant));
    }

    boolean isWarmup(long instant) {
        return instant < terms.warmupNanos();
    }

    StepRecorder recorderOf(CompiledStep step, boolean warmup) {
        return recorder.of(step.series(), warmup);
    }

    ConnectionPool connections() {
        return connections;
    }

    long now() {
        return clock.now();
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
