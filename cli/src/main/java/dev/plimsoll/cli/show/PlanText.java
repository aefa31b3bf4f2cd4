package dev.plimsoll.cli.show;

import dev.plimsoll.api.v1alpha1.GateSpec;
import dev.plimsoll.api.v1alpha1.ScheduleSpec;
import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.DataSet;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Staircase;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.judge.AbortRule;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.plan.PlannedLoad;
import dev.plimsoll.engine.quantity.Durations;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Percentages;
import dev.plimsoll.engine.quantity.Rates;
import dev.plimsoll.operator.translate.Translation.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a plan will do, before it does it. */
public final class PlanText {
    private PlanText() {}

    /** One line: {@code quickstart against http://127.0.0.1:8080: 28s, up to 200/s, 1 runner}. */
    public static String headline(String name, Planned planned) {
        return "%s against %s: %s%s, %s, %s"
                .formatted(
                        name,
                        target(planned.plan()),
                        planned.plan().comparesArms() ? "at most " : "",
                        Durations.format(planned.plan().durationNanos()),
                        height(planned.plan().phases()),
                        runners(planned.shards()));
    }

    /** A few lines: of each phase its stages, arrivals, scenarios and objectives; runners, and what ends the load. */
    public static List<String> lines(Planned planned) {
        var lines = new ArrayList<String>();
        var comparison = planned.plan().comparison();
        if (comparison != null) {
            lines.add("  rounds      %d to %d of %s, half of the load to each target"
                    .formatted(
                            comparison.minRounds(), comparison.maxRounds(), Durations.format(comparison.roundNanos())));
        }
        for (var phase : planned.plan().phases()) {
            if (phase.hasName()) {
                lines.add("  phase       %s from %s to %s"
                        .formatted(
                                phase.name(),
                                Durations.format(phase.startNanos()),
                                Durations.format(phase.endNanos())));
            }
            lines.addAll(lines(phase, comparison, planned.budgets()));
        }
        if (!planned.plan().data().isEmpty()) {
            lines.add("  data        " + data(planned.plan().data()));
        }
        lines.add("  runners     " + planned.shards());
        if (!planned.abort().isEmpty()) {
            lines.add("  aborts at   "
                    + planned.abort().stream().map(AbortRule::text).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static List<String> lines(Phase phase, @Nullable Comparison comparison, List<Budget> budgets) {
        var lines = new ArrayList<String>();
        var load = phase.load();
        var stages = comparison == null ? load.stages() : ofOneRound(load.stages(), comparison.roundNanos());
        lines.add(
                phase.staircase() == null
                        ? "  stages      "
                                + stages.stream()
                                        .map(stage -> stage(load, stage))
                                        .collect(Collectors.joining(", then "))
                        : "  climbs      " + climbs(phase.staircase(), stages));
        if (load instanceof Load.Open open) {
            var sums = PlannedLoad.of(open);
            lines.add("  arrivals    about %s judged, %s in the warm-up; at most %s"
                    .formatted(
                            Numbers.grouped(Math.round(sums.judgedArrivals())),
                            Numbers.grouped(Math.round(sums.warmupArrivals())),
                            Rates.format(sums.peakPerSecond())));
        }
        lines.add("  scenarios   " + scenarios(phase.scenarios()));
        lines.add("  objectives  "
                + objectives(budgets.stream()
                        .filter(budget -> budget.phase().equals(phase.name()))
                        .toList()));
        return lines;
    }

    private static List<Stage> ofOneRound(List<Stage> stages, long roundNanos) {
        var round = new ArrayList<Stage>();
        long length = 0;
        for (var stage : stages) {
            if (length < roundNanos) {
                round.add(stage);
                length += stage.durationNanos();
            }
        }
        return round;
    }

    /** What a gate does with each verdict; empty without one. */
    public static Optional<String> gate(@Nullable GateSpec gate) {
        return Optional.ofNullable(gate)
                .map(there -> "  gate        of %s, within %s: %s after Pass, %s after Fail, %s after Inconclusive"
                        .formatted(
                                there.rollout() == null ? "whatever asks for it" : there.rollout(),
                                there.timeout(),
                                there.onPass(),
                                there.onFail(),
                                there.onInconclusive()));
    }

    /** When it runs by itself on a cluster; empty without a schedule. */
    public static Optional<String> schedule(@Nullable ScheduleSpec schedule) {
        return Optional.ofNullable(schedule)
                .map(there -> "  schedule    %s in %s%s"
                        .formatted(there.cron(), there.timeZone(), there.suspend() ? ", suspended" : ""));
    }

    /**
     * Where requests go: {@code http://stable}, or {@code baseline http://stable and candidate http://canary}; for a
     * gate, before there are revisions, {@code baseline and candidate at http://checkout}.
     */
    public static String target(RunPlan plan) {
        var urls =
                plan.arms().stream().map(arm -> arm.target().url()).distinct().toList();
        if (plan.comparesArms() && urls.size() == 1) {
            return plan.arms().stream().map(Arm::name).collect(Collectors.joining(" and ")) + " at " + urls.getFirst();
        }
        return plan.arms().stream()
                .map(arm -> (arm.name() + " " + arm.target().url()).strip())
                .collect(Collectors.joining(" and "));
    }

    private static String height(List<Phase> phases) {
        return phases.size() == 1 ? peak(phases.getFirst().load()) : phases.size() + " phases";
    }

    private static String peak(Load load) {
        return switch (load) {
            case Load.Open open -> "up to " + Rates.format(PlannedLoad.of(open).peakPerSecond());
            case Load.Closed closed ->
                "up to "
                        + users(closed.stages().stream()
                                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                                .max()
                                .orElseThrow());
        };
    }

    private static String stage(Load load, Stage stage) {
        var at = stage.from() == stage.to()
                ? "at " + level(load, stage.to())
                : "from " + level(load, stage.from()) + " to " + level(load, stage.to());
        return Durations.format(stage.durationNanos()) + " " + at + (stage.warmup() ? " (warm-up)" : "");
    }

    private static String level(Load load, double level) {
        return switch (load) {
            case Load.Open _ -> Rates.format(level);
            case Load.Closed _ -> users(level);
        };
    }

    private static String users(double users) {
        return Numbers.plain(users) + (users == 1 ? " user" : " users");
    }

    private static String runners(int count) {
        return count == 1 ? "1 runner" : count + " runners";
    }

    private static String scenarios(List<Scenario> scenarios) {
        double total = scenarios.stream().mapToDouble(Scenario::weight).sum();
        return scenarios.stream()
                .map(scenario -> "%s %.0f%% (%s)"
                        .formatted(
                                scenario.name(),
                                100 * scenario.weight() / total,
                                scenario.requests().map(Step.Request::name).collect(Collectors.joining(", "))))
                .collect(Collectors.joining(", "));
    }

    private static String data(List<DataSet> sets) {
        return sets.stream()
                .map(set -> "%s (%s, %s)"
                        .formatted(
                                set.name(),
                                set.format().name(),
                                set.order().name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    /** {@code 3 times, 10 steps from 100/s to 1000/s, of which 30s each are judged}. */
    private static String climbs(Staircase staircase, List<Stage> stages) {
        var steps = stages.stream().filter(stage -> !stage.warmup()).toList();
        return "%d times, %d steps from %s to %s, of which %s each are judged"
                .formatted(
                        staircase.climbs(),
                        staircase.steps(),
                        Rates.format(steps.getFirst().from()),
                        Rates.format(steps.getLast().from()),
                        Durations.format(steps.getFirst().durationNanos()));
    }

    private static String objectives(List<Budget> budgets) {
        var all = budgets.stream()
                .flatMap(budget -> budget.objectives().stream())
                .map(PlanText::objective)
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "none: it passes when its numbers are complete" : all;
    }

    private static String objective(Objective objective) {
        return objective instanceof Objective.Regression regression
                ? "%s %s of the baseline's, %s is tolerated"
                        .formatted(
                                objective.subject(), objective.limitText(), Percentages.format(regression.tolerance()))
                : objective.subject() + " " + objective.limitText();
    }
}
