package dev.plimsoll.bench.stats;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Median and range of what several rounds gave: with so few rounds, an average would follow the one that was disturbed.
 */
public record Spread(double median, double lowest, double highest) {
    /** Of at least one value. */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values, no spread");
        }
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * Of the ratios of each round: both numbers of a ratio come from the same round, so that what changes from round to
     * round on the machine is in both.
     */
    public static Spread ofRatios(List<Double> values, List<Double> references) {
        if (values.size() != references.size()) {
            throw new IllegalArgumentException(values.size() + " values and " + references.size() + " references");
        }
        return of(IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) / references.get(i))
                .toList());
    }

    /** {@code 0.97 (0.95–1.01)}. */
    public String format(int decimals) {
        var number = "%,." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", median, lowest, highest);
    }
}
