package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import java.util.List;

/** How fast one of several runners that share a load has to send. */
public final class RunnerRate {
    private static final double LOW_PER_SECOND = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private RunnerRate() {}

    /**
     * Whether a runner sends so little that it is better compiled quickly than thoroughly: code that is not hot enough
     * to be optimised at once keeps the optimising compiler busy for minutes, and takes the processor from the loop
     * that sends.
     */
    public static boolean isLow(List<Phase> phases, int runners) {
        return PhasesAtOnce.most(phases, phase -> peakPerSecond(phase.load(), runners)) <= LOW_PER_SECOND;
    }

    /** Requests per second at the highest point of the schedule; of users who never pause, infinitely many. */
    static double peakPerSecond(Load load, int runners) {
        double peak = RateCurve.of(load.stages()).peak() / runners;
        return switch (load) {
            case Load.Open _ -> peak;
            case Load.Closed closed ->
                peak
                        * NANOS_PER_SECOND
                        / Math.max(
                                (double) closed.pacingNanos(),
                                closed.thinkTime().averageNanos());
        };
    }
}
