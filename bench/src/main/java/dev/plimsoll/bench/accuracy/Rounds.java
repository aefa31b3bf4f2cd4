package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.accuracy.Case.Trouble;
import dev.plimsoll.bench.stats.Quantiles;
import dev.plimsoll.bench.stats.Spread;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One tool at one case, again and again: what the machine does to one round is in that round alone, so that medians are
 * held against the targets.
 *
 * @param scores at least one
 */
record Rounds(List<Score> scores) {
    private static final double P50_LIMIT = 0.01;
    private static final double P99_LIMIT = 0.01;
    private static final double P999_LIMIT = 0.02;
    private static final double GRID_P50_LIMIT = 100_000;
    private static final double GRID_P99_LIMIT = 1_000_000;

    Rounds {
        scores = List.copyOf(scores);
    }

    Case tried() {
        return scores.getFirst().tried();
    }

    String tool() {
        return scores.getFirst().tool();
    }

    /** The round whose p99.9 is in the middle, for what has no median. */
    Score middle() {
        return scores.stream()
                .sorted(Comparator.comparingDouble(score -> score.errors().p999()))
                .toList()
                .get(scores.size() / 2);
    }

    /** The median of the rounds for each of three quantiles. */
    Quantiles medians(Function<Score, Quantiles> part) {
        return eachOf(part, values -> Spread.of(values).median());
    }

    /** The farthest from zero. */
    Quantiles farthest(Function<Score, Quantiles> part) {
        return eachOf(
                part,
                values -> values.stream()
                        .max(Comparator.comparingDouble(Math::abs))
                        .orElseThrow());
    }

    private Quantiles eachOf(Function<Score, Quantiles> part, ToDoubleFunction<List<Double>> summary) {
        var parts = scores.stream().map(part).toList();
        return new Quantiles(
                summary.applyAsDouble(parts.stream().map(Quantiles::p50).toList()),
                summary.applyAsDouble(parts.stream().map(Quantiles::p99).toList()),
                summary.applyAsDouble(parts.stream().map(Quantiles::p999).toList()));
    }

    /** The median of the rounds. */
    double median(ToDoubleFunction<Score> part) {
        return Spread.of(scores.stream().map(score -> part.applyAsDouble(score)).toList())
                .median();
    }

    /** Of the round in which most slots vanished, or were too many. */
    long unaccounted() {
        return scores.stream()
                .map(Score::unaccounted)
                .max(Comparator.comparingLong(Math::abs))
                .orElseThrow();
    }

    /**
     * Whether it is as it should be. A generator in trouble need not be exact, but must then say that the numbers are
     * its own; one whose slots had to wait for a place can still tell how long; and a slot that vanished is never
     * right.
     */
    boolean isAsItShouldBe() {
        return unaccounted() == 0
                && switch (tried().trouble()) {
                    case Trouble.NONE -> isExact() && scores.stream().noneMatch(Rounds::blamesItself);
                    case Trouble.QUOTA -> isExact() || scores.stream().allMatch(Rounds::blamesItself);
                    case Trouble.CROWD -> isTrue();
                    case Trouble.PAUSE, Trouble.OVERLOAD -> scores.stream().allMatch(Rounds::blamesItself);
                };
    }

    private boolean isExact() {
        return isTrue()
                && median(score -> score.grid().p50()) <= GRID_P50_LIMIT
                && median(score -> score.grid().p99()) <= GRID_P99_LIMIT;
    }

    private boolean isTrue() {
        return medians(Score::errors).isWithin(P50_LIMIT, P99_LIMIT, P999_LIMIT);
    }

    private static boolean blamesItself(Score score) {
        return score.measured().blamesItself();
    }
}
