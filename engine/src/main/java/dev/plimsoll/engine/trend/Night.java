package dev.plimsoll.engine.trend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one run came to under one objective.
 *
 * @param run its name
 * @param time when it was, or when it was judged: of all nights the same
 * @param value in the objective's unit, finite; null when nothing was measured that counts
 * @param outcome whether the objective held
 * @param setup what was run, and from where: values of two setups are not held against each other
 */
public record Night(String run, Instant time, @Nullable Double value, Outcome outcome, String setup) {
    public Night {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException("value of " + run + " is " + value + "; write null when there is none");
        }
    }

    /** Whether an objective held. */
    public enum Outcome {
        /** It held. */
        HELD,
        /** It did not. */
        BROKEN,
        /** Nobody knows. */
        UNKNOWN
    }
}
