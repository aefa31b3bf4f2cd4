package dev.plimsoll.bench.gate;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The times of single requests, as buckets that are 1 % wide: log-normal with a deviation of 0.5, and about one in a
 * hundred takes three times as long.
 *
 * <p>A request costs 16 random bits, a look into a table of 65,536 equally likely times in units of a bucket, and an
 * addition of what all requests of the interval have in common: no logarithm, no object. Times rarer than one in 65,536
 * do not exist, which no percentile here can see.
 */
final class Requests {
    /** Log of a bucket's width. */
    static final double BUCKET = Math.log(1.01);

    /** Buckets of a histogram: from a hundredth of the median to 90 times the median. */
    static final int BUCKETS = 920;

    /** The share of requests that a regression of the tail alone is about. */
    static final double SLOWEST = 0.025;

    private static final double TAIL_SHARE = 0.01;
    private static final double DEVIATION = 0.5;
    private static final double TAIL = Math.log(3);
    private static final int MEDIAN_BUCKET = 465;
    private static final int TABLE = 1 << 16;

    private final float[] body;
    private final float[] tail;

    /** @param slowerTail by how much the slowest are slower, as a fraction */
    Requests(double slowerTail) {
        double slowest = quantile(1 - SLOWEST);
        this.body = table(0, slowest, Math.log1p(slowerTail));
        this.tail = table(TAIL, slowest, Math.log1p(slowerTail));
    }

    private static float[] table(double median, double slowest, double slower) {
        var normal = NormalDistribution.of(median, DEVIATION);
        var times = new float[TABLE];
        for (int i = 0; i < TABLE; i++) {
            double time = normal.inverseCumulativeProbability((i + 0.5) / TABLE);
            times[i] = (float) (MEDIAN_BUCKET + (time + (time > slowest ? slower : 0)) / BUCKET);
        }
        return times;
    }

    /** The log of the time, over the median, that a share of all requests does not exceed; found by halving. */
    private static double quantile(double share) {
        var body = NormalDistribution.of(0, DEVIATION);
        var tail = NormalDistribution.of(TAIL, DEVIATION);
        double low = 0;
        double high = 5;
        while (high - low > 1e-9) {
            double middle = (low + high) / 2;
            double below = (1 - TAIL_SHARE) * body.cumulativeProbability(middle)
                    + TAIL_SHARE * tail.cumulativeProbability(middle);
            if (below < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Draws requests of one interval.
     *
     * @param requests how many, a multiple of 4
     * @param logSlower log of the factor that all of them have in common
     * @param logTailWeight log of the factor on the tail's share
     * @param counts of each bucket, which are added to
     */
    void draw(SplittableRandom random, int requests, double logSlower, double logTailWeight, int[] counts) {
        int slow = Binomial.draw(random, requests, TAIL_SHARE * Math.exp(logTailWeight));
        float shift = (float) (logSlower / BUCKET);
        long bits = 0;
        for (int i = 0; i < requests; i++) {
            bits = (i & 3) == 0 ? random.nextLong() : bits >>> 16;
            float time = (i < slow ? tail : body)[(int) bits & (TABLE - 1)];
            counts[(int) (time + shift)]++;
        }
    }

    /** The log of a time over the median, at the top of a bucket. */
    static double logTime(int bucket) {
        return (bucket + 1 - MEDIAN_BUCKET) * BUCKET;
    }
}
