package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Arm;
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
    private final List<Authorization> authorizations;
    private final InstantSource clock;
    /** Of each arm those of its phases. */
    private final List<List<ScenarioMix>> mixes = new ArrayList<>();

    private final List<SeriesKey> series = new ArrayList<>();

    private CompiledPlan(RunPlan plan, List<Rows> data, List<Authorization> authorizations, InstantSource clock) {
        this.plan = plan;
        this.data = data;
        this.authorizations = List.copyOf(authorizations);
        this.clock = clock;
        for (int i = 0; i < plan.arms().size(); i++) {
            mixes.add(compile(plan.arms().get(i), authorizations.get(i)));
        }
    }

    /**
     * Compiles a plan whose requests prove nothing.
     *
     * @throws IllegalArgumentException when a step cannot be written as a request
     */
    public static CompiledPlan of(RunPlan plan) {
        var none = plan.arms().stream().map(_ -> Authorization.NONE).toList();
        return of(plan, none, InstantSource.system());
    }

    /**
     * Compiles a plan. Reads the files that it names.
     *
     * @param authorizations of each arm that of its requests
     * @throws IllegalArgumentException when a step cannot be written as a request, or a file not be read
     */
    public static CompiledPlan of(RunPlan plan, List<Authorization> authorizations, InstantSource clock) {
        var data = plan.data().stream().map(Rows::of).toList();
        DataUse.check(plan, data);
        return new CompiledPlan(plan, data, authorizations, clock);
    }

    /** Compiles another plan of as many arms that uses the same data sets, which are not read again. */
    public CompiledPlan as(RunPlan other) {
        return new CompiledPlan(other, data, authorizations, clock);
    }

    /** The seed of a phase's random choices: two phases of the same load send different arrivals. */
    public static long seed(RunPlan plan, int phase) {
        return phase == 0 ? plan.seed() : Hash.of(plan.seed(), phase);
    }

    private List<ScenarioMix> compile(Arm arm, Authorization authorization) {
        var steps = new StepCompiler(arm.target(), authorization, plan.seed());
        var compiled = new ArrayList<ScenarioMix>();
        for (int i = 0; i < plan.phases().size(); i++) {
            compiled.add(compile(arm.name(), plan.phases().get(i), seed(plan, i), steps));
        }
        return compiled;
    }

    private ScenarioMix compile(String arm, Phase phase, long seed, StepCompiler steps) {
        var scenarios = new ArrayList<CompiledScenario>();
        for (var scenario : phase.scenarios()) {
            scenarios.add(ScenarioCompiler.compile(scenario.steps(), (step, followed) -> {
                series.add(new SeriesKey(arm, phase.name(), scenario.name(), step.name(), false));
                return steps.compile(step, series.size() - 1, followed);
            }));
        }
        var weights = phase.scenarios().stream().mapToDouble(Scenario::weight).toArray();
        return new ScenarioMix(scenarios, weights, seed);
    }

    /** Which scenario of a phase runs when, made for an arm; both by their places in the plan. */
    public ScenarioMix mix(int arm, int phase) {
        return mixes.get(arm).get(phase);
    }

    /** What the sessions of a loop draw from. */
    public Supply supply(Lane lane) {
        return new Supply(plan, data, lane, clock);
    }

    /** Number of steps of all scenarios of all phases of all arms. */
    public int seriesCount() {
        return series.size();
    }

    /** The name of a step's numbers. */
    public SeriesKey key(int index, boolean warmup) {
        var key = series.get(index);
        return warmup ? new SeriesKey(key.arm(), key.phase(), key.scenario(), key.step(), true) : key;
    }
}
