package dev.plimsoll.engine.capacity;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether something grew while the load did not: the slope of a straight line through values over time, by least
 * squares.
 *
 * @param slope a second
 * @param low what it is not below, at 97.5 %
 * @param high what it is not above, at 97.5 %
 * @param mean of the values
 * @param seconds from the first to the last
 */
public record Growth(double slope, double low, double high, double mean, double seconds) {
    /** Fewer points make no line. */
    public static final int FEWEST = 5;

    private static final double TAIL = 0.025;

    /**
     * What grows from nothing has twice its mean at the end; what grew by less than half of it may be a queue that
     * comes and goes, whose values resemble each other so that the interval is too narrow.
     */
    private static final double SUBSTANTIAL = 0.5;

    /**
     * Of values over time.
     *
     * @param seconds when, ascending, not all the same; at least {@value #FEWEST}
     * @param values what, as many
     */
    public static Growth of(double[] seconds, double[] values) {
        if (seconds.length < FEWEST || values.length != seconds.length) {
            throw new IllegalArgumentException(
                    seconds.length + " instants and " + values.length + " values: as many, and at least " + FEWEST);
        }
        int n = values.length;
        double middle = Arrays.stream(seconds).average().orElseThrow();
        double mean = Arrays.stream(values).average().orElseThrow();
        double spread = 0;
        double together = 0;
        for (int i = 0; i < n; i++) {
            spread += (seconds[i] - middle) * (seconds[i] - middle);
            together += (seconds[i] - middle) * (values[i] - mean);
        }
        double slope = together / spread;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double residual = values[i] - mean - slope * (seconds[i] - middle);
            squares += residual * residual;
        }
        double margin =
                TDistribution.of(n - 2).inverseSurvivalProbability(TAIL) * Math.sqrt(squares / (n - 2) / spread);
        return new Growth(slope, slope - margin, slope + margin, mean, seconds[n - 1] - seconds[0]);
    }

    /** Whether it grew, beyond doubt and by much. */
    public boolean isSubstantial() {
        return low > 0 && slope * seconds >= SUBSTANTIAL * mean;
    }
}
