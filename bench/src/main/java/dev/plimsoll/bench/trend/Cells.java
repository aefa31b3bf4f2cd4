package dev.plimsoll.bench.trend;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/**
 * Shares of series, for each row of a table and each resemblance of nights.
 *
 * @param rows shares by title, in the order of {@link #RESEMBLANCES}
 */
record Cells(Map<String, double[]> rows) {
    static final double[] RESEMBLANCES = {0, 0.3, 0.6};

    /** Asks something of all detectors. */
    static Cells ofDetectors(DoubleFunction<World> world, ToDoubleBiFunction<Detector, World> question) {
        var cells = new Cells(new LinkedHashMap<>());
        for (var detector : Detector.ALL) {
            cells.with(detector.title(), resemblance -> question.applyAsDouble(detector, world.apply(resemblance)));
        }
        return cells;
    }

    static Cells none() {
        return new Cells(new LinkedHashMap<>());
    }

    /** Adds a row. */
    Cells with(String title, DoubleFunction<Double> share) {
        rows.put(
                title,
                Arrays.stream(RESEMBLANCES)
                        .map(resemblance -> share.apply(resemblance))
                        .toArray());
        return this;
    }

    /** Adds a row of what was found before. */
    Cells notes(String title, double... shares) {
        rows.put(title, shares);
        return this;
    }

    double share(String title, int resemblance) {
        return Objects.requireNonNull(rows.get(title))[resemblance];
    }

    double ours(int resemblance) {
        return share(Detector.PLIMSOLL.title(), resemblance);
    }

    String table() {
        return "| | "
                + Arrays.stream(RESEMBLANCES)
                        .mapToObj(resemblance -> "resemblance " + resemblance)
                        .collect(Collectors.joining(" | "))
                + " |\n" + "|---".repeat(RESEMBLANCES.length + 1) + "|\n"
                + rows.entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | "
                                + Arrays.stream(row.getValue())
                                        .mapToObj(share -> String.format(Locale.ROOT, "%.1f %%", 100 * share))
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }
}
