package dev.plimsoll.bench.trend;

import java.util.SplittableRandom;

/**
 * What nights go through: a p99 of 100 ms with a deviation of 4 % from night to night, and what happens to it.
 *
 * @param resemblance of a night with the night before: correlation of an AR(1) process
 * @param step what the service becomes slower by at {@code stepAt}, as a fraction
 * @param stepAt first night of it
 * @param perThirtyNights how much slower it becomes in thirty nights, little by little, as a fraction
 * @param wild how often a night takes twice as long, for no reason
 */
record World(double resemblance, double step, int stepAt, double perThirtyNights, double wild) {
    static final double DEVIATION = 0.04;
    private static final double USUAL_MILLIS = 100;
    private static final double THIRTY = 30;
    private static final double WILD = Math.log(2);

    /** Nothing happens. */
    static World calm(double resemblance) {
        return new World(resemblance, 0, 0, 0, 0);
    }

    World withStep(double fraction, int at) {
        return new World(resemblance, fraction, at, perThirtyNights, wild);
    }

    World withDrift(double fraction) {
        return new World(resemblance, step, stepAt, fraction, wild);
    }

    World withWildNights(double share) {
        return new World(resemblance, step, stepAt, perThirtyNights, share);
    }

    /** Milliseconds, night by night. */
    double[] draw(long seed, int nights) {
        var random = new SplittableRandom(seed);
        double[] millis = new double[nights];
        double noise = DEVIATION * random.nextGaussian();
        for (int night = 0; night < nights; night++) {
            double log = noise
                    + (night >= stepAt ? Math.log1p(step) : 0)
                    + Math.log1p(perThirtyNights) * night / THIRTY
                    + (random.nextDouble() < wild ? WILD : 0);
            millis[night] = USUAL_MILLIS * Math.exp(log);
            noise = resemblance * noise + DEVIATION * Math.sqrt(1 - resemblance * resemblance) * random.nextGaussian();
        }
        return millis;
    }
}
