package dev.plimsoll.engine.compare;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Decides from whole runs that are not paired, such as those of two weeks: Welch's t-test of the logarithms of what
 * each run measured (Welch 1947), with the two bounds of {@link SequentialTest}. One look at all runs, so how many
 * there are is to be said before the first is looked at.
 *
 * <p>The run is the only replicate: what differs between places and times differs between runs too, so it is in the
 * scatter that the test measures. It takes {@value #FEWEST} runs a side to know that scatter well enough.
 */
public final class WholeRunsTest {
    /** Runs that each side needs for a decision. */
    public static final int FEWEST = 6;

    /** The standard normal distribution's quantile at 0.8: a plan for so many runs decides four times in five. */
    private static final double POWER = 0.841621;

    private static final double HALF = 0.5;

    private static final int FAR_TOO_MANY_RUNS = 1 << 20;

    private final Allowance allowance;
    private final double passing;
    private final double failing;

    /**
     * Levels as those of {@link SequentialTest#groupSequential}, without looks to make up for.
     *
     * @param falseAlarmRate of the whole comparison, above 0 and below 0.5
     * @param gating how many metrics can fail the comparison: they share the rate (Bonferroni)
     */
    public WholeRunsTest(Allowance allowance, double falseAlarmRate, int gating) {
        if (!(falseAlarmRate > 0 && falseAlarmRate < HALF) || gating < 1) {
            throw new IllegalArgumentException("a false-alarm rate of " + falseAlarmRate + " for " + gating
                    + " metrics: must be above 0 and below " + HALF + ", for at least 1 metric");
        }
        this.allowance = allowance;
        this.passing = SequentialTest.SPENT * falseAlarmRate;
        this.failing = passing / gating;
    }

    /**
     * Decides from all runs.
     *
     * @param baseline the natural logarithm of what each run measured, of which more is worse; finite, at least one
     * @param candidate the same
     * @return what is proven. Its estimate counts the runs of the side that has fewer, and has as deviation that of the
     *     difference of two single runs; its needed rounds are runs of each side
     */
    public Outcome decide(double[] baseline, double[] candidate) {
        var difference = Difference.of(baseline, candidate);
        boolean enough = difference.fewerRuns() >= FEWEST;
        var decision = enough ? decide(difference) : Decision.UNDECIDED;
        return new Outcome(
                decision,
                estimate(difference, baseline, candidate),
                decision == Decision.UNDECIDED ? obstacle(difference, enough) : null,
                decision == Decision.UNDECIDED ? runsNeeded(difference) : Integer.valueOf(difference.fewerRuns()));
    }

    private Decision decide(Difference difference) {
        if (difference.high(passing) < allowance.marginLog()) {
            return Decision.NO_WORSE;
        }
        return difference.low(failing) > allowance.toleratedLog() ? Decision.WORSE : Decision.UNDECIDED;
    }

    private RatioEstimate estimate(Difference difference, double[] baseline, double[] candidate) {
        return new RatioEstimate(
                difference.fewerRuns(),
                Math.exp(difference.mean()),
                Math.exp(difference.low(failing)),
                Math.exp(difference.high(passing)),
                Math.exp(medianDifference(baseline, candidate)),
                difference.deviation(),
                0);
    }

    /** The centre of the differences of all pairs of runs (Hodges and Lehmann 1963). */
    private static double medianDifference(double[] baseline, double[] candidate) {
        var differences = Arrays.stream(candidate)
                .flatMap(worse -> Arrays.stream(baseline).map(better -> worse - better))
                .sorted()
                .toArray();
        return (differences[(differences.length - 1) / 2] + differences[differences.length / 2]) / 2;
    }

    private Obstacle obstacle(Difference difference, boolean enough) {
        if (!enough) {
            return Obstacle.TOO_FEW_ROUNDS;
        }
        boolean between = allowance.toleratedLog() < difference.mean() && difference.mean() < allowance.marginLog();
        boolean sharp = difference.high(passing) - difference.mean() < allowance.marginLog();
        return between && sharp ? Obstacle.BETWEEN_THE_BOUNDS : Obstacle.SCATTER;
    }

    private @Nullable Integer runsNeeded(Difference difference) {
        if (difference.fewerRuns() < 2) {
            return null;
        }
        int toPass = runsNeeded(passing, allowance.marginLog() - difference.mean(), difference.deviation());
        int toFail = runsNeeded(failing, difference.mean() - allowance.toleratedLog(), difference.deviation());
        int fewer = Math.min(toPass, toFail);
        return fewer == FAR_TOO_MANY_RUNS ? null : fewer;
    }

    /** The least n a side with (quantile + 0.84) · deviation / √n within the distance. */
    private static int runsNeeded(double level, double distance, double deviation) {
        int tooFew = FEWEST - 1;
        int enough = FAR_TOO_MANY_RUNS;
        while (distance > 0 && enough - tooFew > 1) {
            int runs = (tooFew + enough) >>> 1;
            double quantile = TDistribution.of(2.0 * (runs - 1)).inverseSurvivalProbability(level);
            if ((quantile + POWER) * deviation / Math.sqrt(runs) <= distance) {
                enough = runs;
            } else {
                tooFew = runs;
            }
        }
        return enough;
    }

    /**
     * How far the candidate's mean lies above the baseline's.
     *
     * @param deviation of the difference of two single runs
     * @param standardError of the difference of the means; infinite when a side has a single run
     * @param degrees of freedom (Satterthwaite 1946)
     */
    private record Difference(int fewerRuns, double mean, double deviation, double standardError, double degrees) {
        static Difference of(double[] baseline, double[] candidate) {
            if (baseline.length == 0 || candidate.length == 0) {
                throw new IllegalArgumentException(baseline.length + " runs of the baseline and " + candidate.length
                        + " of the candidate: each needs one");
            }
            var before = Moments.ofFirst(baseline.length, baseline);
            var after = Moments.ofFirst(candidate.length, candidate);
            double variance = square(before.standardError()) + square(after.standardError());
            double degrees = square(variance)
                    / (square(square(before.standardError())) / (before.count() - 1)
                            + square(square(after.standardError())) / (after.count() - 1));
            int fewer = Math.min(before.count(), after.count());
            return new Difference(
                    fewer,
                    after.mean() - before.mean(),
                    Math.hypot(before.deviation(), after.deviation()),
                    fewer < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(variance),
                    degrees);
        }

        private static double square(double value) {
            return value * value;
        }

        double low(double level) {
            return mean - margin(level);
        }

        double high(double level) {
            return mean + margin(level);
        }

        private double margin(double level) {
            if (standardError == 0 || standardError == Double.POSITIVE_INFINITY) {
                return standardError;
            }
            return TDistribution.of(degrees).inverseSurvivalProbability(level) * standardError;
        }
    }
}
