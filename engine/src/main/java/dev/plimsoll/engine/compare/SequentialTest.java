package dev.plimsoll.engine.compare;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the log-ratios of the rounds so far, and looks again after each. With L and U the one-sided bounds of
 * their mean, a candidate is no worse when U is below the margin, else worse when L is above the tolerance, else it
 * goes on. The first decision stands.
 *
 * <p>The decision is a function of the list of log-ratios alone: it is found by looking at the first rounds again, so
 * that who hears of the rounds late, or again after a restart, decides as who was there.
 *
 * <p>Of comparisons whose true effect is within the tolerance, at most the false-alarm rate ends as worse; of those
 * whose effect is the margin or more, at most the false-alarm rate ends as no worse. Both hold when the rounds are
 * independent and their log-ratios roughly normal.
 */
public final class SequentialTest {
    /** The share of the false-alarm rate that is spent: the rest is for rounds that are not quite independent. */
    public static final double SPENT = 0.8;

    /**
     * Above this, bounds are widened for autocorrelation. Independent rounds get there now and then, which costs 0.4
     * rounds; of rounds that correlate by 0.5 it turns away a fifth of the false alarms. docs/judge.md has the table.
     */
    private static final double TRUSTED_AUTOCORRELATION = 0.4;

    /** The standard normal distribution's quantile at 0.8: a plan for so many rounds decides four times in five. */
    private static final double POWER = 0.841621;

    private static final int FAR_TOO_MANY_ROUNDS = 1 << 20;

    private final Allowance allowance;
    private final int minRounds;
    private final int maxRounds;
    private final Boundary passing;
    private final Boundary failing;

    private SequentialTest(Allowance allowance, int minRounds, int maxRounds, Boundary passing, Boundary failing) {
        this.allowance = allowance;
        this.minRounds = minRounds;
        this.maxRounds = maxRounds;
        this.passing = passing;
        this.failing = failing;
    }

    /**
     * The default: Student's t at a nominal level that makes up for the looks, see {@link Levels}.
     *
     * @param falseAlarmRate of the whole comparison, above 0 and at most {@value Levels#HIGHEST}
     * @param gating how many metrics can fail the comparison: they share the rate (Bonferroni). That all must pass
     *     needs no such share
     */
    public static SequentialTest groupSequential(
            Allowance allowance, Rounds rounds, double falseAlarmRate, int gating) {
        double alpha = SPENT * falseAlarmRate;
        return new SequentialTest(
                allowance,
                rounds.min(),
                rounds.max(),
                new StudentBoundary(Levels.nominal(alpha, rounds), rounds.max()),
                new StudentBoundary(Levels.nominal(share(alpha, gating), rounds), rounds.max()));
    }

    /**
     * For comparisons that may be extended at will: holds for any number of rounds, and needs more of them. Which of
     * the two tests it is must be said before the first round.
     *
     * @param minRounds before the first look, at least 2
     * @param falseAlarmRate as above; all of it is spent, for this test uses half of what it is given
     * @param gating as above
     */
    public static SequentialTest anytime(Allowance allowance, int minRounds, double falseAlarmRate, int gating) {
        if (minRounds < 2) {
            throw new IllegalArgumentException("rounds.min " + minRounds + ": must be at least 2");
        }
        return new SequentialTest(
                allowance,
                minRounds,
                Integer.MAX_VALUE,
                new AnytimeBoundary(falseAlarmRate),
                new AnytimeBoundary(share(falseAlarmRate, gating)));
    }

    private static double share(double alpha, int gating) {
        if (gating < 1) {
            throw new IllegalArgumentException(gating + " metrics can fail the comparison: must be at least 1");
        }
        return alpha / gating;
    }

