package dev.plimsoll.engine.compare;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Decides whether one new whole run is worse than earlier ones. The whole run is the replicate: it is one more draw
 * from what runs scatter, whatever the number of its requests. With the mean m and the standard deviation s of the n
 * earlier log-values, the next one lies within m ± t·s·√(1 + 1/n), where t is Student's quantile with n − 1 degrees of
 * freedom: the prediction interval of a normal sample (Hahn &amp; Meeker, Statistical Intervals, 4.7). The same bounds,
 * seen from the new run, are those of the shift between it and the earlier ones.
 *
 * <p>Of new runs whose true shift is within the tolerance, at most the false-alarm rate ends as worse; of those whose
 * shift is the margin or more, at most the false-alarm rate ends as no worse. Both hold when runs are independent and
 * their log-values roughly normal. There is one look, so that no level has to be shared between looks.
 */
public final class NewRunTest {
    /** With fewer earlier runs nobody knows how much runs scatter, and nothing is decided. */
    public static final int FEWEST = 6;

    private final Allowance allowance;
    private final double passing;
    private final double failing;

    /**
     * A test.
     *
     * @param falseAlarmRate of one judged run, above 0 and at most {@value Levels#HIGHEST}, of which
     *     {@value SequentialTest#SPENT} are spent
     * @param gating how many metrics can fail the run: they share the rate (Bonferroni). That all must pass needs no
     *     such share
     */
    public NewRunTest(Allowance allowance, double falseAlarmRate, int gating) {
        if (gating < 1 || !(falseAlarmRate > 0 && falseAlarmRate <= Levels.HIGHEST)) {
            throw new IllegalArgumentException("false-alarm rate " + falseAlarmRate + " of " + gating
                    + " metrics: must be above 0 and at most " + Levels.HIGHEST + ", of at least 1");
        }
        this.allowance = allowance;
        this.passing = SequentialTest.SPENT * falseAlarmRate;
        this.failing = passing / gating;
    }

    /**
     * Decides.
     *
     * @param earlier {@link LogValue}s of the earlier runs, at least one, finite; their order makes no difference to
     *     the decision
     * @param latest that of the new run
     * @return with the number of earlier runs as that of rounds; undecided for want of runs when there are fewer than
     *     {@value #FEWEST}
     */
    public Outcome decide(double[] earlier, double latest) {
        if (earlier.length == 0 || !Arrays.stream(earlier).allMatch(Double::isFinite) || !Double.isFinite(latest)) {
            throw new IllegalArgumentException(
                    "log-values of runs, all finite: " + Arrays.toString(earlier) + " and " + latest);
        }
        var estimate = estimate(earlier, latest);
        if (earlier.length < FEWEST) {
            return new Outcome(Decision.UNDECIDED, estimate, Obstacle.TOO_FEW_ROUNDS, FEWEST);
        }
        if (Math.log(estimate.high()) < allowance.marginLog()) {
            return new Outcome(Decision.NO_WORSE, estimate, null, null);
        }
        if (Math.log(estimate.low()) > allowance.toleratedLog()) {
            return new Outcome(Decision.WORSE, estimate, null, null);
        }
        return new Outcome(Decision.UNDECIDED, estimate, obstacle(estimate), null);
    }

    private Obstacle obstacle(RatioEstimate estimate) {
        double shift = Math.log(estimate.ratio());
        boolean between = allowance.toleratedLog() < shift && shift < allowance.marginLog();
        boolean sharp = Math.log(estimate.high()) - shift < allowance.marginLog();
        return between && sharp ? Obstacle.BETWEEN_THE_BOUNDS : Obstacle.SCATTER;
    }

    private RatioEstimate estimate(double[] earlier, double latest) {
        int n = earlier.length;
        var moments = Moments.ofFirst(n, earlier);
        double shift = latest - moments.mean();
        double error = moments.deviation() * Math.sqrt(1 + 1.0 / n);
        return new RatioEstimate(
                n,
                Math.exp(shift),
                n == 1 ? 0 : Math.exp(shift - quantile(n, failing) * error),
                n == 1 ? Double.POSITIVE_INFINITY : Math.exp(shift + quantile(n, passing) * error),
                Math.exp(latest - median(earlier)),
                moments.deviation(),
                moments.autocorrelation());
    }

    private static double quantile(int n, double level) {
        return TDistribution.of(n - 1).inverseSurvivalProbability(level);
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
