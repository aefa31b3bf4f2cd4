package dev.plimsoll.bench.ours;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Step;
import java.util.List;

/**
 * One GET, again and again, on loopback.
 *
 * @param protocol what is spoken
 * @param port where
 * @param load how much, and when
 * @param maxInFlight most requests in flight, and so most connections
 */
public record Workload(Protocol protocol, int port, Load load, int maxInFlight) {
    private static final long SECOND = 1_000_000_000L;
    private static final long TIMEOUT_NANOS = 10 * SECOND;
    private static final long DRAIN_NANOS = 5 * SECOND;

    /** So many users who never think. */
    public static Load closed(int users, double warmupSeconds, double seconds) {
        return new Load.Closed(0, stages(users, warmupSeconds, seconds));
    }

    /** Evenly spaced arrivals. */
    public static Load open(double rate, double warmupSeconds, double seconds) {
        return new Load.Open(Load.Arrivals.UNIFORM, stages(rate, warmupSeconds, seconds));
    }

    private static List<Load.Stage> stages(double level, double warmupSeconds, double seconds) {
        var judged = stage(level, seconds, false);
        return warmupSeconds > 0 ? List.of(stage(level, warmupSeconds, true), judged) : List.of(judged);
    }

    private static Load.Stage stage(double level, double seconds, boolean warmup) {
        return new Load.Stage(Math.round(seconds * SECOND), level, level, warmup);
    }

    RunPlan plan() {
        var step = new Step.Request("get", "GET", "/", List.of(), "", List.of(200), TIMEOUT_NANOS);
        return new RunPlan(
                RunPlan.VERSION,
                Collector.RUN,
                protocol.target(port),
                load,
                List.of(new Scenario("bench", 1, List.of(step))),
                maxInFlight,
                TIMEOUT_NANOS,
                DRAIN_NANOS,
                1);
    }
}
