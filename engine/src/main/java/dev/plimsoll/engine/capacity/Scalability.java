package dev.plimsoll.engine.capacity;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Universal Scalability Law (Gunther 1993): X(N) = λN / (1 + σ(N−1) + κN(N−1)).
 *
 * @param single λ, what one request in flight brings a second
 * @param contention σ, the share of the work that waits for others
 * @param coherence κ, what keeping each pair of requests consistent costs; above 0, more concurrency brings less in the
 *     end
 */
public record Scalability(double single, double contention, double coherence) {
    /** One more than parameters: something must be left to say whether the law fits at all. */
    static final int FEWEST_POINTS = NormalEquations.PARAMETERS + 1;

    /**
     * The best fit, by weighted least squares of N/X, which is linear in 1, N−1 and N(N−1). The weights (X/N)² make
     * errors relative: those of a throughput are.
     *
     * @return empty when there are fewer than four points, they are too much alike, or no law of this kind goes through
     *     them
     */
    public static Optional<Scalability> fit(List<Point> points) {
        if (points.size() < FEWEST_POINTS) {
            return Optional.empty();
        }
        var equations = new NormalEquations();
        for (var point : points) {
            double n = point.concurrency();
            equations.add(point.each() * point.each(), new double[] {1, n - 1, n * (n - 1)}, 1 / point.each());
        }
        return equations
                .solve()
                .filter(solution -> solution[0] > 0)
                .map(solution ->
                        new Scalability(1 / solution[0], solution[1] / solution[0], solution[2] / solution[0]));
    }

    /** What a concurrency brings a second. */
    public double throughputAt(double concurrency) {
        return single
                * concurrency
                / (1 + contention * (concurrency - 1) + coherence * concurrency * (concurrency - 1));
    }

    /** The concurrency that brings most; empty when more always brings more. */
    public OptionalDouble peakConcurrency() {
        return coherence > 0 && contention < 1
                ? OptionalDouble.of(Math.sqrt((1 - contention) / coherence))
                : OptionalDouble.empty();
    }
}
