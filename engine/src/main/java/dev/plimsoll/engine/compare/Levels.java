package dev.plimsoll.engine.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The level at which a t-test may look after every round, so that all looks together have the level that was asked for.
 * They come from a table of simulated quantiles that {@code bench/levels} writes: the distribution of the least p-value
 * over the looks, when there is no effect, from paths of Student's t itself. Group-sequential constants of the normal
 * theory are wrong for so few rounds (Shao and Feng, PubMed 32151177).
 */
public final class Levels {
    /** The highest overall level in the table. */
    public static final double HIGHEST = 0.16;

    private final double[] overall;
    private final Map<Rounds, double[]> nominal;

    private Levels(double[] overall, Map<Rounds, double[]> nominal) {
        this.overall = overall;
        this.nominal = nominal;
    }

    /** Read once, when it is first asked for. */
    private static final class Table {
        private static final Levels COMMITTED = read("levels.csv");
    }

    /**
     * The one-sided nominal level of each look.
     *
     * @param overall probability that any look is beyond its bound, above 0 and at most {@value #HIGHEST}; between the
     *     levels of the table it is interpolated in logarithms, and below the least each look gets an equal share,
     *     which is always enough
     */
    public static double nominal(double overall, Rounds rounds) {
        if (!(overall > 0 && overall <= HIGHEST)) {
            throw new IllegalArgumentException("a level of " + overall + ": must be above 0 and at most " + HIGHEST);
        }
        return Table.COMMITTED.interpolate(overall, rounds);
    }

    private double interpolate(double level, Rounds rounds) {
        var levels = Objects.requireNonNull(nominal.get(rounds), rounds::toString);
        if (level < overall[0]) {
            return level / rounds.looks();
        }
        int found = Arrays.binarySearch(overall, level);
        if (found >= 0) {
            return levels[found];
        }
        int above = -found - 1;
        double share = Math.log(level / overall[above - 1]) / Math.log(overall[above] / overall[above - 1]);
        return levels[above - 1] * Math.pow(levels[above] / levels[above - 1], share);
    }

    private static Levels read(String name) {
        try (var stream = Objects.requireNonNull(Levels.class.getResourceAsStream(name), name);
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return parse(reader.lines().filter(line -> !line.startsWith("#")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Levels parse(List<String> lines) {
        var nominal = new HashMap<Rounds, double[]>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", 3);
            nominal.put(new Rounds(Integer.parseInt(cells[0]), Integer.parseInt(cells[1])), numbers(cells[2]));
        }
        return new Levels(numbers(lines.getFirst().split(",", 3)[2]), nominal);
    }

    private static double[] numbers(String cells) {
        return Arrays.stream(cells.split(",")).mapToDouble(Double::parseDouble).toArray();
    }
}
