package dev.plimsoll.engine.judge;

/** What one round says of one objective. */
sealed interface RoundReading {

    /**
     * It counts.
     *
     * @param logRatio positive when the candidate is worse
     * @param baseline the baseline's value
     * @param candidate the candidate's value
     * @param samples requests to the candidate that it comes from
     */
    record Sample(double logRatio, double baseline, double candidate, long samples) implements RoundReading {}

    /**
     * It is left out.
     *
     * @param doubt why
     * @param byTarget whether a side itself is the reason: then what is left may be the better part of it
     */
    record LeftOut(int round, Doubt doubt, boolean byTarget) implements RoundReading {}
}
