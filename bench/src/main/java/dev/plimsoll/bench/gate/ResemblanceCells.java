package dev.plimsoll.bench.gate;

import dev.plimsoll.engine.compare.Allowance;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What widened bounds do when rounds resemble the one before. */
final class ResemblanceCells {
    private static final double[] CORRELATIONS = {0, 0.1, 0.2, 0.3, 0.5};

    private ResemblanceCells() {}

    /** Shares that are failed when the truth is the tolerance, and when it is the margin. */
    static String table(int canaries) {
        List<Method<double[]>> methods = List.of(
                Resemblance.gate(Allowance.DEFAULT, Gate.FALSE_ALARM_RATE),
                Resemblance.unwidened(Allowance.DEFAULT, Gate.FALSE_ALARM_RATE));
        var tolerated = scores(canaries, Allowance.DEFAULT.tolerance(), methods);
        var margin = scores(canaries, Allowance.DEFAULT.margin(), methods);
        return "| | "
                + Arrays.stream(CORRELATIONS)
                        .mapToObj(correlation -> "correlation " + correlation)
                        .collect(Collectors.joining(" | "))
                + " |\n" + "|---".repeat(CORRELATIONS.length + 1) + "|\n"
                + row("**Plimsoll** fails +2 %", tolerated, 0, score -> Score.percent(score.fails()))
                + row("the same without wider bounds", tolerated, 1, score -> Score.percent(score.fails()))
                + row("**Plimsoll** fails +10 %", margin, 0, score -> Score.percent(score.fails()))
                + row("the same without wider bounds", margin, 1, score -> Score.percent(score.fails()))
                + row("rounds, +10 %", margin, 0, ResemblanceCells::rounds)
                + row("the same without wider bounds", margin, 1, ResemblanceCells::rounds);
    }

    private static List<List<Score>> scores(int canaries, double slower, List<Method<double[]>> methods) {
        return DoubleStream.of(CORRELATIONS)
                .mapToObj(correlation -> Score.of(canaries, new Resemblance(correlation, slower)::draw, methods))
                .toList();
    }

    private static String rounds(Score score) {
        return String.format(Locale.ROOT, "%.1f", score.meanRounds());
    }

    private static String row(String title, List<List<Score>> cells, int method, Function<Score, String> cell) {
        return "| " + title + " | "
                + cells.stream().map(scores -> cell.apply(scores.get(method))).collect(Collectors.joining(" | "))
                + " |\n";
    }
}
