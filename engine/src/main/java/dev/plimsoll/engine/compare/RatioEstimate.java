package dev.plimsoll.engine.compare;

/**
 * How much worse the candidate is than the baseline, from some rounds. Ratios above 1 say that it is worse: for times
 * and errors they are candidate ÷ baseline, for throughput baseline ÷ candidate.
 *
 * @param rounds it comes from, at least 1
 * @param ratio geometric mean of the rounds' ratios
 * @param low what the ratio is not below, at the level of the bound that decides "worse"
 * @param high what the ratio is not above, at the level of the bound that decides "no worse"
 * @param hodgesLehmann the median of the geometric means of all pairs of rounds, a round with itself included: near the
 *     ratio unless some rounds were out of line
 * @param deviation standard deviation of the rounds' log-ratios; 0 for a single round
 * @param autocorrelation of a round's log-ratio with the next one's, corrected for the bias of few rounds; 0 to 0.8
 */
public record RatioEstimate(
        int rounds,
        double ratio,
        double low,
        double high,
        double hodgesLehmann,
        double deviation,
        double autocorrelation) {

    /** The same said of the candidate's inverse: for throughput this is candidate ÷ baseline. */
    public RatioEstimate inverse() {
        return new RatioEstimate(rounds, 1 / ratio, 1 / high, 1 / low, 1 / hodgesLehmann, deviation, autocorrelation);
    }
}
