package dev.plimsoll.bench.trend;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t-test with one variance for both sides, which takes nights as independent: Hunter's. */
final class StudentsTest {
    private StudentsTest() {}

    static double pValue(double[] values, int[] bounds, int split) {
        double[] before = Arrays.copyOfRange(values, bounds[split - 1], bounds[split]);
        double[] after = Arrays.copyOfRange(values, bounds[split], bounds[split + 1]);
        int freedom = before.length + after.length - 2;
        double difference = Math.abs(mean(after) - mean(before));
        double error =
                Math.sqrt((squares(before) + squares(after)) / freedom * (1.0 / before.length + 1.0 / after.length));
        return freedom < 1 || difference == 0
                ? 1
                : 2 * TDistribution.of(freedom).survivalProbability(difference / error);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double squares(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }
}
