package dev.plimsoll.engine.trend;

/** Whether a split of a series may be chance. */
public interface Significance {
    /**
     * How likely a difference as great as that between two neighbouring segments is when there is none.
     *
     * @param values of the whole series
     * @param bounds where segments begin, in order: 0 first, and the length of the series last
     * @param split which of the bounds is asked about, neither the first nor the last
     * @return from 0 to 1
     */
    double pValue(double[] values, int[] bounds, int split);
}
