package dev.plimsoll.engine.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Where the peak of a {@link Scalability} may lie: the middle 90 % of fits to points whose errors are drawn anew from
 * those that the fit leaves (a bootstrap of residuals, Efron 1979; the few points themselves cannot be drawn, for with
 * some of them missing there is often no fit). Advisory: it knows the scatter of the points, and takes the law for
 * true.
 *
 * @param low concurrency
 * @param high concurrency; infinity when in more than a twentieth of the fits more always brings more
 */
public record PeakRange(double low, double high) {
    private static final int DRAWS = 1_000;
    private static final double TAIL = 0.05;

    /**
     * The range.
     *
     * @param points as many as a fit needs
     * @param fit theirs
     * @param seed of the drawing
     * @return empty when most draws have no fit
     */
    public static Optional<PeakRange> of(List<Point> points, Scalability fit, long seed) {
        var residuals = residuals(points, fit);
        var random = new SplittableRandom(seed);
        var peaks = new ArrayList<Double>();
        for (int draw = 0; draw < DRAWS; draw++) {
            Scalability.fit(drawn(points, fit, residuals, random))
                    .ifPresent(each -> peaks.add(each.peakConcurrency().orElse(Double.POSITIVE_INFINITY)));
        }
        if (peaks.size() < DRAWS / 2) {
            return Optional.empty();
        }
        peaks.sort(null);
        int cut = (int) (TAIL * peaks.size());
        return Optional.of(new PeakRange(peaks.get(cut), peaks.get(peaks.size() - 1 - cut)));
    }

    /** Relative errors, their mean taken away, and as wide as they were before the fit came near to them. */
    private static double[] residuals(List<Point> points, Scalability fit) {
        var residuals = points.stream()
                .mapToDouble(point -> point.throughput() / fit.throughputAt(point.concurrency()) - 1)
                .toArray();
        double mean = Arrays.stream(residuals).average().orElse(0);
        double n = points.size();
        double widening = Math.sqrt(n / (n - NormalEquations.PARAMETERS));
        return Arrays.stream(residuals)
                .map(residual -> (residual - mean) * widening)
                .toArray();
    }

    private static List<Point> drawn(List<Point> points, Scalability fit, double[] residuals, SplittableRandom random) {
        return points.stream()
                .map(point -> new Point(
                        point.concurrency(),
                        fit.throughputAt(point.concurrency()) * (1 + residuals[random.nextInt(residuals.length)])))
                .filter(point -> point.throughput() > 0)
                .toList();
    }
}
