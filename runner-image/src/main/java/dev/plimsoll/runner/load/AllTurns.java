package dev.plimsoll.runner.load;

import org.jspecify.annotations.Nullable;

/**
 * The turns of all phases of one loop. They share its places: no more turns are in flight than the cap, and a place
 * that becomes free goes to the slot that has waited longest, whichever phase it is of.
 */
final class AllTurns {
    /** Most turns that pause: each keeps its variables and cookies. With more, slots wait, and count as late. */
    static final int MOST_RESTING = 20_000;

    private final int cap;
    private Turns[] phases = {};
    private int inFlight;
    private int resting;

    AllTurns(int cap) {
        this.cap = cap;
    }

    /** Before the start: one more phase. */
    void add(Turns turns) {
        var more = new Turns[phases.length + 1];
        System.arraycopy(phases, 0, more, 0, phases.length);
        more[phases.length] = turns;
        phases = more;
    }

    /** Whether one more request may be in flight. */
    boolean hasPlace() {
        return inFlight < cap;
    }

    /** Whether a turn may begin. */
    boolean hasRoom() {
        return hasPlace() && !isCrowded();
    }

    /** Whether so many turns pause that no other may begin. */
    boolean isCrowded() {
        return resting >= MOST_RESTING;
    }

    /** A turn pauses. */
    void rests() {
        resting++;
    }

    /** A turn's pause is over. */
    void woke() {
        resting--;
    }

    /** A turn begins. */
    void begun() {
        inFlight++;
    }

    /** A turn ended. */
    void ended(long now) {
        inFlight--;
        var first = longestWaiting(now);
        if (first != null) {
            first.beginFirst(now);
        }
    }

    private @Nullable Turns longestWaiting(long now) {
        Turns longest = null;
        long earliest = TimedQueue.NEVER;
        for (var turns : phases) {
            long instant = turns.waitingSince(now);
            if (instant < earliest) {
                earliest = instant;
                longest = turns;
            }
        }
        return longest;
    }

    /** Takes every slot that is due by now. */
    void fire(long now) {
        for (var turns : phases) {
            turns.fire(now);
        }
    }

    /** The loop has nothing else to do now. */
    void idle(long now) {
        for (var turns : phases) {
            turns.idle(now);
        }
    }

    /** Ends what has run out of time. */
    void expire(long now) {
        for (var turns : phases) {
            turns.expire(now);
        }
    }

    /** The load is stopped. */
    void abandonAll(long now) {
        for (var turns : phases) {
            turns.abandonAll(now);
        }
    }

    /** Whether nothing is due any more, nothing waits and nothing is in flight. */
    boolean areDone() {
        return inFlight == 0 && waiting() == 0 && nextDue() == TimedQueue.NEVER;
    }

    /** The next instant at which a slot falls due. */
    long nextDue() {
        long next = TimedQueue.NEVER;
        for (var turns : phases) {
            next = Math.min(next, turns.nextDue());
        }
        return next;
    }

    /** The next instant at which something runs out of time. */
    long nextDeadline() {
        long next = TimedQueue.NEVER;
        for (var turns : phases) {
            next = Math.min(next, turns.nextDeadline());
        }
        return next;
    }

    int inFlight() {
        return inFlight;
    }

    long waiting() {
        long waiting = 0;
        for (var turns : phases) {
            waiting += turns.waiting();
        }
        return waiting;
    }
}
