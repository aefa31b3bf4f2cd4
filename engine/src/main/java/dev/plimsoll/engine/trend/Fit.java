package dev.plimsoll.engine.trend;

import java.util.function.IntToDoubleFunction;

/**
 * A level and a multiple of something, fitted by least squares after the transformation of Prais and Winsten, which
 * makes errors of a process AR(1) independent.
 *
 * @param slope the multiple
 * @param leverage standard error of the slope for a deviation of 1
 * @param squares of the residuals, summed
 */
record Fit(double slope, double leverage, double squares) {

    /**
     * Fits.
     *
     * @param values at least two
     * @param of what there is a multiple of, at each index; not the same everywhere
     * @param resemblance correlation of an error with the next one, below 1
     */
    static Fit of(double[] values, IntToDoubleFunction of, double resemblance) {
        int n = values.length;
        double[] level = new double[n];
        double[] x = new double[n];
        double[] y = new double[n];
        double first = Math.sqrt(1 - resemblance * resemblance);
        for (int i = 0; i < n; i++) {
            level[i] = i == 0 ? first : 1 - resemblance;
            x[i] = i == 0 ? first * of.applyAsDouble(0) : of.applyAsDouble(i) - resemblance * of.applyAsDouble(i - 1);
            y[i] = i == 0 ? first * values[0] : values[i] - resemblance * values[i - 1];
        }
        double levels = dot(level, level);
        double overX = dot(level, x) / levels;
        double overY = dot(level, y) / levels;
        for (int i = 0; i < n; i++) {
            x[i] -= overX * level[i];
            y[i] -= overY * level[i];
        }
        double spread = dot(x, x);
        double slope = dot(x, y) / spread;
        return new Fit(slope, 1 / Math.sqrt(spread), Math.max(0, dot(y, y) - slope * slope * spread));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
