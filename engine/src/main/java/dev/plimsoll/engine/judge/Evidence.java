package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Span;
import dev.plimsoll.engine.histogram.Tally;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What phases of a run are judged by: the sums over all intervals; of warm-ups only their slots. The order of intervals
 * and their width make no difference, nor does the way requests were spread over shards.
 *
 * <p>Requests sent or answered after the end of their phase's schedule, or in the warm-up of the next round, are kept
 * apart: they are real, and their times count, but a rate is per second of the judged time, and an overloaded target
 * must not look faster because it was given time to catch up.
 */
final class Evidence {
    private final Map<String, Phase> phases = new LinkedHashMap<>();
    private final Map<String, List<Span>> judged = new HashMap<>();
    private final long drivenNanos;
    private final long judgedNanos;
    private final Map<SeriesKey, Tally> measured = new HashMap<>();
    private final Map<SeriesKey, Counts> withinSchedule = new HashMap<>();
    private Counts warmupSlots = Counts.NONE;

    private Evidence(Collection<Phase> phases, long drivenNanos, long judgedNanos) {
        phases.forEach(phase -> this.phases.put(phase.name(), phase));
        phases.forEach(phase -> judged.put(phase.name(), phase.judged()));
        this.drivenNanos = drivenNanos;
        this.judgedNanos = judgedNanos;
    }

    /** Draws the evidence about some phases of its plan from a result. */
    static Evidence of(RunResult result, Collection<Phase> phases) {
        long driven = drivenNanos(result);
        var evidence = new Evidence(phases, driven, judgedNanos(phases, driven));
        for (var interval : result.intervals()) {
            interval.series().forEach(series -> evidence.add(series, interval.startNanos()));
        }
        return evidence;
    }

    /** Draws the evidence about one side of a comparison from some of its rounds. */
    static Evidence of(Phase phase, List<Round> rounds, String arm) {
        long judged = rounds.stream().mapToLong(Round::judgedNanos).sum();
        var evidence = new Evidence(List.of(phase), phase.endNanos(), judged);
        for (var round : rounds) {
            round.inTime().forEach(series -> evidence.add(series, arm, true));
            round.late().forEach(series -> evidence.add(series, arm, false));
        }
        return evidence;
    }

    private void add(Series series, String arm, boolean scheduled) {
        if (series.key().arm().equals(arm)) {
            measure(series, scheduled);
        }
    }

    private void add(Series series, long startNanos) {
        var key = series.key();
        var phase = phases.get(key.phase());
        if (phase == null) {
            return;
        }
        if (!key.warmup()) {
            boolean scheduled = judged.getOrDefault(key.phase(), List.of()).stream()
                    .anyMatch(stretch -> stretch.contains(startNanos));
            measure(series, scheduled);
        } else if (isSlot(key)) {
            warmupSlots = warmupSlots.plus(series.counts());
        }
    }

    private void measure(Series series, boolean scheduled) {
        measured.computeIfAbsent(series.key(), _ -> new Tally()).add(series);
        withinSchedule.merge(series.key(), scheduled ? series.counts() : Counts.NONE, Counts::plus);
    }

    /** How far into the schedule load was driven: to its end, or to the last report of a run that was cut short. */
    private static long drivenNanos(RunResult result) {
        long schedule = result.plan().durationNanos();
        boolean completed = result.stopReason() == null
                && result.shards().stream().allMatch(shard -> shard.ending() == Ending.COMPLETED);
        long reported = result.intervals().stream()
                .mapToLong(interval -> interval.endNanos())
                .max()
                .orElse(0);
        return completed && reported > 0 ? schedule : Math.min(schedule, reported);
    }

    /** How long any of the phases was driven outside of its warm-ups: where they overlap, time counts once. */
    private static long judgedNanos(Collection<Phase> phases, long drivenNanos) {
        long judged = 0;
        long through = 0;
        for (var stretch : phases.stream()
                .flatMap(phase -> phase.judged().stream())
                .sorted(Comparator.comparingLong(Span::startNanos))
                .toList()) {
            long from = Math.max(through, stretch.startNanos());
            long to = Math.min(drivenNanos, stretch.endNanos());
            judged += Math.max(0, to - from);
            through = Math.max(through, to);
        }
        return judged;
    }

    /** What it is about. */
    Collection<Phase> phases() {
        return phases.values();
    }

