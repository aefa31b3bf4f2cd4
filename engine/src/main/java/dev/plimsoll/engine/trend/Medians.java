package dev.plimsoll.engine.trend;

import java.util.Arrays;

/** The middle of some values. */
final class Medians {
    private Medians() {}

    /** Of the values from {@code from} to before {@code to}, which are not none. */
    static double of(double[] values, int from, int to) {
        double[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    static double of(double... values) {
        return of(values, 0, values.length);
    }
}
