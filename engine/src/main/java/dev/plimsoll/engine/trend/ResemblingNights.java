package dev.plimsoll.engine.trend;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A t-test of a step for nights that resemble the night before: generalised least squares with errors of a process
 * AR(1), by the transformation of Prais and Winsten. Without resemblance it is Student's t-test. Four things are unlike
 * there:
 *
 * <ul>
 *   <li>how much nights resemble each other is estimated from the residuals of all segments, corrected for the bias of
 *       few nights (Kendall 1954), from 0 to {@value #MOST_RESEMBLANCE}, and takes a degree of freedom;
 *   <li>a value that is more than three deviations from the median of its segment counts as one that is three away: one
 *       wild night neither makes a change nor hides one. In segments of fewer than {@value #MANY} nobody knows which
 *       night is wild;
 *   <li>the deviation is not below {@code resolution}: values that are rounded to the same number are not known
 *       exactly;
 *   <li>where a straight line explains both segments as well as a step does, there is no change but a drift.
 * </ul>
 */
public final class ResemblingNights implements Significance {
    private static final double MOST_RESEMBLANCE = 0.9;
    private static final double WILD = 3;
    private static final int MANY = 5;

    /** Median distance from the median of normal values, in deviations. */
    private static final double NORMAL_MEDIAN = 0.6745;

    private final double resolution;

    /**
     * A test.
     *
     * @param resolution deviation that values have at least, for they are rounded; above 0
     */
    public ResemblingNights(double resolution) {
        this.resolution = resolution;
    }

    @Override
    public double pValue(double[] values, int[] bounds, int split) {
        double[] tame = tame(values, bounds);
        double resemblance = resemblance(tame, bounds);
        int from = bounds[split - 1];
        int at = bounds[split];
        int to = bounds[split + 1];
        double[] both = Arrays.copyOfRange(tame, from, to);
        var step = Fit.of(both, i -> i < at - from ? 0 : 1, resemblance);
        if (Fit.of(both, i -> i, resemblance).squares() <= step.squares()) {
            return 1;
        }
        int freedom = to - from - 3;
        if (freedom < 1) {
            return 1;
        }
        double least = resolution * Math.sqrt(1 - resemblance * resemblance);
        double deviation = Math.max(least, Math.sqrt(step.squares() / freedom));
        double t = Math.abs(step.slope()) / (deviation * step.leverage());
        return 2 * TDistribution.of(freedom).survivalProbability(t);
    }

    private double[] tame(double[] values, int[] bounds) {
        double[] distances = new double[values.length];
        double[] medians = new double[values.length];
        for (int segment = 1; segment < bounds.length; segment++) {
            double median = Medians.of(values, bounds[segment - 1], bounds[segment]);
            for (int i = bounds[segment - 1]; i < bounds[segment]; i++) {
                medians[i] = median;
                distances[i] = Math.abs(values[i] - median);
            }
        }
        double room = WILD * Math.max(resolution, Medians.of(distances) / NORMAL_MEDIAN);
        double[] tame = values.clone();
        for (int segment = 1; segment < bounds.length; segment++) {
            for (int i = bounds[segment - 1];
                    i < bounds[segment] && bounds[segment] - bounds[segment - 1] >= MANY;
                    i++) {
                tame[i] = Math.clamp(values[i], medians[i] - room, medians[i] + room);
            }
        }
        return tame;
    }

    static double resemblance(double[] values, int[] bounds) {
        double squares = 0;
        double products = 0;
        for (int segment = 1; segment < bounds.length; segment++) {
            int from = bounds[segment - 1];
            int to = bounds[segment];
            double mean = Arrays.stream(values, from, to).average().orElseThrow();
            for (int i = from; i < to; i++) {
                squares += (values[i] - mean) * (values[i] - mean);
                products += i == from ? 0 : (values[i] - mean) * (values[i - 1] - mean);
            }
        }
        double lagged = squares == 0 ? 0 : products / squares;
        double bias = (1 + 3 * lagged) * (bounds.length - 1) / values.length;
        return squares == 0 ? 0 : Math.clamp(lagged + bias, 0, MOST_RESEMBLANCE);
    }
}
