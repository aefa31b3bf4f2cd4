package dev.plimsoll.runner.load;

/** Something that waits in a {@link TimedQueue} for its instant. */
abstract class Timed {
    /** Place of what is in no queue. */
    static final int NOWHERE = -1;

    /** Its instant; changed by its queue only. */
    long at;

    /** Its place in the heap of its queue. */
    int place = NOWHERE;
}
