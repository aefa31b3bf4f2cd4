package dev.plimsoll.engine.contract;

/**
 * Whose numbers these are.
 *
 * @param scenario name of the scenario
 * @param step name of the step
 * @param warmup whether the slots fell due during the warm-up, which is never judged
 */
public record SeriesKey(String scenario, String step, boolean warmup) {}