    /**
     * Decides from the valid rounds so far.
     *
     * @param logRatios one for each round in order, positive when the candidate is worse; finite, and no more than the
     *     most rounds that the test was made for
     */
    public Outcome decide(double... logRatios) {
        if (logRatios.length > maxRounds || !Arrays.stream(logRatios).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "log-ratios of at most " + maxRounds + " rounds, all finite: " + Arrays.toString(logRatios));
        }
        for (int rounds = minRounds; rounds <= logRatios.length; rounds++) {
            var moments = Moments.ofFirst(rounds, logRatios);
            var decision = decide(moments, widening(moments));
            if (decision != Decision.UNDECIDED) {
                return new Outcome(decision, estimate(moments, logRatios), null, rounds);
            }
        }
        return logRatios.length == 0
                ? new Outcome(Decision.UNDECIDED, null, Obstacle.TOO_FEW_ROUNDS, null)
                : undecided(Moments.ofFirst(logRatios.length, logRatios), logRatios);
    }

    private Decision decide(Moments moments, double widening) {
        double standardError = widening * moments.standardError();
        if (high(moments, standardError) < allowance.marginLog()) {
            return Decision.NO_WORSE;
        }
        return low(moments, standardError) > allowance.toleratedLog() ? Decision.WORSE : Decision.UNDECIDED;
    }

    private double low(Moments moments, double standardError) {
        return moments.mean() - failing.standardErrors(moments.count()) * standardError;
    }

    private double high(Moments moments, double standardError) {
        return moments.mean() + passing.standardErrors(moments.count()) * standardError;
    }

    private static double widening(Moments moments) {
        return moments.autocorrelation() > TRUSTED_AUTOCORRELATION ? moments.inflation() : 1;
    }

    private RatioEstimate estimate(Moments moments, double[] logRatios) {
        double standardError = widening(moments) * moments.standardError();
        boolean single = moments.count() == 1;
        return new RatioEstimate(
                moments.count(),
                Math.exp(moments.mean()),
                single ? 0 : Math.exp(low(moments, standardError)),
                single ? Double.POSITIVE_INFINITY : Math.exp(high(moments, standardError)),
                Math.exp(HodgesLehmann.ofFirst(moments.count(), logRatios)),
                moments.deviation(),
                moments.autocorrelation());
    }

    private Outcome undecided(Moments moments, double[] logRatios) {
        return new Outcome(
                Decision.UNDECIDED,
                estimate(moments, logRatios),
                obstacle(moments),
                moments.count() < 2 ? null : roundsNeeded(moments.mean(), widening(moments) * moments.deviation()));
    }

    private Obstacle obstacle(Moments moments) {
        if (moments.count() < minRounds) {
            return Obstacle.TOO_FEW_ROUNDS;
        }
        if (decide(moments, 1) != Decision.UNDECIDED) {
            return Obstacle.AUTOCORRELATION;
        }
        boolean between = allowance.toleratedLog() < moments.mean() && moments.mean() < allowance.marginLog();
        double standardError = widening(moments) * moments.standardError();
        boolean sharp = high(moments, standardError) - moments.mean() < allowance.marginLog();
        return between && sharp ? Obstacle.BETWEEN_THE_BOUNDS : Obstacle.SCATTER;
    }

    /**
     * About how many rounds decide four times in five, at the levels of this test: the least n with (quantile + 0.84) ·
     * deviation / √n within the distance to a bound.
     *
     * @param logRatio true mean of the rounds
     * @param deviation of the rounds
     * @return null when no number of rounds does
     */
    public @Nullable Integer roundsNeeded(double logRatio, double deviation) {
        int toPass = roundsNeeded(passing, allowance.marginLog() - logRatio, deviation);
        int toFail = roundsNeeded(failing, logRatio - allowance.toleratedLog(), deviation);
        int fewer = Math.min(toPass, toFail);
        return fewer == FAR_TOO_MANY_ROUNDS ? null : fewer;
    }

    private int roundsNeeded(Boundary boundary, double distance, double deviation) {
        int tooFew = minRounds - 1;
        int enough = FAR_TOO_MANY_ROUNDS;
        while (distance > 0 && enough - tooFew > 1) {
            int rounds = (tooFew + enough) >>> 1;
            if ((boundary.standardErrors(rounds) + POWER) * deviation / Math.sqrt(rounds) <= distance) {
                enough = rounds;
            } else {
                tooFew = rounds;
            }
        }
        return enough;
    }
}
