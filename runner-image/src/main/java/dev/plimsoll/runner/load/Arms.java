package dev.plimsoll.runner.load;

import java.util.List;

/**
 * The turns of all arms of one loop; an ordinary run has one arm. Arms share the loop, but neither places nor
 * connections: where the target of one is slow, the slots of the other do not wait for it.
 */
final class Arms {
    private final AllTurns[] arms;

    Arms(List<AllTurns> arms) {
        this.arms = arms.toArray(AllTurns[]::new);
    }

    /**
     * Takes every slot that is due by now.
     *
     * @throws IllegalStateException when a defect has shown, for a turn may have been lost to it
     */
    void fire(long now) {
        for (var arm : arms) {
            arm.failOnDefect();
        }
        if (arms.length == 1) {
            arms[0].fire(now, now);
        } else {
            fireInOrder(now);
        }
    }

    /** In the order in which slots fell due: after a delay, no arm's go before all of the other's. */
    private void fireInOrder(long now) {
        for (var first = firstDue(); first.nextDue() <= now; first = firstDue()) {
            long until = now;
            for (var other : arms) {
                if (other != first) {
                    until = Math.min(until, other.nextDue());
                }
            }
            first.fire(until, now);
        }
    }

    private AllTurns firstDue() {
        var first = arms[0];
        for (var arm : arms) {
            if (arm.nextDue() < first.nextDue()) {
                first = arm;
            }
        }
        return first;
    }

    /** The loop has nothing else to do now. */
    void idle(long now) {
        for (var arm : arms) {
            arm.idle(now);
        }
    }

    /** Ends what has run out of time. */
    void expire(long now) {
        for (var arm : arms) {
            arm.expire(now);
        }
    }

    /** The load is stopped. */
    void abandonAll(long now) {
        for (var arm : arms) {
            arm.abandonAll(now);
        }
    }

    /** Whether nothing is due any more, nothing waits and nothing is in flight. */
    boolean areDone() {
        for (var arm : arms) {
            if (!arm.areDone()) {
                return false;
            }
        }
        return true;
    }

    /** The next instant at which a slot falls due. */
    long nextDue() {
        return firstDue().nextDue();
    }

    /** The next instant at which something runs out of time. */
    long nextDeadline() {
        long next = TimedQueue.NEVER;
        for (var arm : arms) {
            next = Math.min(next, arm.nextDeadline());
        }
        return next;
    }

    int inFlight() {
        int inFlight = 0;
        for (var arm : arms) {
            inFlight += arm.inFlight();
        }
        return inFlight;
    }

    long waiting() {
        long waiting = 0;
        for (var arm : arms) {
            waiting += arm.waiting();
        }
        return waiting;
    }
}
