package dev.plimsoll.operator.collect;

/** Finds the session that a runner asks for. */
@FunctionalInterface
public interface RunDirectory {
    Lookup find(RunName run);

    /** What became of the search. */
    sealed interface Lookup {
        /** The run is active here. */
        record Found(RunSession session) implements Lookup {}

        /** The run ended or was deleted: its runners must stop. */
        record Gone() implements Lookup {}

        /** The run may be active, but this process does not have it (yet): ask again. */
        record NotHere() implements Lookup {}
    }
}
