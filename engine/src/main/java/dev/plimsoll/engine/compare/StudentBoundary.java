package dev.plimsoll.engine.compare;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/** The same nominal level at every look: Student's quantile, which is wide after few rounds and narrows. */
final class StudentBoundary implements Boundary {
    private final double level;

    /** Of each number of rounds from 0 on; there is none of fewer than two. A quantile costs more than all the rest. */
    private final double[] quantiles;

    /**
     * @param level probability beyond the bound, at one look
     * @param rounds to know the bound for beforehand
     */
    StudentBoundary(double level, int rounds) {
        this.level = level;
        this.quantiles = IntStream.rangeClosed(0, rounds)
                .mapToDouble(n -> n < 2 ? Double.POSITIVE_INFINITY : quantile(n))
                .toArray();
    }

    private double quantile(int rounds) {
        return TDistribution.of(rounds - 1).inverseSurvivalProbability(level);
    }

    @Override
    public double standardErrors(int rounds) {
        return rounds < quantiles.length ? quantiles[rounds] : quantile(rounds);
    }
}
