package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.engine.plan.RateCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A run for tests, of one phase unless told otherwise, with response times drawn from a seed. */
final class SimulatedRun {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final SeriesKey CART = new SeriesKey("buy", "cart", false);

    private final List<Load.Stage> stages = new ArrayList<>();
    private final List<Phase> others = new ArrayList<>();
    private final SplittableRandom random;
    private long intervalNanos = SECOND;
    private double lateShare;
    private boolean compares;

    /** What requests are like at a time. */
    interface Latency {
        /** The response time in nanoseconds of a request that falls due so many seconds after the start. */
        double nanos(double second, SplittableRandom random);
    }

    /** How many of the requests fail at once, at a time. */
    interface Trouble {
        double share(double second);
    }

    private Trouble trouble = _ -> 0;

    private SimulatedRun(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static SimulatedRun seeded(long seed) {
        return new SimulatedRun(seed);
    }

    /** Lognormal: a median and the deviation of the logarithm. */
    static double lognormal(double medianMillis, double deviation, SplittableRandom random) {
        return medianMillis * MILLI * Math.exp(deviation * random.nextGaussian());
    }

    SimulatedRun stage(long nanos, double from, double to) {
        stages.add(new Load.Stage(nanos, from, to, false));
        return this;
    }

    SimulatedRun warmup(long nanos, double level) {
        stages.add(new Load.Stage(nanos, level, level, true));
        return this;
    }

    SimulatedRun hold(long nanos, double level) {
        return stage(nanos, level, level);
    }

    SimulatedRun every(long nanos) {
        intervalNanos = nanos;
        return this;
    }

    SimulatedRun late(double share) {
        lateShare = share;
        return this;
    }

    SimulatedRun failing(Trouble failing) {
        trouble = failing;
        return this;
    }

    SimulatedRun beside(Phase other) {
        others.add(other);
        return this;
    }

    SimulatedRun comparing() {
        compares = true;
        return this;
    }

    /** The result of the whole schedule, or of as much of it as was driven. */
    RunResult result(Latency target) {
        return result(target, Long.MAX_VALUE);
    }

    RunResult result(Latency target, long drivenNanos) {
        var load = new Load.Open(Load.Arrivals.UNIFORM, stages);
        var curve = RateCurve.of(stages);
        var intervals = new ArrayList<Interval>();
        long end = Math.min(drivenNanos, load.durationNanos());
        for (long begin = 0; begin < end; begin += intervalNanos) {
            long next = Math.min(end, begin + intervalNanos);
            long slots = (long) Math.floor(curve.cumulativeAt(next)) - (long) Math.floor(curve.cumulativeAt(begin));
            intervals.add(interval(intervals.size(), begin, next, slots, load.isWarmup(begin), target));
        }
        return new RunResult(
                RunPlan.VERSION,
                plan(load),
                0,
                intervals,
                1,
                List.of(new ShardProgress(0, "pod-a", "i", intervals.size() - 1, 0, Ending.COMPLETED)),
                null);
    }

    private Interval interval(int sequence, long begin, long end, long slots, boolean warmup, Latency target) {
        var times = Histograms.create();
        double second = begin / 1e9;
        long failed = Math.round(slots * trouble.share(second));
        for (long i = failed; i < slots; i++) {
            Histograms.record(times, Math.round(target.nanos(second, random)));
        }
        long late = Math.round(slots * lateShare);
        var errors = failed == 0 ? Map.<ErrorKind, Long>of() : Map.of(ErrorKind.CONNECTION_REFUSED, failed);
        var counts = new Counts(slots, slots, slots - failed, late, 0, 0, errors);
        var encoded = Histograms.encode(times);
        var key = new SeriesKey(CART.scenario(), CART.step(), warmup);
        return new Interval(
                sequence,
                begin,
                end,
                List.of(new Series(key, counts, encoded, encoded, encoded)),
                GeneratorHealth.IDLE);
    }

    private RunPlan plan(Load load) {
        var target = new Target("http", "shop", 80, "", null);
        var phases = new ArrayList<>(List.of(new Phase(load, List.of())));
        phases.addAll(others);
        return compares
                ? new RunPlan(
                        RunPlan.VERSION,
                        "shop/run",
                        List.of(new Arm(Arm.BASELINE, target), new Arm(Arm.CANDIDATE, target)),
                        phases,
                        new Comparison(1, 1, load.durationNanos()),
                        List.of(),
                        1,
                        1,
                        1,
                        1)
                : new RunPlan(RunPlan.VERSION, "shop/run", target, phases, List.of(), 1, 1, 1, 1);
    }
}
