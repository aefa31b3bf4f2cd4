package dev.plimsoll.bench.gate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What all contenders said of canaries of one placement, for each effect. */
record Cells(Map<Effect, Map<Contender, Score>> scores) {
    /** Simulates so many canaries for each effect. */
    static Cells simulate(int canaries, Placement placement) {
        var scores = new EnumMap<Effect, Map<Contender, Score>>(Effect.class);
        for (var effect : Effect.values()) {
            scores.put(effect, scores(canaries, effect.in(placement)));
        }
        return new Cells(scores);
    }

    private static Map<Contender, Score> scores(int canaries, World world) {
        var scores = Score.of(
                canaries,
                new Simulator(world)::draw,
                Contender.ALL.stream().map(Contender::method).toList());
        var byContender = new LinkedHashMap<Contender, Score>();
        for (int i = 0; i < scores.size(); i++) {
            byContender.put(Contender.ALL.get(i), scores.get(i));
        }
        return byContender;
    }

    Score score(Contender contender, Effect effect) {
        return Objects.requireNonNull(Objects.requireNonNull(scores.get(effect)).get(contender));
    }

    /** As a table: the share of canaries that are failed, of A/A ones that are passed, and how many rounds it took. */
    String table() {
        return "| | " + join(effect -> "fails " + effect.title()) + " | passes A/A | rounds, A/A | rounds, +10 % |\n"
                + "|---".repeat(Effect.values().length + 4) + "|\n"
                + Contender.ALL.stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Contender contender) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.1f |%n",
                contender.title(),
                join(effect -> Score.percent(score(contender, effect).fails())),
                Score.percent(score(contender, Effect.NONE).passes()),
                score(contender, Effect.NONE).meanRounds(),
                score(contender, Effect.MARGIN).meanRounds());
    }

    private static String join(Function<Effect, String> cell) {
        return Arrays.stream(Effect.values()).map(cell).collect(Collectors.joining(" | "));
    }
}
