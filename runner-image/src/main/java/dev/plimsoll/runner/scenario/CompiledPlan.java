package dev.plimsoll.runner.scenario;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.http.Keep;
import dev.plimsoll.runner.http.Message;
import dev.plimsoll.runner.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The scenarios of a plan, ready to run, and the names of their numbers. */
public final class CompiledPlan {
    private final ScenarioMix mix;
    private final List<SeriesKey> series;

    private CompiledPlan(ScenarioMix mix, List<SeriesKey> series) {
        this.mix = mix;
        this.series = List.copyOf(series);
    }

    /**
     * Compiles a plan.
     *
     * @throws IllegalArgumentException when a step cannot be written as a request
     */
    public static CompiledPlan of(RunPlan plan) {
        var series = new ArrayList<SeriesKey>();
        var scenarios = new ArrayList<CompiledScenario>();
        for (var scenario : plan.scenarios()) {
            var steps = new ArrayList<CompiledStep>();
            for (var step : scenario.requests().toList()) {
                steps.add(compile(step, series.size(), plan.target()));
                series.add(new SeriesKey(scenario.name(), step.name(), false));
            }
            scenarios.add(new CompiledScenario(steps));
        }
        var weights = plan.scenarios().stream().mapToDouble(Scenario::weight).toArray();
        return new CompiledPlan(new ScenarioMix(scenarios, weights, plan.seed()), series);
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

    /** Which scenario runs when. */
    public ScenarioMix mix() {
        return mix;
    }

    /** Number of steps of all scenarios. */
    public int seriesCount() {
        return series.size();
    }

    /** The name of a step's numbers. */
    public SeriesKey key(int index, boolean warmup) {
        var key = series.get(index);
        return warmup ? new SeriesKey(key.scenario(), key.step(), true) : key;
    }
}
