package dev.plimsoll.bench.gate;

import java.util.SplittableRandom;

/** What goes up and down slowly: a stationary AR(1) process, one step an interval. */
final class Drift {
    private final SplittableRandom random;
    private final double correlation;
    private final double innovation;
    private double value;

    /**
     * Begins anywhere.
     *
     * @param correlation of an interval with the next one
     * @param deviation of its values
     */
    Drift(SplittableRandom random, double correlation, double deviation) {
        this.random = random;
        this.correlation = correlation;
        this.innovation = deviation * Math.sqrt(1 - correlation * correlation);
        this.value = deviation * random.nextGaussian();
    }

    /** The next interval's. */
    double next() {
        value = correlation * value + innovation * random.nextGaussian();
        return value;
    }
}
