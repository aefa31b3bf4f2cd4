package dev.plimsoll.runner.load;

import dev.plimsoll.runner.rate.ArrivalProcess;
import dev.plimsoll.runner.rate.Lane;

/**
 * Open model: turns fall due when the schedule says, whatever the target does.
 *
 * <p>The slots that wait are those between two walks along the same schedule, one for what falls due and one for what
 * begins: however many they are, they take no memory.
 */
final class OpenModel implements LoadModel {
    private final Walk due;
    private final Walk begun;

    /** A walk along the schedule. */
    private static final class Walk {
        private final ArrivalProcess arrivals;
        private final Lane lane;
        private long instant;
        private long steps;

        Walk(ArrivalProcess arrivals, Lane lane) {
            this.arrivals = arrivals;
            this.lane = lane;
            instant = arrivals.next();
        }

        long number() {
            return lane.number(steps);
        }

        void goOn() {
            steps++;
            instant = arrivals.next();
        }
    }

    /** A model of two processes that yield the same arrivals. */
    OpenModel(ArrivalProcess arrivals, ArrivalProcess sameArrivals, Lane lane) {
        due = new Walk(arrivals, lane);
        begun = new Walk(sameArrivals, lane);
    }

    @Override
    public long nextDue() {
        return due.instant;
    }

    @Override
    public void fire(long now, Turns turns) {
        while (due.instant <= now) {
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
