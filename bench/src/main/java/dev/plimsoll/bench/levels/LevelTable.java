package dev.plimsoll.bench.levels;

import dev.plimsoll.engine.compare.Rounds;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table of nominal levels as text: a row for each pair of first and last round, a column for each overall level.
 */
final class LevelTable {
    private static final double[] OVERALL = {
        0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.003, 0.005, 0.007, 0.01, 0.014, 0.02, 0.028, 0.04, 0.056, 0.08, 0.11,
        0.16
    };

    /** Paths are drawn in parts with a seed each, so that the table does not depend on the number of processors. */
    private static final int TWINS = 50_000;

    private LevelTable() {}

    /** Simulates {@code parts} · {@value #TWINS} paths and as many mirror images. */
    static LeastPValues simulate(int parts) {
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> LeastPValues.simulate(TWINS, part))
                .reduce(LeastPValues::plus)
                .orElseThrow();
    }

    /** The table's lines. */
    static String of(LeastPValues simulated) {
        var header = """
            # Nominal one-sided levels at which a t-test may look after every round from min to max, by the overall level.
            # Simulated, and written by bench/levels: do not edit.
            """;
        return header + "min,max," + join(OVERALL, "%s") + "\n"
                + LeastPValues.pairs().stream()
                        .map(rounds -> row(simulated, rounds))
                        .collect(Collectors.joining());
    }

    private static String row(LeastPValues simulated, Rounds rounds) {
        var levels = Arrays.stream(OVERALL)
                .map(overall -> simulated.quantile(rounds, overall))
                .toArray();
        return rounds.min() + "," + rounds.max() + "," + join(levels, "%.3e") + "\n";
    }

    private static String join(double[] numbers, String format) {
        return Arrays.stream(numbers)
                .mapToObj(number -> String.format(Locale.ROOT, format, number))
                .collect(Collectors.joining(","));
    }
}
