package dev.plimsoll.bench.ours;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Capture;
import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import java.util.Collections;
import java.util.List;

/**
 * One request, again and again, on loopback.
 *
 * @param protocol what is spoken
 * @param port where
 * @param load how much, and when
 * @param maxInFlight most requests in flight, and so most connections
 * @param step what is sent, and what is looked at in its response
 * @param sharing whether requests share connections, or each has its own
 */
public record Workload(
        Protocol protocol, int port, Load load, int maxInFlight, Step.Request step, Target.Sharing sharing) {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOMENTS = 100;
    private static final long TIMEOUT_NANOS = 10 * SECOND;
    private static final long DRAIN_NANOS = 5 * SECOND;

    /** On connections that are shared. */
    public Workload(Protocol protocol, int port, Load load, int maxInFlight, Step.Request step) {
        this(protocol, port, load, maxInFlight, step, Target.Sharing.SHARED);
    }

    /** A GET of which only the status matters. */
    public Workload(Protocol protocol, int port, Load load, int maxInFlight) {
        this(protocol, port, load, maxInFlight, get("/", List.of(), List.of()));
    }

    /** The same with a connection for each request. */
    Workload onConnectionsOfTheirOwn() {
        return new Workload(protocol, port, load, maxInFlight, step, Target.Sharing.PER_USER);
    }

    /** A GET whose response is looked into. */
    public static Step.Request get(String path, List<Capture> captures, List<Check> checks) {
        return new Step.Request(
                "get", "GET", path, List.of(), new Body.None(), 0, captures, List.of(200), checks, TIMEOUT_NANOS);
    }

    /** So many users who never think. */
    public static Load closed(int users, double warmupSeconds, double seconds) {
        return new Load.Closed(0, stages(users, warmupSeconds, seconds));
    }

    /** Evenly spaced arrivals. */
    public static Load open(double rate, double warmupSeconds, double seconds) {
        return new Load.Open(Load.Arrivals.UNIFORM, stages(rate, warmupSeconds, seconds));
    }

    /** Evenly spaced arrivals, in stages so short that a hundred intervals a second are recorded and reported. */
    static Load openInMoments(double rate, int seconds) {
        return new Load.Open(
                Load.Arrivals.UNIFORM, Collections.nCopies(MOMENTS * seconds, stage(rate, 1.0 / MOMENTS, false)));
    }

    private static List<Load.Stage> stages(double level, double warmupSeconds, double seconds) {
        var judged = stage(level, seconds, false);
        return warmupSeconds > 0 ? List.of(stage(level, warmupSeconds, true), judged) : List.of(judged);
    }

    private static Load.Stage stage(double level, double seconds, boolean warmup) {
        return new Load.Stage(Math.round(seconds * SECOND), level, level, warmup);
    }

    RunPlan plan() {
        return new RunPlan(
                RunPlan.VERSION,
                Collector.RUN,
                protocol.target(port, sharing),
                load,
                List.of(new Scenario("bench", 1, List.of(step))),
                maxInFlight,
                TIMEOUT_NANOS,
                DRAIN_NANOS,
                1);
    }
}
