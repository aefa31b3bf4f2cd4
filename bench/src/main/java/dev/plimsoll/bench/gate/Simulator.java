package dev.plimsoll.bench.gate;

import java.util.SplittableRandom;

/**
 * Draws canaries of one world: 20 rounds of 60 s, of which the first 10 s do not count, in intervals of 5 s with 200
 * requests/s to each arm.
 *
 * <p>The log of an interval's times is the sum of a drift that both arms share (AR 0.95, deviation 10 %), one of the
 * arm's own (AR 0.7, 4 %), its node's effect (3 %, for as long as the canary lasts) and the candidate's regression. The
 * weight of an arm's tail drifts too (AR 0.7, deviation 0.3 of its log).
 */
final class Simulator {
    static final int ROUNDS = 20;
    private static final int INTERVALS = 12;
    private static final int WARMUP = 2;
    private static final int REQUESTS = 1_000;

    /** Deviation of the difference between two nodes whose effects have a deviation of 3 % each. */
    private static final double NODES = 0.03 * Math.sqrt(2);

    private final World world;
    private final Requests baseline = new Requests(0);
    private final Requests candidate;

    Simulator(World world) {
        this.world = world;
        this.candidate = new Requests(world.slowerTail());
    }

    /** The canary of a seed. */
    Canary draw(long seed) {
        var random = new SplittableRandom(seed);
        double on = world.drifts() ? 1 : 0;
        var shared = new Drift(random, 0.95, 0.10 * on);
        var first = new Arm(random, baseline, 0, on);
        var second = new Arm(random, candidate, Math.log1p(world.slower()), on);
        double node = world.placement() == Placement.SHARED ? 0 : on * NODES * random.nextGaussian();
        var canary = new Canary(ROUNDS);
        boolean swap = false;
        for (int round = 0; round < ROUNDS; round++) {
            swap = round % 2 == 0 ? random.nextBoolean() : !swap;
            double onNode = world.placement() == Placement.SWAPPED && swap ? -node : node;
            for (int interval = 0; interval < INTERVALS; interval++) {
                double common = shared.next();
                first.advance(common + onNode / 2);
                second.advance(common - onNode / 2);
                if (interval >= WARMUP) {
                    first.draw(canary.baseline(round));
                    second.draw(canary.candidate(round));
                }
            }
        }
        return canary;
    }

    /** One arm, with its drifts. */
    private static final class Arm {
        private final SplittableRandom random;
        private final Requests requests;
        private final double logSlower;
        private final Drift drift;
        private final Drift tailWeight;
        private double logTimes;
        private double logTailWeight;

        Arm(SplittableRandom random, Requests requests, double logSlower, double on) {
            this.random = random;
            this.requests = requests;
            this.logSlower = logSlower;
            this.drift = new Drift(random, 0.7, 0.04 * on);
            this.tailWeight = new Drift(random, 0.7, 0.3 * on);
        }

        /** Goes on to the next interval, in which both arms have something in common. */
        void advance(double common) {
            logTimes = common + logSlower + drift.next();
            logTailWeight = tailWeight.next();
        }

        void draw(int[] counts) {
            requests.draw(random, REQUESTS, logTimes, logTailWeight, counts);
        }
    }
}
