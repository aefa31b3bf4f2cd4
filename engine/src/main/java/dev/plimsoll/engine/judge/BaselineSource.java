package dev.plimsoll.engine.judge;

/** What an objective with an allowed regression is held against. */
public sealed interface BaselineSource {
    /** As many earlier runs as are ever looked at. */
    int MOST_RUNS = 30;

    /** The other arm of the same run. */
    record Comparison() implements BaselineSource {}

    /** The last earlier run that passed. */
    record LastPassed() implements BaselineSource {}

    /** An earlier run by its name. */
    record Pinned(String run) implements BaselineSource {}

    /**
     * The last earlier runs that passed.
     *
     * @param runs how many at most, up to {@value BaselineSource#MOST_RUNS}
     */
    record Window(int runs) implements BaselineSource {}
}
