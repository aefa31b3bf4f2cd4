package dev.plimsoll.bench.levels;

import dev.plimsoll.engine.compare.Rounds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How the least one-sided p-value over all looks is distributed, for every pair of first and last round, when rounds
 * are independent and normal and there is no effect. Each path of rounds serves all pairs, and a second time with its
 * signs turned round.
 *
 * <p>P-values are counted in steps, from {@link #HIGHEST} down, a hundred of which are a factor of e: step 0 holds what
 * is higher. Which step a statistic of t belongs to is looked up, for its distribution function costs far more.
 */
final class LeastPValues {
    private static final double HIGHEST = 0.2;
    private static final double STEPS_PER_E = 100;

    /** Down to 2·10⁻⁸, where paths end up once in a while. */
    private static final int STEPS = 1_600;

    private static final List<Rounds> PAIRS = IntStream.rangeClosed(Rounds.FEWEST, Rounds.LATEST_FIRST)
            .boxed()
            .flatMap(min -> IntStream.rangeClosed(min, Rounds.MOST).mapToObj(max -> new Rounds(min, max)))
            .toList();

    /** Of each number of rounds, where each step begins but for step 0. */
    private static final double[][] BOUNDS = bounds();

    /** Of each pair, how many paths had their least p-value in each step. */
    private final int[][] counts = new int[PAIRS.size()][STEPS + 1];

    private long paths;

    private static double[][] bounds() {
        var bounds = new double[Rounds.MOST + 1][];
        for (int rounds = Rounds.FEWEST; rounds <= Rounds.MOST; rounds++) {
            var student = TDistribution.of(rounds - 1);
            bounds[rounds] = IntStream.range(0, STEPS)
                    .mapToDouble(step -> student.inverseSurvivalProbability(pValue(step)))
                    .toArray();
        }
        return bounds;
    }

    /** Where step {@code step + 1} begins. */
    private static double pValue(double step) {
        return HIGHEST * Math.exp(-step / STEPS_PER_E);
    }

    /** All pairs of first and last round, in order. */
    static List<Rounds> pairs() {
        return PAIRS;
    }

    /** Simulates paths from a seed, two at a time. */
    static LeastPValues simulate(int twins, long seed) {
        var simulated = new LeastPValues();
        var random = new SplittableRandom(seed);
        var up = new int[Rounds.MOST + 1];
        var down = new int[Rounds.MOST + 1];
        for (int i = 0; i < twins; i++) {
            draw(random, up, down);
            simulated.count(up);
            simulated.count(down);
        }
        return simulated;
    }

    /** The steps of one path after each round, and of its mirror image. */
    private static void draw(SplittableRandom random, int[] up, int[] down) {
        double mean = 0;
        double squares = 0;
        for (int n = 1; n <= Rounds.MOST; n++) {
            double next = random.nextGaussian();
            double distance = next - mean;
            mean += distance / n;
            squares += distance * (next - mean);
            if (n >= Rounds.FEWEST) {
                double t = mean / Math.sqrt(squares / (n - 1) / n);
                int step = stepOf(n, Math.abs(t));
                up[n] = t > 0 ? step : 0;
                down[n] = t > 0 ? 0 : step;
            }
        }
    }

    private static int stepOf(int rounds, double t) {
        int found = Arrays.binarySearch(BOUNDS[rounds], t);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private void count(int[] steps) {
        paths++;
        int pair = 0;
        for (int min = Rounds.FEWEST; min <= Rounds.LATEST_FIRST; min++) {
            int least = 0;
            for (int max = min; max <= Rounds.MOST; max++) {
                least = Math.max(least, steps[max]);
                counts[pair++][least]++;
            }
        }
    }

    /** Adds what was simulated from another seed. */
    LeastPValues plus(LeastPValues other) {
        var sum = new LeastPValues();
        sum.paths = paths + other.paths;
        for (int pair = 0; pair < counts.length; pair++) {
            for (int step = 0; step <= STEPS; step++) {
                sum.counts[pair][step] = counts[pair][step] + other.counts[pair][step];
            }
        }
        return sum;
    }

    /**
     * The p-value below which the least one comes with a probability, interpolated within its step.
     *
     * @param overall the probability, below {@link #HIGHEST}
     */
    double quantile(Rounds rounds, double overall) {
        var steps = counts[PAIRS.indexOf(rounds)];
        double wanted = overall * paths;
        long below = 0;
        int step = STEPS;
        while (below + steps[step] < wanted) {
            below += steps[step--];
        }
        return pValue(step - (wanted - below) / steps[step]);
    }
}
