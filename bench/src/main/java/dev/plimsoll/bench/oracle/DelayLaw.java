package dev.plimsoll.bench.oracle;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How long the oracle holds a reply back, by the number of the request in order of arrival: the same seed always gives
 * the same delays, so that the truth can be computed without the oracle.
 *
 * @param medianNanos half of the delays are shorter
 * @param sigma of the logarithm; 0 makes all delays alike, else they are log-normal
 */
public record DelayLaw(long medianNanos, double sigma) {
    /** The delays of the first so many requests, in nanoseconds. */
    public long[] delays(long seed, int count) {
        RandomGenerator random = new SplittableRandom(seed);
        var delays = new long[count];
        for (int i = 0; i < count; i++) {
            delays[i] = Math.round(medianNanos * Math.exp(sigma * random.nextGaussian()));
        }
        return delays;
    }
}
