package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.capacity.Capacity;
import dev.plimsoll.engine.capacity.Climb;
import dev.plimsoll.engine.capacity.LittlesLaw;
import dev.plimsoll.engine.capacity.PeakRange;
import dev.plimsoll.engine.capacity.Point;
import dev.plimsoll.engine.capacity.Scalability;
import dev.plimsoll.engine.capacity.Step;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Staircase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a phase that climbed to find its target's capacity: step by step, climb by climb. Its objectives are then
 * judged by the steps at the capacity alone, and the verdict is theirs: above it they are meant to be missed.
 */
final class CapacityJudge {
    private final RunResult result;
    private final Phase phase;
    private final Staircase staircase;
    private final List<Budget> budgets;
    private final StepEvidence steps;

    private CapacityJudge(RunResult result, Phase phase, Staircase staircase, List<Budget> budgets) {
        this.result = result;
        this.phase = phase;
        this.staircase = staircase;
        this.budgets = budgets;
        this.steps = new StepEvidence(result, phase);
    }

    /**
     * Judges the phase.
     *
     * @param budgets those of the phase
     * @param doubt what speaks against the run as a whole
     */
    static Judgement judge(RunResult result, Phase phase, List<Budget> budgets, Optional<Doubt> doubt) {
        var staircase = Objects.requireNonNull(phase.staircase());
        return new CapacityJudge(result, phase, staircase, budgets).judge(doubt);
    }

    private Judgement judge(Optional<Doubt> doubt) {
        var readings = readings();
        var capacity = Capacity.of(climbs(readings)).orElse(null);
        var found = judgement(readings, capacity);
        var objectives = objectives(capacity);
        var totals = Evidence.of(result, List.of(phase)).totals(result.shards());
        var summary = doubt.map(against ->
                        new Judgement(against.verdict(), against.reason(), against.message(), objectives, totals))
                .orElseGet(() -> CapacitySummary.of(found, objectives, totals));
        return new Judgement(
                summary.verdict(), summary.reason(), summary.message(), objectives, totals, List.of(), null, found);
    }

    private List<StepReading> readings() {
        var judge = new StepJudge(
                steps,
                budgets.stream().flatMap(budget -> budget.objectives().stream()).toList());
        var readings = new ArrayList<StepReading>();
        boolean fresh = true;
        for (int step = 0; step < steps.count(); step++) {
            fresh |= step % staircase.steps() == 0;
            var evidence = steps.of(Set.of(step));
            var judged = judge.judge(step, evidence, fresh);
            fresh &= judged.outcome() instanceof Step.Unknown;
            readings.add(new StepReading(
                    step / staircase.steps(),
                    judged,
                    evidence.totals(result.shards()),
                    inFlight(step),
                    evidence.measured(Selector.ALL).service().getMean() / 1e9));
        }
        return readings;
    }

    private List<Double> inFlight(int step) {
        return steps.isAlone()
                ? steps.during(step).stream()
                        .map(interval -> (double) interval.health().inFlight())
                        .toList()
                : List.of();
    }

    private static List<Climb> climbs(List<StepReading> readings) {
        return readings.stream()
                .collect(Collectors.groupingBy(
                        StepReading::climb, Collectors.mapping(StepReading::step, Collectors.toList())))
                .values()
                .stream()
                .map(Climb::of)
                .toList();
    }

    private CapacityJudgement judgement(List<StepReading> readings, @Nullable Capacity capacity) {
        var points = readings.stream()
                .filter(reading -> !(reading.step().outcome() instanceof Step.Unknown))
                .flatMap(reading -> reading.point().stream())
                .toList();
        var law = Scalability.fit(points);
        var range = law.flatMap(fit -> PeakRange.of(points, fit, result.plan().seed()));
        return new CapacityJudgement(
                capacity,
                knee(readings),
                capacity == null ? null : littlesLaw(readings, capacity.perSecond()),
                law.orElse(null),
                range.orElse(null),
                points.stream().mapToDouble(Point::concurrency).max().orElse(0),
                readings);
    }

    private static @Nullable Double knee(List<StepReading> readings) {
        return readings.stream()
                .filter(reading -> reading.point().isPresent())
                .max(Comparator.comparingDouble(
                        reading -> reading.point().orElseThrow().power()))
                .map(reading -> reading.step().perSecond())
                .orElse(null);
    }

    /** Of the steps at the capacity, the one that fits worst. */
    private static @Nullable LittlesLaw littlesLaw(List<StepReading> readings, double perSecond) {
        return readings.stream()
                .filter(reading -> reading.step().perSecond() == perSecond)
                .flatMap(reading -> reading.littlesLaw().stream())
                .max(Comparator.comparingDouble(LittlesLaw::deviation))
                .orElse(null);
    }

    /** At the capacity, in all climbs; at the lowest step when there is none. */
    private List<ObjectiveJudgement> objectives(@Nullable Capacity capacity) {
        double perSecond = capacity == null || capacity.perSecond() == 0 ? steps.perSecond(0) : capacity.perSecond();
        var there = IntStream.range(0, steps.count())
                .filter(step -> steps.perSecond(step) == perSecond)
                .boxed()
                .collect(Collectors.toSet());
        var judge = new ObjectiveJudge(steps.of(there));
        return budgets.stream()
                .flatMap(budget -> budget.objectives().stream().map(objective -> judge.judge(budget, objective)))
                .toList();
    }
}
