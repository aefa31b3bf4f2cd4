package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.capacity.Capacity;
import dev.plimsoll.engine.capacity.LittlesLaw;
import dev.plimsoll.engine.capacity.PeakRange;
import dev.plimsoll.engine.capacity.Scalability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a staircase of load found out.
 *
 * @param capacity how much load the target carries; null when too few climbs say anything
 * @param kneePerSecond the rate above which more load costs more than it brings; null when nothing is known of what was
 *     in flight
 * @param littlesLaw whether the numbers at the capacity fit together; null as above
 * @param scalability the law that the throughput follows, over all steps; null when none fits
 * @param peak where its peak may lie; null when that cannot be said
 * @param highestInFlight up to where the law was measured: beyond, it is a guess
 * @param steps all of them, in the order in which they were driven
 */
public record CapacityJudgement(
        @Nullable Capacity capacity,
        @Nullable Double kneePerSecond,
        @Nullable LittlesLaw littlesLaw,
        @Nullable Scalability scalability,
        @Nullable PeakRange peak,
        double highestInFlight,
        List<StepReading> steps) {
    public CapacityJudgement {
        steps = List.copyOf(steps);
    }

    /** How many climbs there were. */
    public int climbs() {
        return (int) steps.stream().mapToInt(StepReading::climb).distinct().count();
    }
}
