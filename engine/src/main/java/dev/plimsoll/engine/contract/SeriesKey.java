package dev.plimsoll.engine.contract;

/**
 * Whose numbers these are.
 *
 * @param phase name of the phase; {@link Phase#UNNAMED} in a run that has no phases
 * @param scenario name of the scenario
 * @param step name of the step
 * @param warmup whether the slots fell due during the warm-up, which is never judged
 */
public record SeriesKey(String phase, String scenario, String step, boolean warmup) {

    /** Of a run that has no phases. */
    public SeriesKey(String scenario, String step, boolean warmup) {
        this(Phase.UNNAMED, scenario, step, warmup);
    }
}
