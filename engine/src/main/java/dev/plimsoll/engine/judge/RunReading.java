package dev.plimsoll.engine.judge;

/** What one whole run says of one objective that compares. */
sealed interface RunReading {

    /**
     * It counts.
     *
     * @param log more is worse
     * @param value in the unit of what is compared
     * @param samples requests that it comes from
     */
    record Value(double log, double value, long samples) implements RunReading {}

    /**
     * It says nothing.
     *
     * @param doubt why
     */
    record Unfit(Doubt doubt) implements RunReading {}
}
