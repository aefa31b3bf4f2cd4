package dev.plimsoll.runner.load;

import dev.plimsoll.engine.plan.ArmShare;
import dev.plimsoll.runner.rate.ArrivalProcess;
import dev.plimsoll.runner.rate.Lane;

/**
 * Open model: turns fall due when the schedule says, whatever the target does.
 *
 * <p>The slots that wait are those between two walks along the same schedule, one for what falls due and one for what
 * begins: however many they are, they take no memory. Slots that are another arm's are passed by.
 */
final class OpenModel implements LoadModel {
    private final Walk due;
    private final Walk begun;

    /** A walk along the schedule. */
    private static final class Walk {
        private final ArrivalProcess arrivals;
        private final Lane lane;
        private final ArmShare share;
        private long instant;
        private long pairDue;
        private long steps = -1;

        Walk(ArrivalProcess arrivals, Lane lane, ArmShare share) {
            this.arrivals = arrivals;
            this.lane = lane;
            this.share = share;
            goOn();
        }

        long number() {
            return lane.number(steps);
        }

        void goOn() {
            do {
                steps++;
                instant = arrivals.next();
                if (steps % 2 == 0) {
                    pairDue = instant;
                }
            } while (instant != ArrivalProcess.NEVER && !share.hasSlot(steps, pairDue));
        }
    }

    /** A model of two processes that yield the same arrivals of a lane. */
    OpenModel(ArrivalProcess arrivals, ArrivalProcess sameArrivals, Lane lane, ArmShare share) {
        due = new Walk(arrivals, lane, share);
        begun = new Walk(sameArrivals, lane, share);
    }

    @Override
    public long nextDue() {
        return due.instant;
    }

    @Override
    public void fire(long until, long now, Turns turns) {
        while (due.instant <= until) {
            turns.due(due.instant, due.number(), now);
            due.goOn();
        }
    }

    @Override
    public long firstInstant() {
        return begun.instant;
    }

    @Override
    public long firstNumber() {
        return begun.number();
    }

    @Override
    public void takeFirst() {
        begun.goOn();
    }

    @Override
    public void ended(long number, long since) {
        // the schedule does not wait for anyone
    }
}
