package dev.plimsoll.engine.compare;

import java.util.Arrays;

/**
 * What a test needs to know of the first so many differences.
 *
 * @param count at least 1
 * @param deviation standard deviation with n − 1; 0 for a single one
 * @param autocorrelation of a difference with the next one: r + (1 + 3r)/n, where r is the usual estimate and the rest
 *     its bias in few rounds (Kendall 1954); from 0 to 0.8
 */
record Moments(int count, double mean, double deviation, double autocorrelation) {
    /** Beyond this the variance would be multiplied by more than 9, by a number that is known too badly for that. */
    private static final double HIGHEST_AUTOCORRELATION = 0.8;

    static Moments ofFirst(int count, double[] differences) {
        double mean = Arrays.stream(differences, 0, count).sum() / count;
        double squares = 0;
        double products = 0;
        for (int i = 0; i < count; i++) {
            double distance = differences[i] - mean;
            squares += distance * distance;
            products += i == 0 ? 0 : distance * (differences[i - 1] - mean);
        }
        double lagged = squares == 0 ? 0 : products / squares;
        return new Moments(
                count,
                mean,
                count == 1 ? 0 : Math.sqrt(squares / (count - 1)),
                squares == 0 ? 0 : Math.clamp(lagged + (1 + 3 * lagged) / count, 0, HIGHEST_AUTOCORRELATION));
    }

    /** Standard error of the mean, if rounds are independent. */
    double standardError() {
        return deviation / Math.sqrt(count);
    }

    /** What the standard error is to be multiplied by for its autocorrelation, as of a process AR(1). */
    double inflation() {
        return Math.sqrt((1 + autocorrelation) / (1 - autocorrelation));
    }
}
