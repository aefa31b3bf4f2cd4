package dev.plimsoll.runner.load;

import dev.plimsoll.runner.rate.ArrivalProcess;
import dev.plimsoll.runner.rate.Lane;

/** Open model: turns fall due when the schedule says, whatever the target does. */
final class OpenModel implements LoadModel {
    private final ArrivalProcess arrivals;
    private final Lane lane;
    private final Turns turns;
    private long next;
    private long taken;

    OpenModel(ArrivalProcess arrivals, Lane lane, Turns turns) {
        this.arrivals = arrivals;
        this.lane = lane;
        this.turns = turns;
        next = arrivals.next();
    }

    @Override
    public long nextDue() {
        return next;
    }

    @Override
    public void fire(long now) {
        while (next <= now) {
            turns.due(next, lane.number(taken++), now);
            next = arrivals.next();
        }
    }

    @Override
    public void ended(long number, long now) {
        // the schedule does not wait for anyone
    }
}
