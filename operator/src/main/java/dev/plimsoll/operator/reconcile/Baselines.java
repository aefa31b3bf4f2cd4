package dev.plimsoll.operator.reconcile;

import dev.plimsoll.api.v1alpha1.BaselineSpec.From;
import dev.plimsoll.api.v1alpha1.BaselineStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.SetupStatus;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.judge.Baseline;
import dev.plimsoll.engine.judge.BaselineRun;
import dev.plimsoll.engine.judge.BaselineSource;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.operator.store.Results;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds what budgets hold a run against. Each result is read once, and of it only the compared values are kept: a
 * result may have a million bytes, and there may be thirty.
 */
final class Baselines {
    private final KnownRuns known;
    private final Results results;

    Baselines(KnownRuns known, Results results) {
        this.known = known;
        this.results = results;
    }

    /**
     * What was found.
     *
     * @param byBudget for the judge
     * @param statuses for people
     * @param outOfReach runs whose results may be read later, each with why
     */
    record Found(Map<String, Baseline> byBudget, List<BaselineStatus> statuses, List<String> outOfReach) {}

    /** An earlier run that was read, or why it was not. */
    private sealed interface Reading {
        record Done(BaselineRun run) implements Reading {}

        record Refused(String why) implements Reading {}

        record Later(String why) implements Reading {}
    }

    Found of(ObservedRun observed, SetupStatus setup, List<Budget> budgets) {
        var sources = new LinkedHashMap<String, BaselineSource>();
        budgets.stream().filter(Baselines::looksBack).forEach(budget -> sources.put(budget.name(), budget.baseline()));
        if (sources.isEmpty()) {
            return new Found(Map.of(), List.of(), List.of());
        }
        var earlier =
                new EarlierRuns(observed, setup, known.siblings(observed.run()).toList());
        var readings = new LinkedHashMap<String, Reading>();
        var byBudget = new LinkedHashMap<String, Baseline>();
        var statuses = new ArrayList<BaselineStatus>();
        sources.forEach((budget, source) -> {
            var choice = earlier.choose(source);
            choice.runs()
                    .forEach(run -> readings.computeIfAbsent(run.getMetadata().getName(), _ -> read(run, budgets)));
            var baseline = baseline(choice, readings);
            byBudget.put(budget, baseline);
            statuses.add(status(budget, source, baseline));
        });
        return new Found(byBudget, statuses, outOfReach(readings.values()));
    }

    private static boolean looksBack(Budget budget) {
        return !(budget.baseline() instanceof BaselineSource.Comparison)
                && budget.objectives().stream().anyMatch(Objective.Regression.class::isInstance);
    }

    private Reading read(LoadTestRun run, List<Budget> budgets) {
        var name = run.getMetadata().getName();
        return switch (results.read(Archiving.key(run), Archiving.archivedAt(run))) {
            case Results.Reading.Here(var result) ->
                result.version() == RunPlan.VERSION
                        ? new Reading.Done(BaselineRun.of(name, result, budgets))
                        : new Reading.Refused(name + " has a result that only another version can read");
            case Results.Reading.None(var why) -> new Reading.Refused(name + " " + why);
            case Results.Reading.OutOfReach(var why) -> new Reading.Later(name + " " + why);
        };
    }

    private static List<String> outOfReach(Collection<Reading> readings) {
        return readings.stream()
                .flatMap(reading -> reading instanceof Reading.Later(var why) ? Stream.of(why) : Stream.empty())
                .toList();
    }

    private static Baseline baseline(EarlierRuns.Choice choice, Map<String, Reading> readings) {
        var runs = new ArrayList<BaselineRun>();
        var unread = new ArrayList<String>();
        for (var run : choice.runs()) {
            switch (readings.get(run.getMetadata().getName())) {
                case Reading.Done(var done) -> runs.add(done);
                case Reading.Refused(var why) -> unread.add(why);
                case Reading.Later(var why) -> unread.add(why);
                case null -> throw new IllegalStateException("all that was chosen was read");
            }
        }
        return new Baseline(
                runs, Stream.concat(unread.stream(), choice.refused().stream()).toList());
    }

    private static BaselineStatus status(String budget, BaselineSource source, Baseline baseline) {
        var from = switch (source) {
            case BaselineSource.Comparison _ -> From.Comparison;
            case BaselineSource.LastPassed _ -> From.LastPassed;
            case BaselineSource.Pinned _ -> From.Pinned;
            case BaselineSource.Window _ -> From.Window;
        };
        return new BaselineStatus(
                budget,
                from,
                baseline.runs().isEmpty()
                        ? null
                        : baseline.runs().stream().map(BaselineRun::name).toList(),
                baseline.refused().isEmpty() ? null : baseline.refused());
    }
}
