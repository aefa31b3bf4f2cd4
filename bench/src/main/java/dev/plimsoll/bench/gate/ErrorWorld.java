package dev.plimsoll.bench.gate;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Errors, one in a hundred requests on average, which come in bursts of their own in either arm: the log of an
 * interval's rate drifts (AR 0.7).
 *
 * @param bursts deviation of that log; 0 for none
 * @param more how many times the baseline's rate the candidate has
 */
record ErrorWorld(double bursts, double more) {
    /** Requests of a round and arm. */
    static final int REQUESTS = 10_000;

    private static final int INTERVALS = 10;
    private static final double RATE = 0.01;
    private static final double HIGHEST_RATE = 0.5;

    /** The rounds of a seed's canary. */
    List<ErrorCounts> draw(long seed) {
        var random = new SplittableRandom(seed);
        var baseline = arm(random, RATE);
        var candidate = arm(random, RATE * more);
        return IntStream.range(0, Simulator.ROUNDS)
                .mapToObj(round -> new ErrorCounts(baseline[round], candidate[round]))
                .toList();
    }

    private int[] arm(SplittableRandom random, double rate) {
        var drift = new Drift(random, 0.7, bursts);
        var errors = new int[Simulator.ROUNDS];
        for (int round = 0; round < errors.length; round++) {
            for (int interval = 0; interval < INTERVALS; interval++) {
                double now = rate * Math.exp(drift.next() - bursts * bursts / 2);
                errors[round] += Binomial.draw(random, REQUESTS / INTERVALS, Math.min(now, HIGHEST_RATE));
            }
        }
        return errors;
    }
}
