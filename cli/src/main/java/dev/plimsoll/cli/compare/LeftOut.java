package dev.plimsoll.cli.compare;

/**
 * A round or run that does not count for a percentile.
 *
 * @param name of the round or the run's file
 * @param why in words
 * @param byCandidate whether the baseline had enough there, so that it is the candidate's doing
 */
record LeftOut(String name, String why, boolean byCandidate) {
    @Override
    public String toString() {
        return name + ": " + why;
    }
}
