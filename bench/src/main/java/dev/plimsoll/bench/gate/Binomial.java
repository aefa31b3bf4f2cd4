package dev.plimsoll.bench.gate;

import java.util.SplittableRandom;

/** Numbers of successes, by adding up their probabilities: for a few successes the fastest way. */
final class Binomial {
    private Binomial() {}

    /**
     * How many of some trials succeed.
     *
     * @param trials at most 1,000: (1 − share)^trials must be a number
     * @param share at most 0.5
     */
    static int draw(SplittableRandom random, int trials, double share) {
        double odds = share / (1 - share);
        double probability = Math.pow(1 - share, trials);
        double left = random.nextDouble() - probability;
        int successes = 0;
        while (left > 0 && successes < trials) {
            probability *= odds * (trials - successes) / ++successes;
            left -= probability;
        }
        return successes;
    }
}
