package dev.plimsoll.runner;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Plans for tests: loads, targets and steps that differ from the ordinary in one thing. */
public final class Plans {
    public static final long MILLI = 1_000_000L;
    public static final long SECOND = 1_000 * MILLI;

    private Plans() {}

    public static Target target(int port) {
        return new Target("http", "127.0.0.1", port, "", null);
    }

    public static Load uniform(double rate, double seconds) {
        return new Load.Open(Load.Arrivals.UNIFORM, List.of(new Stage((long) (seconds * SECOND), rate, rate, false)));
    }

    public static Load users(double users, double seconds, long thinkTimeNanos) {
        return new Load.Closed(thinkTimeNanos, List.of(new Stage((long) (seconds * SECOND), users, users, false)));
    }

    public static Step step(String name, String method, long timeoutNanos) {
        return new Step.Request(name, method, "/" + name, List.of(), "", List.of(), timeoutNanos);
    }

    public static RunPlan of(Target target, Load load, int maxInFlight, Step... steps) {
        return new RunPlan(
                RunPlan.VERSION,
                "shop/checkout",
                target,
                load,
                List.of(new Scenario("buy", 1, Arrays.asList(steps))),
                maxInFlight,
                2 * SECOND,
                2 * SECOND,
                42);
    }

    /** A comparison of rounds of so many seconds, of which the first half is warm-up. */
    public static RunPlan comparing(
            Target baseline, Target candidate, Load load, int maxRounds, double roundSeconds, Step... steps) {
        var stages = new ArrayList<Stage>();
        for (int round = 0; round < maxRounds; round++) {
            for (var stage : load.stages()) {
                stages.add(new Stage((long) (roundSeconds / 2 * SECOND), stage.from(), stage.to(), true));
                stages.add(new Stage((long) (roundSeconds / 2 * SECOND), stage.from(), stage.to(), false));
            }
        }
        var rounds = switch (load) {
            case Load.Open open -> new Load.Open(open.arrivals(), stages);
            case Load.Closed closed -> new Load.Closed(closed.thinkTime(), closed.pacingNanos(), stages);
        };
        return new RunPlan(
                RunPlan.VERSION,
                "shop/checkout",
                List.of(new Arm(Arm.BASELINE, baseline), new Arm(Arm.CANDIDATE, candidate)),
                List.of(new Phase(rounds, List.of(new Scenario("buy", 1, Arrays.asList(steps))))),
                new Comparison(2, maxRounds, (long) (roundSeconds * SECOND)),
                List.of(),
                100,
                2 * SECOND,
                2 * SECOND,
                42);
    }

    /** The same plan, but with so much time for what waits when its schedule has ended. */
    public static RunPlan withDrain(long drainNanos, RunPlan plan) {
        return new RunPlan(
                plan.version(),
                plan.run(),
                plan.arms(),
                plan.phases(),
                plan.comparison(),
                plan.data(),
                plan.maxInFlight(),
                plan.connectTimeoutNanos(),
                drainNanos,
                plan.seed());
    }

    public static RunPlan of(Target target, Load load) {
        return of(target, load, 100, step("cart", "GET", 10 * SECOND));
    }

    /**
     * How far arrivals are from a grid of this pitch, at the median: the n-th of them from the n-th point of the grid,
     * wherever the grid begins. Senders that do not interleave are off by about one and a half pitches when there are
     * four.
     */
    public static long distanceFromGrid(long[] sortedInstants, long pitch) {
        var offsets = IntStream.range(0, sortedInstants.length)
                .mapToLong(i -> sortedInstants[i] - i * pitch)
                .sorted()
                .toArray();
        long begin = offsets[offsets.length / 2];
        return Arrays.stream(offsets)
                .map(offset -> Math.abs(offset - begin))
                .sorted()
                .skip(offsets.length / 2)
                .findFirst()
                .orElseThrow();
    }
}
