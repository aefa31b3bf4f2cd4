package dev.plimsoll.operator.translate;

import dev.plimsoll.api.v1alpha1.FileRef;
import dev.plimsoll.api.v1alpha1.LoadSpec;
import dev.plimsoll.api.v1alpha1.LoadTestSpec;
import dev.plimsoll.api.v1alpha1.TargetSpec;
import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.quantity.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the plan of a spec in which the rules found no problem. */
final class Planner {
    private static final long CONNECT_TIMEOUT_NANOS = Duration.ofSeconds(5).toNanos();
    /** Beyond the longest timeout, so that a runner's own pause at the end of the schedule does not miss slots. */
    private static final long DRAIN_RESERVE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final double WARMUP_SHARE = 0.1;

    /** So long it takes until what the round before left behind is gone. */
    private static final String ROUND_WARMUP = "10s";

    private final RunIdentity identity;
    private final TargetPlanner targets;
    private final ScenarioPlanner scenarios;

    /** Takes where the runner finds a key of a ConfigMap or Secret. */
    Planner(RunIdentity identity, Function<FileRef, String> files) {
        this.identity = identity;
        this.targets = new TargetPlanner(files);
        this.scenarios = new ScenarioPlanner(files);
    }

    RunPlan plan(LoadTestSpec spec) {
        var chosen = spec.scenarios().stream()
                .filter(scenario -> scenario.weight() > 0)
                .map(scenarios::scenario)
                .toList();
        return new RunPlan(
                RunPlan.VERSION,
                identity.run(),
                arms(spec),
                PhasePlanner.phases(spec, chosen).stream()
                        .map(phase -> phase.times(GatePlanner.share(spec)))
                        .toList(),
                PhasePlanner.comparison(spec),
                scenarios.data(spec.data()),
                PhasePlanner.maxInFlight(spec),
                CONNECT_TIMEOUT_NANOS,
                longestTimeoutNanos(chosen) + DRAIN_RESERVE_NANOS,
                identity.seed());
    }

    private List<Arm> arms(LoadTestSpec spec) {
        var comparison = spec.comparison();
        return comparison == null
                ? List.of(arm(Arm.ONLY, Objects.requireNonNull(spec.target())))
                : List.of(arm(Arm.BASELINE, comparison.baseline()), arm(Arm.CANDIDATE, comparison.candidate()));
    }

    private Arm arm(String name, TargetSpec target) {
        return new Arm(name, targets.target(target, identity.namespace()));
    }

    static Load load(LoadSpec spec) {
        return load(spec, spec.warmup());
    }

    /** One round of a comparison: what a round begins with is never judged, said or not. */
    static Load round(LoadSpec spec) {
        return load(spec, Objects.requireNonNullElse(spec.warmup(), ROUND_WARMUP));
    }

    private static Load load(LoadSpec spec, @Nullable String warmup) {
        return switch (spec.model()) {
            case Open -> new Load.Open(arrivals(spec), stages(spec, warmup));
            case Closed ->
                new Load.Closed(
                        ThinkTime.of(spec.thinkTime()),
                        spec.pacing() == null ? 0 : Durations.parse(spec.pacing()),
                        wholeUsers(stages(spec, warmup)));
        };
    }

    private static Load.Arrivals arrivals(LoadSpec spec) {
        return switch (spec.arrivals()) {
            case Poisson -> Load.Arrivals.POISSON;
            case Uniform -> Load.Arrivals.UNIFORM;
            case null -> Load.Arrivals.POISSON;
        };
    }

    private static List<Stage> stages(LoadSpec spec, @Nullable String warmup) {
        var stages = new ArrayList<>(course(spec));
        if (warmup != null) {
            stages.addFirst(warmup(Durations.parse(warmup), stages.getFirst()));
        }
        return stages;
    }

    /** The stages without the warm-up, whether they are given or are those of a shape. */
    static List<Stage> course(LoadSpec spec) {
        if (spec.stages() == null) {
            return ShapeStages.of(spec);
        }
        var stages = new ArrayList<Stage>();
        for (var stage : spec.stages()) {
            double to = ShapeStages.level(stage.to());
            double begin = stages.isEmpty() ? to : stages.getLast().to();
            double from = stage.from() == null ? begin : ShapeStages.level(stage.from());
            stages.add(new Stage(Durations.parse(stage.duration()), from, to, false));
        }
        return stages;
    }

    private static Stage warmup(long durationNanos, Stage first) {
        double level = first.from() > 0 ? first.from() : first.to() * WARMUP_SHARE;
        return new Stage(durationNanos, level, level, true);
    }

    /** A tenth of five users is one user. */
    private static List<Stage> wholeUsers(List<Stage> stages) {
        return stages.stream()
                .map(stage -> new Stage(
                        stage.durationNanos(), Math.ceil(stage.from()), Math.ceil(stage.to()), stage.warmup()))
                .toList();
    }

    private static long longestTimeoutNanos(List<Scenario> scenarios) {
        return scenarios.stream()
                .flatMap(Scenario::requests)
                .mapToLong(Step.Request::timeoutNanos)
                .max()
                .orElse(0);
    }
}
