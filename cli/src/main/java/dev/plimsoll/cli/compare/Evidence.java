package dev.plimsoll.cli.compare;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What the rounds or runs say about one percentile of one tag.
 *
 * @param baseline all its values together, for display
 * @param candidate the same
 * @param baselineLogs logarithm of the percentile in each round or run that counts
 * @param candidateLogs the same; of rounds in the same order
 * @param baselineEnough in how many of the baseline's rounds or runs there are enough values
 */
record Evidence(
        String tag,
        double percentile,
        Histogram baseline,
        Histogram candidate,
        List<Double> baselineLogs,
        List<Double> candidateLogs,
        int baselineEnough,
        List<LeftOut> leftOut) {
    Evidence {
        baselineLogs = List.copyOf(baselineLogs);
        candidateLogs = List.copyOf(candidateLogs);
        leftOut = List.copyOf(leftOut);
    }

    /** Of rounds: how much worse the candidate was in each. */
    double[] logRatios() {
        return IntStream.range(0, baselineLogs.size())
                .mapToDouble(round -> candidateLogs.get(round) - baselineLogs.get(round))
                .toArray();
    }

    /** How many rounds count, or runs of the side that has fewer. */
    int counted() {
        return Math.min(baselineLogs.size(), candidateLogs.size());
    }

    /** Width of the bucket that a side's percentile is in, as a fraction of it; infinite when that is 0. */
    double coarseness() {
        return Math.max(coarseness(baseline), coarseness(candidate));
    }

    private double coarseness(Histogram values) {
        long value = values.getValueAtPercentile(percentile);
        return value == 0 ? Double.POSITIVE_INFINITY : (double) values.sizeOfEquivalentValueRange(value) / value;
    }
}
