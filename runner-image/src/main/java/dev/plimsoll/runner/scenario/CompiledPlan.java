package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.http.Keep;
import dev.plimsoll.runner.http.Message;
import dev.plimsoll.runner.http.Request;
import dev.plimsoll.runner.rate.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The scenarios of a plan, ready to run, and the names of their numbers. */
public final class CompiledPlan {
    private final List<ScenarioMix> mixes;
    private final List<SeriesKey> series;

    private CompiledPlan(List<ScenarioMix> mixes, List<SeriesKey> series) {
        this.mixes = List.copyOf(mixes);
        this.series = List.copyOf(series);
    }

    /**
     * Compiles a plan.
     *
     * @throws IllegalArgumentException when a step cannot be written as a request
     */
    public static CompiledPlan of(RunPlan plan) {
        var series = new ArrayList<SeriesKey>();
        var mixes = new ArrayList<ScenarioMix>();
        for (int i = 0; i < plan.phases().size(); i++) {
            mixes.add(compile(plan.phases().get(i), seed(plan, i), series, plan.target()));
        }
        return new CompiledPlan(mixes, series);
    }

    /** The seed of a phase's random choices: two phases of the same load send different arrivals. */
    public static long seed(RunPlan plan, int phase) {
        return phase == 0 ? plan.seed() : Hash.of(plan.seed(), phase);
    }

    private static ScenarioMix compile(Phase phase, long seed, List<SeriesKey> series, Target target) {
        var scenarios = new ArrayList<CompiledScenario>();
        for (var scenario : phase.scenarios()) {
            var steps = new ArrayList<CompiledStep>();
            for (var step : scenario.requests().toList()) {
                steps.add(compile(step, series.size(), target));
                series.add(new SeriesKey(phase.name(), scenario.name(), step.name(), false));
            }
            scenarios.add(new CompiledScenario(steps));
        }
        var weights = phase.scenarios().stream().mapToDouble(Scenario::weight).toArray();
        return new ScenarioMix(scenarios, weights, seed);
    }

    private static CompiledStep compile(Step.Request step, int series, Target target) {
        try {
            var request = Request.compiled(series, message(step, target), Keep.NOTHING);
            return new CompiledStep(series, request, ExpectedStatus.of(step.expectedStatus()), step.timeoutNanos());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("step " + step.name() + ": " + e.getMessage(), e);
        }
    }

    private static Message message(Step.Request step, Target target) {
        var fields = step.headers().stream()
                .map(header -> new Message.Field(header.name(), header.value()))
                .toList();
        var body = step.body() instanceof Body.Text text ? text.template() : "";
        return new Message(
                step.method(),
                target.authority(),
                target.basePath() + step.path(),
                fields,
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Which scenario of a phase, by its place in the plan, runs when. */
    public ScenarioMix mix(int phase) {
        return mixes.get(phase);
    }

    /** Number of steps of all scenarios of all phases. */
    public int seriesCount() {
        return series.size();
    }

    /** The name of a step's numbers. */
    public SeriesKey key(int index, boolean warmup) {
        var key = series.get(index);
        return warmup ? new SeriesKey(key.phase(), key.scenario(), key.step(), true) : key;
    }
}
