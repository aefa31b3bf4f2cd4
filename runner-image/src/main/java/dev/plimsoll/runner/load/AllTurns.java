package dev.plimsoll.runner.load;

import org.jspecify.annotations.Nullable;

/**
 * The turns of all phases of one arm in one loop. They share its places: no more turns are in flight than the cap, and
 * a place that becomes free goes to the slot that has waited longest, whichever phase it is of.
 */
final class AllTurns {
    /**
     * Most turns that pause, or have paused and wait for a place: each keeps its variables and cookies. With more,
     * slots wait, and count as late.
     */
    static final int MOST_RESTING = 20_000;

    private final int cap;
    private final long mostKept;
    private Turns[] phases = {};
    private int inFlight;
    private int resting;
    private long kept;
    private @Nullable Throwable defect;

    /**
     * The turns of an arm in a loop.
     *
     * @param cap most turns in flight
     * @param mostKept most characters that turns without a place may keep in variables and cookies; with more, slots
     *     wait, as with too many such turns
     */
    AllTurns(int cap, long mostKept) {
        this.cap = cap;
        this.mostKept = mostKept;
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

    /** Whether turns without a place are so many, or keep so much, that no other may begin. */
    boolean isCrowded() {
        return resting >= MOST_RESTING || kept >= mostKept;
    }

    /** A turn leaves its place, and keeps so many characters. */
    void rests(long characters) {
        resting++;
        kept += characters;
    }

    /** A turn that has left its place takes one again, or ends. */
    void restsNoMore(long characters) {
        resting--;
        kept -= characters;
    }

    /** A turn begins. */
    void begun() {
        inFlight++;
    }

    /** A turn ended, or left its place. */
    void ended(long now) {
        inFlight--;
        beginWaiting(now);
    }

    /** Begins what has waited longest, as long as there is a place. */
    void beginWaiting(long now) {
        for (var first = longestWaiting(now); first != null && hasPlace(); first = longestWaiting(now)) {
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

    /** A defect of this program showed while something was heard from the target. */
    void foundDefect(Throwable found) {
        defect = found;
    }

    /**
     * Goes on only while all is well.
     *
     * @throws IllegalStateException when a defect has shown, for a turn may have been lost to it
     */
    void failOnDefect() {
        if (defect != null) {
            throw new IllegalStateException("a response, or the lack of one, could not be dealt with", defect);
        }
    }

    /** Takes every slot that was due by an instant, and is noticed now. */
    void fire(long until, long now) {
        for (var turns : phases) {
            turns.fire(until, now);
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
        return defect == null && inFlight == 0 && waiting() == 0 && nextDue() == TimedQueue.NEVER;
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
