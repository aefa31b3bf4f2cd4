package dev.plimsoll.bench.gate;

import dev.plimsoll.engine.compare.MannWhitney;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;

/** How others judge, each written anew from what they publish. All look for a slower candidate. */
final class Peers {
    /** The standard normal distribution's quantile at 0.975: a two-sided test at 5 %. */
    private static final double Z_975 = 1.959964;

    /** The same at 0.99: Kayenta's confidence of 0.98 is two-sided. */
    private static final double Z_990 = 2.326348;

    /** Kayenta's: a metric is high when its shift is surely more than this part of the estimated one. */
    private static final double KAYENTA_FRACTION = 0.25;

    private Peers() {}

    /** Mann–Whitney on all requests, two-sided at 5 %, as if each of them were a replicate. */
    static Ruling pooledMannWhitney(Canary canary) {
        return Ruling.atTheEnd(MannWhitney.of(canary.pooledBaseline(), canary.pooledCandidate())
                        .z()
                > Z_975);
    }

    /**
     * The judge of Kayenta (NetflixACAJudge, MannWhitneyClassifier): the rounds' p99s of either arm are two unpaired
     * samples; High when the low end of the 98 % interval of the Hodges–Lehmann shift is above a quarter of that shift.
     */
    static Ruling kayenta(Canary canary) {
        var before = canary.baselineTimes(99);
        var after = canary.candidateTimes(99);
        var shifts = Arrays.stream(after)
                .flatMap(later -> Arrays.stream(before).map(earlier -> later - earlier))
                .sorted()
                .toArray();
        double rounds = before.length;
        double deviation = Math.sqrt(rounds * rounds * (2 * rounds + 1) / 12);
        double low = shifts[(int) (rounds * rounds / 2 - Z_990 * deviation)];
        double shift = (shifts[(shifts.length - 1) / 2] + shifts[shifts.length / 2]) / 2;
        return Ruling.atTheEnd(low > KAYENTA_FRACTION * Math.abs(shift));
    }

    /** The test of benchstat: Mann–Whitney at 5 % on the rounds' p99s, unpaired. */
    static Ruling benchstat(Canary canary) {
        return Ruling.atTheEnd(
                mannWhitney(canary.baselineTimes(99), canary.candidateTimes(99)).z() > Z_975);
    }

    /** Of few values: each different one is a bucket of its own. */
    private static MannWhitney mannWhitney(double[] before, double[] after) {
        var values = DoubleStream.concat(Arrays.stream(before), Arrays.stream(after))
                .sorted()
                .distinct()
                .toArray();
        return MannWhitney.of(counts(values, before), counts(values, after));
    }

    private static long[] counts(double[] values, double[] sample) {
        var counts = new long[values.length];
        for (double value : sample) {
            counts[Arrays.binarySearch(values, value)]++;
        }
        return counts;
    }

    /** A one-sided t-test at 5 % on the rounds' log-ratios of p99, after all rounds. */
    static Method<Canary> pairedT() {
        return pairedT(Simulator.ROUNDS);
    }

    /** The same, looked at after every round from the fifth on, until it alarms. */
    static Method<Canary> peekingT() {
        return pairedT(5);
    }

    private static Method<Canary> pairedT(int firstLook) {
        var critical = new double[Simulator.ROUNDS + 1];
        for (int rounds = firstLook; rounds <= Simulator.ROUNDS; rounds++) {
            critical[rounds] = TDistribution.of(rounds - 1).inverseSurvivalProbability(0.05);
        }
        return canary -> {
            var logRatios = canary.logRatios(99);
            for (int rounds = firstLook; rounds <= Simulator.ROUNDS; rounds++) {
                if (statistic(logRatios, rounds) > critical[rounds]) {
                    return new Ruling(true, false, rounds);
                }
            }
            return Ruling.atTheEnd(false);
        };
    }

    private static double statistic(double[] logRatios, int rounds) {
        double mean = Arrays.stream(logRatios, 0, rounds).sum() / rounds;
        double squares = Arrays.stream(logRatios, 0, rounds)
                .map(logRatio -> (logRatio - mean) * (logRatio - mean))
                .sum();
        return mean / Math.sqrt(squares / (rounds - 1) / rounds);
    }
}
