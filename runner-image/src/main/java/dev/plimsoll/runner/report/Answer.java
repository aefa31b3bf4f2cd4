package dev.plimsoll.runner.report;

/** How a call to the collector ended. */
sealed interface Answer<T> {
    /** It answered with what was asked for. */
    record Given<T>(T message) implements Answer<T> {}

    /** It does not know this process as the holder of the shard: register, then ask again. */
    record NotHeld<T>() implements Answer<T> {}

    /** The run has ended or was deleted: stop. */
    record Gone<T>() implements Answer<T> {}

    /** It will never accept this call: the token is wrong, or the two do not speak the same language. */
    record Rejected<T>(String reason) implements Answer<T> {}

    /** It could not be reached, or cannot answer yet: try again later. */
    record Unavailable<T>(String reason) implements Answer<T> {}
}
