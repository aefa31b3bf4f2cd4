package dev.plimsoll.runner.scenario;

import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.uniform;

import dev.plimsoll.engine.contract.DataSet;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.runner.auth.Authorization;
import dev.plimsoll.runner.rate.Lane;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans and sessions for tests; time stands still in them, and chance has one seed. */
abstract class Scenarios {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_774_951_384_000L));

    List<DataSet> data = List.of();
    Authorization authorization = Authorization.NONE;

    final List<String> checks = new ArrayList<>();

    CompiledPlan plan(Step... steps) {
        var scenario = new Scenario("buy", 1, Arrays.asList(steps));
        var plan = new RunPlan(
                RunPlan.VERSION, "a/b", target(80), uniform(1, 1), List.of(scenario), data, 1, SECOND, SECOND, 42);
        return CompiledPlan.of(plan, List.of(authorization), CLOCK);
    }

    Session session(Step... steps) {
        var plan = plan(steps);
        var session = plan.supply(new Lane(new Shard(1, 3), 0, 1)).newSession(0);
        plan.mix(0, 0).begin(session, 7);
        return session;
    }

    static CompiledStep nextStep(Session session) {
        return (CompiledStep) session.next();
    }

    @Nullable
    ErrorKind answer(Session session, CompiledStep step, FakeResponse response) {
        session.receive(response);
        return step.examine(response, session, SECOND, (name, passed) -> checks.add(name + "=" + passed));
    }
}