    /** Whether any load was driven of the schedules. */
    boolean hasBegun() {
        return phases().stream().anyMatch(phase -> phase.startNanos() < drivenNanos);
    }

    /** Whether the schedules were driven to their ends, and no request is without one. */
    boolean isComplete() {
        var counts = measured(Selector.ALL).counts();
        return phases().stream().allMatch(phase -> phase.endNanos() <= drivenNanos)
                && counts.completed() == counts.sent();
    }

    /** How long load was driven outside of warm-ups. */
    long judgedNanos() {
        return judgedNanos;
    }

    /** {@link #judgedNanos} in seconds. */
    double judgedSeconds() {
        return judgedNanos / 1e9;
    }

    /** The sum over the selected requests. */
    Tally measured(Selector selector) {
        var sum = new Tally();
        measured.forEach((key, tally) -> {
            if (selector.matches(key)) {
                sum.add(tally);
            }
        });
        return sum;
    }

    /** Checks that the selected requests would have had, if each that was due had got a response. */
    long checksDue(Selector selector) {
        return measured.entrySet().stream()
                .filter(entry -> selector.matches(entry.getKey()))
                .mapToLong(entry -> entry.getValue().counts().offered() * checksOf(entry.getKey()))
                .sum();
    }

    /** How many checks a response of this step has. */
    private int checksOf(SeriesKey key) {
        return Stream.ofNullable(phases.get(key.phase()))
                .flatMap(phase -> phase.scenarios().stream())
                .filter(scenario -> scenario.name().equals(key.scenario()))
                .flatMap(Scenario::requests)
                .filter(request -> request.name().equals(key.step()))
                .mapToInt(request -> request.checks().size())
                .findFirst()
                .orElse(0);
    }

    /** How often each check failed in all phases, the most frequent first. */
    private List<Totals.FailedCheck> failedChecks() {
        return measured.entrySet().stream()
                .flatMap(entry -> failedChecks(entry.getKey(), entry.getValue().counts()))
                .collect(Collectors.toMap(
                        failed -> List.of(failed.scenario(), failed.step(), failed.check()),
                        Function.identity(),
                        Totals.FailedCheck::plus))
                .values()
                .stream()
                .sorted(Totals.FailedCheck.WORST_FIRST)
                .toList();
    }

    private static Stream<Totals.FailedCheck> failedChecks(SeriesKey key, Counts counts) {
        return counts.failedChecks().entrySet().stream()
                .filter(check -> check.getValue() > 0)
                .map(check -> new Totals.FailedCheck(key.scenario(), key.step(), check.getKey(), check.getValue()));
    }

    /** What became of the selected requests by the end of the schedule. */
    Counts withinSchedule(Selector selector) {
        return withinSchedule.entrySet().stream()
                .filter(entry -> selector.matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Counts.NONE, Counts::plus);
    }

    /** What became of the slots of the schedule that fell due: requests of the scenarios' first steps. */
    Counts slots() {
        return measured.entrySet().stream()
                .filter(entry -> isSlot(entry.getKey()))
                .map(entry -> entry.getValue().counts())
                .reduce(Counts.NONE, Counts::plus);
    }

    /** With those of the warm-up, at which abort rules look too. */
    Counts slotsWithWarmup() {
        return slots().plus(warmupSlots);
    }

    private boolean isSlot(SeriesKey key) {
        return Optional.ofNullable(phases.get(key.phase())).stream()
                .flatMap(phase -> phase.scenarios().stream())
                .anyMatch(scenario -> scenario.name().equals(key.scenario())
                        && scenario.requests().findFirst().orElseThrow().name().equals(key.step()));
    }

    /** The numbers to show. */
    Totals totals(List<ShardProgress> shards) {
        var all = measured(Selector.ALL);
        var counts = all.counts();
        var scheduled = withinSchedule(Selector.ALL);
        return new Totals(
                counts,
                judgedNanos,
                perSecond(counts.offered()),
                perSecond(scheduled.sent()),
                perSecond(scheduled.ok()),
                counts.completed() == 0 ? 0 : (double) counts.totalErrors() / counts.completed(),
                Totals.Quantiles.of(all.response()),
                Totals.Quantiles.of(all.service()),
                shards.stream()
                        .mapToLong(shard -> Math.abs(shard.startSkewNanos()))
                        .max()
                        .orElse(0),
                failedChecks());
    }

    private double perSecond(long count) {
        return judgedNanos == 0 ? 0 : count / judgedSeconds();
    }
}
