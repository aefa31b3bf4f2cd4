package dev.plimsoll.runner.load;

/** Decides when turns fall due. */
sealed interface LoadModel permits OpenModel, ClosedModel {
    /** The next instant at which a turn falls due, as far as is known now; {@link TimedQueue#NEVER} for none. */
    long nextDue();

    /** Hands over every turn that is due by now. */
    void fire(long now);

    /** A turn ended. */
    void ended(long number, long now);
}
