package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.counted;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.judge.RoundReading.LeftOut;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The rounds of a comparison that are over, and which of them the generator spoiled for every objective. */
final class ComparedRounds {
    private final Comparison comparison;
    private final Phase phase;
    private final List<Round> rounds;
    private final List<Optional<LeftOut>> spoiled;

    private ComparedRounds(RunResult result, List<Round> rounds) {
        this.comparison = Objects.requireNonNull(result.plan().comparison());
        this.phase = result.plan().phases().getFirst();
        this.rounds = rounds;
        this.spoiled = rounds.stream().map(this::spoiled).toList();
    }

    /** Those of a comparison of which everything is known. */
    static ComparedRounds of(RunResult result) {
        return new ComparedRounds(
                result, Rounds.of(result).stream().takeWhile(Round::complete).toList());
    }

    Comparison comparison() {
        return comparison;
    }

    int count() {
        return rounds.size();
    }

    /** What each round says of an objective, in order. */
    List<RoundReading> read(Objective.Regression objective) {
        var readings = new ArrayList<RoundReading>(rounds.size());
        for (int i = 0; i < rounds.size(); i++) {
            var round = rounds.get(i);
            readings.add(spoiled.get(i)
                    .<RoundReading>map(leftOut -> leftOut)
                    .orElseGet(() -> RoundGauge.read(round, objective)));
        }
        return readings;
    }

    /** Rounds that the generator did not spoil. */
    List<Round> sound() {
        var sound = new ArrayList<Round>(rounds);
        sound.removeIf(round -> spoiled.get(round.number() - 1).isPresent());
        return sound;
    }

    /** Why the whole comparison is the generator's and not the targets', when so many rounds are. */
    Optional<Doubt> doubt() {
        int left = comparison.maxRounds() - count();
        boolean enough = sound().size() + left >= comparison.minRounds()
                && (!sound().isEmpty() || count() < comparison.minRounds());
        return spoiled.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .filter(_ -> !enough)
                .map(first -> new Doubt(
                        Reason.GENERATOR_LIMITED,
                        "%d of %s count, and %d are needed; in round %d %s"
                                .formatted(
                                        sound().size(),
                                        counted(count(), "round"),
                                        comparison.minRounds(),
                                        first.round(),
                                        first.doubt().message())));
    }

    private Optional<LeftOut> spoiled(Round round) {
        var slots = round.series()
                .filter(series -> isSlot(series.key()))
                .map(Series::counts)
                .reduce(Counts.NONE, Counts::plus);
        var shortfall = new Shortfall(slots, Math.max(0, leastArrivals() - slots.offered()));
        return shortfall.isTooLarge()
                ? Optional.of(
                        new LeftOut(round.number(), new Doubt(Reason.GENERATOR_LIMITED, shortfall.sentence()), false))
                : Optional.empty();
    }

    private long leastArrivals() {
        return switch (phase.load()) {
            case Load.Open open ->
                (long) Validity.leastArrivals(new Load.Open(
                        open.arrivals(), open.stages().subList(0, open.stages().size() / comparison.maxRounds())));
            case Load.Closed _ -> 0;
        };
    }

    private boolean isSlot(SeriesKey key) {
        return firstSteps().contains(List.of(key.scenario(), key.step()));
    }

    private Set<List<String>> firstSteps() {
        var steps = new HashSet<List<String>>();
        phase.scenarios()
                .forEach(scenario -> scenario.requests()
                        .findFirst()
                        .ifPresent(first -> steps.add(List.of(scenario.name(), first.name()))));
        return steps;
    }

    /** Why one of both is not there at all: it gave no answer in any of the rounds. */
    Optional<Doubt> absent() {
        for (var side : List.of(Arm.BASELINE, Arm.CANDIDATE)) {
            boolean silent = !rounds.isEmpty()
                    && rounds.stream().allMatch(round -> RoundGauge.isSilent(round.counts(side, Selector.ALL)));
            if (silent) {
                long sent = rounds.stream()
                        .mapToLong(round -> round.counts(side, Selector.ALL).offered())
                        .sum();
                return Optional.of(new Doubt(
                        Reason.NOT_ANSWERING,
                        "the %s answered none of %s, so there is nothing to compare; is it up, at this address?"
                                .formatted(side, counted(sent, "request"))));
            }
        }
        return Optional.empty();
    }
}
