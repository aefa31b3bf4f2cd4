package dev.plimsoll.operator.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to tell somebody. */
public sealed interface Outcome {
    /** It was taken. */
    record Delivered() implements Outcome {}

    /** It will never be taken as it is. */
    record Refused(String why) implements Outcome {}

    /**
     * It may be taken later.
     *
     * @param notBefore how long the receiver wants to be left alone; null when it does not say
     */
    record Undelivered(String why, @Nullable Duration notBefore) implements Outcome {}
}
