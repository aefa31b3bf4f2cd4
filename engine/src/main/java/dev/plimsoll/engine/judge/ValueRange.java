package dev.plimsoll.engine.judge;

/**
 * Where a value lies, in the unit of its objective.
 *
 * @param low lowest, included
 * @param high highest, included
 */
public record ValueRange(double low, double high) {
    public ValueRange {
        if (!(low <= high)) {
            throw new IllegalArgumentException(low + " is above " + high);
        }
    }

    /** Whether the value lies within. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
