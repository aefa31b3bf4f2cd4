package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.capacity.LittlesLaw;
import dev.plimsoll.engine.capacity.Point;
import dev.plimsoll.engine.capacity.Step;
import java.util.List;
import java.util.Optional;

/**
 * What one step of a staircase was like.
 *
 * @param climb which, from 0
 * @param step its rate and what came of it
 * @param totals its numbers
 * @param inFlight requests in flight at the end of each interval; empty when other phases went on too
 * @param serviceSeconds mean time from the send to the end of the response
 */
public record StepReading(int climb, Step step, Totals totals, List<Double> inFlight, double serviceSeconds) {
    public StepReading {
        inFlight = List.copyOf(inFlight);
    }

    /** Requests that came out each second, good or not, against those in flight; empty when nothing was. */
    public Optional<Point> point() {
        return littlesLaw()
                .filter(law -> law.inFlight() > 0 && completedPerSecond() > 0)
                .map(law -> new Point(law.inFlight(), completedPerSecond()));
    }

    /** Whether its numbers fit together; empty when it is not known what was in flight. */
    Optional<LittlesLaw> littlesLaw() {
        return inFlight.isEmpty()
                ? Optional.empty()
                : Optional.of(LittlesLaw.of(inFlight, completedPerSecond(), serviceSeconds));
    }

    private double completedPerSecond() {
        return totals.judgedNanos() == 0 ? 0 : totals.counts().completed() * 1e9 / totals.judgedNanos();
    }
}
