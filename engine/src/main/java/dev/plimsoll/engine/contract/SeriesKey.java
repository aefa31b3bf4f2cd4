package dev.plimsoll.engine.contract;

import java.util.Objects;

/**
 * Whose numbers these are.
 *
 * @param arm name of the arm that was asked; {@link Arm#ONLY} in an ordinary run
 * @param phase name of the phase; {@link Phase#UNNAMED} in a run that has no phases
 * @param scenario name of the scenario
 * @param step name of the step
 * @param warmup whether the slots fell due during a warm-up, which is never judged
 */
public record SeriesKey(String arm, String phase, String scenario, String step, boolean warmup) {

    /** What an older runner sends has no arm. */
    public SeriesKey {
        arm = Objects.requireNonNullElse(arm, Arm.ONLY);
    }

    /** Of an ordinary run. */
    public SeriesKey(String phase, String scenario, String step, boolean warmup) {
        this(Arm.ONLY, phase, scenario, step, warmup);
    }

    /** Of an ordinary run that has no phases. */
    public SeriesKey(String scenario, String step, boolean warmup) {
        this(Phase.UNNAMED, scenario, step, warmup);
    }
}
