package dev.plimsoll.engine.compare;

/** What the rounds so far say of one metric. */
public enum Decision {
    /** The candidate is not as much worse as the margin: proven, and it stays so whatever comes. */
    NO_WORSE,
    /** The candidate is worse by more than is tolerated: proven, and it stays so whatever comes. */
    WORSE,
    /** Neither is proven. */
    UNDECIDED
}
