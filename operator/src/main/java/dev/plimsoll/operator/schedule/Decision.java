package dev.plimsoll.operator.schedule;

import java.time.Instant;
import java.util.List;

/** What a schedule comes to now. */
public sealed interface Decision {

    /** Nothing is due, or all is held until somebody says otherwise. */
    record Wait() implements Decision {}

    /**
     * A run starts, unless it was started before and nobody could write that down.
     *
     * @param due the time that it is for
     * @param missed how many due times before it had no run; only the latest is made up for
     * @param replaced runs that end for it
     */
    record Start(Instant due, int missed, List<String> replaced) implements Decision {
        public Start {
            replaced = List.copyOf(replaced);
        }
    }

    /**
     * A due time has no run, for good.
     *
     * @param missed how many due times before it had none either
     * @param message one sentence for people
     */
    record Skip(Instant due, int missed, Reason reason, String message) implements Decision {}

    /** Why a due time has no run, in stable words. */
    enum Reason {
        /** Nobody was there to start it in time. */
        Missed,
        /** An earlier run had not ended. */
        RunActive,
        /** It fell into a time in which nothing starts. */
        Blackout
    }
}
