package dev.plimsoll.bench.gate;

import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How a method ruled on the canaries of a cell.
 *
 * @param canaries how many
 * @param failed how many of them it failed
 * @param passed how many of them it passed; the others it left open
 * @param rounds that all of them took together
 */
record Score(int canaries, int failed, int passed, long rounds) {
    private static final Score NONE = new Score(0, 0, 0, 0);

    /**
     * Draws canaries and has each judged by all methods.
     *
     * @param canaries how many
     * @param draw from a seed
     * @param methods that judge them
     * @return a score for each method
     */
    static <T> List<Score> of(int canaries, LongFunction<T> draw, List<Method<T>> methods) {
        return LongStream.range(0, canaries)
                .parallel()
                .mapToObj(draw)
                .map(canary -> methods.stream()
                        .map(method -> NONE.plus(method.rule(canary)))
                        .toList())
                .reduce(Score::plus)
                .orElseThrow();
    }

    private static List<Score> plus(List<Score> some, List<Score> more) {
        return IntStream.range(0, some.size())
                .mapToObj(method -> some.get(method).plus(more.get(method)))
                .toList();
    }

    private Score plus(Score more) {
        return new Score(canaries + more.canaries, failed + more.failed, passed + more.passed, rounds + more.rounds);
    }

    private Score plus(Ruling ruling) {
        return new Score(
                canaries + 1,
                failed + (ruling.fails() ? 1 : 0),
                passed + (ruling.passes() ? 1 : 0),
                rounds + ruling.rounds());
    }

    double fails() {
        return (double) failed / canaries;
    }

    double passes() {
        return (double) passed / canaries;
    }

    double meanRounds() {
        return (double) rounds / canaries;
    }

    /** A share in a table. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
