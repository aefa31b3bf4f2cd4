package dev.plimsoll.engine.compare;

/** How far a one-sided bound lies from the mean of the rounds so far. */
sealed interface Boundary permits StudentBoundary, AnytimeBoundary {
    /**
     * In standard errors of the mean.
     *
     * @param rounds so far, at least 2
     */
    double standardErrors(int rounds);
}
