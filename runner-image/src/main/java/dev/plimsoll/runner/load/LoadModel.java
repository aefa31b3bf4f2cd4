package dev.plimsoll.runner.load;

/**
 * Decides when turns fall due, and remembers those that have not begun: they begin in the order in which they fell due.
 */
sealed interface LoadModel permits OpenModel, ClosedModel {
    /** The next instant at which a turn falls due, as far as is known now; {@link TimedQueue#NEVER} for none. */
    long nextDue();

    /** Hands over every turn that was due by an instant, and is noticed now. */
    void fire(long until, long now, Turns turns);

    /** When the turn fell due that has waited longest; there must be one. */
    long firstInstant();

    /** Its number; there must be one. */
    long firstNumber();

    /** It waits no longer. */
    void takeFirst();

    /** A turn ended at an instant, which may be yet to come. */
    void ended(long number, long since);
}
