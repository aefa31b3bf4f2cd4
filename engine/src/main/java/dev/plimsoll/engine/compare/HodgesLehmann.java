package dev.plimsoll.engine.compare;

import java.util.Arrays;

/** The centre of some differences that a few wild ones do not move (Hodges and Lehmann 1963). */
final class HodgesLehmann {
    private HodgesLehmann() {}

    /** Median of the means of all pairs of the first differences, each with itself included. */
    static double ofFirst(int count, double[] differences) {
        var means = new double[count * (count + 1) / 2];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                means[next++] = (differences[i] + differences[j]) / 2;
            }
        }
        Arrays.sort(means);
        return (means[(next - 1) / 2] + means[next / 2]) / 2;
    }
}
