package dev.plimsoll.bench.gate;

import dev.plimsoll.engine.compare.LogRatio;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What the rounds of one canary measured: of each arm, how many requests fell into each bucket of time. */
final class Canary {
    private final int[][] baseline;
    private final int[][] candidate;

    Canary(int rounds) {
        this.baseline = new int[rounds][Requests.BUCKETS];
        this.candidate = new int[rounds][Requests.BUCKETS];
    }

    int[] baseline(int round) {
        return baseline[round];
    }

    int[] candidate(int round) {
        return candidate[round];
    }

    /** A percentile of the baseline's times in each round, in any unit. */
    double[] baselineTimes(double percent) {
        return times(baseline, percent);
    }

    /** The same of the candidate's. */
    double[] candidateTimes(double percent) {
        return times(candidate, percent);
    }

    private static double[] times(int[][] rounds, double percent) {
        return Arrays.stream(rounds)
                .mapToDouble(counts -> Math.exp(Requests.logTime(bucketAt(counts, percent))))
                .toArray();
    }

    private static int bucketAt(int[] counts, double percent) {
        double rank = percent / 100 * Arrays.stream(counts).sum();
        int bucket = -1;
        for (long below = 0; below < rank; ) {
            below += counts[++bucket];
        }
        return bucket;
    }

    /** The log-ratios of a percentile in each round. */
    double[] logRatios(double percent) {
        var before = baselineTimes(percent);
        var after = candidateTimes(percent);
        return IntStream.range(0, before.length)
                .mapToDouble(round -> LogRatio.ofTimes(before[round], after[round]))
                .toArray();
    }

    /** All requests of the baseline, as if there were no rounds. */
    long[] pooledBaseline() {
        return pooled(baseline);
    }

    /** All requests of the candidate. */
    long[] pooledCandidate() {
        return pooled(candidate);
    }

    private static long[] pooled(int[][] rounds) {
        return IntStream.range(0, Requests.BUCKETS)
                .mapToLong(bucket -> Arrays.stream(rounds)
                        .mapToLong(counts -> counts[bucket])
                        .sum())
                .toArray();
    }
}
