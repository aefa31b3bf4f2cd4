package dev.plimsoll.runner.load;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The turns of one phase that pause, and those whose pause is over and that wait for a place. */
final class Pauses {
    private final TimedQueue<Turn> pausing = new TimedQueue<>();
    private final ArrayDeque<Turn> over = new ArrayDeque<>();

    void add(Turn turn, long until) {
        pausing.add(turn, until);
    }

    /** When the next pause is over; {@link TimedQueue#NEVER} when nobody pauses. */
    long next() {
        return pausing.next();
    }

    /** Takes out the turn whose pause was over first, if it is over by now. */
    @Nullable
    Turn poll(long now) {
        return pausing.poll(now);
    }

    /** A turn's pause is over: it waits for a place. */
    void await(Turn turn) {
        over.addLast(turn);
    }

    int waiting() {
        return over.size();
    }

    /** Since when the first of those that wait for a place does so. */
    long waitingSince() {
        var first = over.peekFirst();
        return first == null ? TimedQueue.NEVER : first.intended();
    }

    /** Takes out the one that has waited longest; there must be one. */
    Turn takeFirst() {
        return over.removeFirst();
    }

    /** The run closes before there was a place. */
    void missWaiting(long now) {
        for (var turn = over.pollFirst(); turn != null; turn = over.pollFirst()) {
            turn.miss(now);
        }
    }

    /** The run was stopped: what waits never goes on, and what pauses was not due yet. */
    void abandon(long now) {
        over.forEach(turn -> turn.abandon(now));
    }
}
