package dev.plimsoll.engine.compare;

/** What stands between the rounds so far and a decision. */
public enum Obstacle {
    /** There are fewer rounds than the first look needs. */
    TOO_FEW_ROUNDS,
    /**
     * A round resembles the one before it, so that the rounds say less than their number promises: they would decide if
     * they were independent. Longer rounds help more than more rounds.
     */
    AUTOCORRELATION,
    /** The candidate seems to lie between what is tolerated and the margin: what lies there can stay undecided. */
    BETWEEN_THE_BOUNDS,
    /** The rounds differ too much from each other: more rounds, longer ones or more load help. */
    SCATTER
}
