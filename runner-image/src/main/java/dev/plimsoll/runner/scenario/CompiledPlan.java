package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.runner.auth.Authorization;
import dev.plimsoll.runner.data.Rows;
import dev.plimsoll.runner.rate.Hash;
import dev.plimsoll.runner.rate.Lane;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The scenarios of a plan, ready to run, and the names of their numbers. */
public final class CompiledPlan {
    private final RunPlan plan;
    private final List<Rows> data;
    private final Authorization authorization;
    private final InstantSource clock;
    private final List<ScenarioMix> mixes = new ArrayList<>();
    private final List<SeriesKey> series = new ArrayList<>();

    private CompiledPlan(RunPlan plan, List<Rows> data, Authorization authorization, InstantSource clock) {
        this.plan = plan;
        this.data = data;
        this.authorization = authorization;
        this.clock = clock;
        var steps = new StepCompiler(plan.target(), authorization, plan.seed());
        for (int i = 0; i < plan.phases().size(); i++) {
            mixes.add(compile(plan.phases().get(i), seed(plan, i), steps));
        }
    }

    /**
     * Compiles a plan whose requests prove nothing.
     *
     * @throws IllegalArgumentException when a step cannot be written as a request
     */
    public static CompiledPlan of(RunPlan plan) {
        return of(plan, Authorization.NONE, InstantSource.system());
    }

    /**
     * Compiles a plan. Reads the files that it names.
     *
     * @throws IllegalArgumentException when a step cannot be written as a request, or a file not be read
     */
    public static CompiledPlan of(RunPlan plan, Authorization authorization, InstantSource clock) {
        var data = plan.data().stream().map(Rows::of).toList();
        DataUse.check(plan, data);
        return new CompiledPlan(plan, data, authorization, clock);
    }

    /** Compiles another plan that uses the same data sets, which are not read again. */
    public CompiledPlan as(RunPlan other) {
        return new CompiledPlan(other, data, authorization, clock);
    }

    /** The seed of a phase's random choices: two phases of the same load send different arrivals. */
    public static long seed(RunPlan plan, int phase) {
        return phase == 0 ? plan.seed() : Hash.of(plan.seed(), phase);
    }

    private ScenarioMix compile(Phase phase, long seed, StepCompiler steps) {
        var scenarios = new ArrayList<CompiledScenario>();
        for (var scenario : phase.scenarios()) {
            scenarios.add(ScenarioCompiler.compile(scenario.steps(), (step, followed) -> {
                series.add(new SeriesKey(phase.name(), scenario.name(), step.name(), false));
                return steps.compile(step, series.size() - 1, followed);
            }));
        }
        var weights = phase.scenarios().stream().mapToDouble(Scenario::weight).toArray();
        return new ScenarioMix(scenarios, weights, seed);
    }

    /** Which scenario of a phase, by its place in the plan, runs when. */
    public ScenarioMix mix(int phase) {
        return mixes.get(phase);
    }

    /** What the sessions of a loop draw from. */
    public Supply supply(Lane lane) {
        return new Supply(plan, data, lane, clock);
    }

    /** Number of steps of all scenarios of all phases. */
    public int seriesCount() {
        return series.size();
    }

    /** The name of a step's numbers. */
    public SeriesKey key(int index, boolean warmup) {
        var key = series.get(index);
        return warmup ? new SeriesKey(key.arm(), key.phase(), key.scenario(), key.step(), true) : key;
    }
}
