package dev.plimsoll.bench.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was said of canaries with errors: first by our gate, second by the exact interval. */
record ErrorCells(Map<ErrorWorld, List<Score>> scores) {
    static final ErrorWorld BURSTY = new ErrorWorld(0.5, 1);
    static final ErrorWorld BURSTY_DOUBLE = new ErrorWorld(0.5, 2);

    private static final List<ErrorWorld> WORLDS = List.of(
            new ErrorWorld(0, 1),
            new ErrorWorld(0, 2),
            BURSTY,
            new ErrorWorld(0.5, 1.1),
            BURSTY_DOUBLE,
            new ErrorWorld(1, 1),
            new ErrorWorld(1, 2));

    /** Simulates so many canaries for each world. */
    static ErrorCells simulate(int canaries) {
        List<Method<List<ErrorCounts>>> methods = List.of(ErrorMethods.gate(), ErrorMethods::exactInterval);
        var scores = new LinkedHashMap<ErrorWorld, List<Score>>();
        WORLDS.forEach(world -> scores.put(world, Score.of(canaries, world::draw, methods)));
        return new ErrorCells(scores);
    }

    Score gate(ErrorWorld world) {
        return Objects.requireNonNull(scores.get(world)).getFirst();
    }

    private Score exact(ErrorWorld world) {
        return Objects.requireNonNull(scores.get(world)).get(1);
    }

    /** Shares that are failed and passed, and the rounds it took. */
    String table() {
        return row("", world -> String.format(Locale.ROOT, "bursts %.1f, × %.1f", world.bursts(), world.more()))
                + "|---".repeat(WORLDS.size() + 1) + "|\n"
                + row("**Plimsoll** fails", world -> Score.percent(gate(world).fails()))
                + row("passes", world -> Score.percent(gate(world).passes()))
                + row(
                        "rounds",
                        world -> String.format(Locale.ROOT, "%.1f", gate(world).meanRounds()))
                + row(
                        "exact interval of all errors alarms",
                        world -> Score.percent(exact(world).fails()));
    }

    private static String row(String title, Function<ErrorWorld, String> cell) {
        return "| " + title + " | " + WORLDS.stream().map(cell).collect(Collectors.joining(" | ")) + " |\n";
    }
}
