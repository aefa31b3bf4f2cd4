package dev.plimsoll.demo;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Seeded delays and failures. The n-th draw depends on the seed and n alone, whatever thread asks. */
final class Chance {
    /** Shape of the log-normal: p95 is 1.5 times, p99 1.8 times the median, as of a service that is well. */
    private static final double SIGMA = 0.25;

    private static final double LONGEST = 10;

    private final long seed;
    private final AtomicLong draws = new AtomicLong();

    Chance(long seed) {
        this.seed = seed;
    }

    Duration delay(double medianMillis) {
        var factor = Math.min(LONGEST, Math.exp(SIGMA * next().nextGaussian()));
        return Duration.ofNanos(Math.round(medianMillis * factor * 1e6));
    }

    boolean happens(double percent) {
        return next().nextDouble() * 100 < percent;
    }

    private SplittableRandom next() {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + draws.getAndIncrement());
    }
}
