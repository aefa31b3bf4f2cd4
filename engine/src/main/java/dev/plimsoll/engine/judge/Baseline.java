package dev.plimsoll.engine.judge;

import java.util.List;

/**
 * Earlier runs that a run is held against, and those that it cannot be held against.
 *
 * @param runs in the order in which they ran
 * @param refused each with why: {@code checkout-12 had 2 runners, this run has 4}
 */
public record Baseline(List<BaselineRun> runs, List<String> refused) {
    /** Nobody looked for any. */
    public static final Baseline NONE = new Baseline(List.of(), List.of());

    public Baseline {
        runs = List.copyOf(runs);
        refused = List.copyOf(refused);
    }
}
