package dev.plimsoll.engine.capacity;

import java.util.Optional;

/**
 * The normal equations of a least-squares fit with three parameters. Three are solved in closed form; their columns are
 * scaled to the same length first, so that parameters of different magnitude do each other no harm.
 */
final class NormalEquations {
    static final int PARAMETERS = 3;

    /** The determinant of scaled columns is the square of their volume, 1 when they are at right angles. */
    private static final double FLAT = 1e-12;

    private final double[][] products = new double[PARAMETERS][PARAMETERS];
    private final double[] targets = new double[PARAMETERS];

    /**
     * Adds an observation.
     *
     * @param row what the parameters are multiplied by
     * @param value what they should come to
     */
    void add(double weight, double[] row, double value) {
        for (int i = 0; i < PARAMETERS; i++) {
            for (int j = 0; j < PARAMETERS; j++) {
                products[i][j] += weight * row[i] * row[j];
            }
            targets[i] += weight * row[i] * value;
        }
    }

    /** The parameters, by Cramer's rule; empty when the observations are too much alike to tell. */
    Optional<double[]> solve() {
        var lengths = new double[PARAMETERS];
        var scaled = new double[PARAMETERS][PARAMETERS];
        var right = new double[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            lengths[i] = Math.sqrt(products[i][i]);
        }
        for (int i = 0; i < PARAMETERS; i++) {
            for (int j = 0; j < PARAMETERS; j++) {
                scaled[i][j] = products[i][j] / (lengths[i] * lengths[j]);
            }
            right[i] = targets[i] / lengths[i];
        }
        double determinant = determinant(scaled);
        if (!(determinant > FLAT)) {
            return Optional.empty();
        }
        var solution = new double[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            solution[i] = determinant(withColumn(scaled, i, right)) / determinant / lengths[i];
        }
        return Optional.of(solution);
    }

    private static double[][] withColumn(double[][] matrix, int column, double[] values) {
        var changed = new double[PARAMETERS][];
        for (int i = 0; i < PARAMETERS; i++) {
            changed[i] = matrix[i].clone();
            changed[i][column] = values[i];
        }
        return changed;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
}
