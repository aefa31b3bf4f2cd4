package dev.plimsoll.bench.soak;

import dev.plimsoll.bench.stats.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A number at the begin and at the end of a row of samples: the medians of the first and of the last quarter.
 *
 * @param slack by how much the end may be above the begin without having grown
 */
record Growth(double begin, double end, double slack) {
    private static final int PARTS = 4;

    /** The least that is no growth, as part of the begin. */
    private static final double PART = 0.05;

    /**
     * Of a row of samples, at least four.
     *
     * @param least what is never called growth, in the number's unit
     */
    static Growth of(List<Sample> samples, ToDoubleFunction<Sample> number, double least) {
        int quarter = samples.size() / PARTS;
        if (quarter == 0) {
            throw new IllegalArgumentException(samples.size() + " samples are too few; take at least " + PARTS);
        }
        double begin = median(samples.subList(0, quarter), number);
        double end = median(samples.subList(samples.size() - quarter, samples.size()), number);
        return new Growth(begin, end, Math.max(least, PART * begin));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> number) {
        return Spread.of(samples.stream().map(number::applyAsDouble).toList()).median();
    }

    boolean isThere() {
        return end > begin + slack;
    }
}
