package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Histograms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A comparison for tests, by one runner: rounds of 1 s of warm-up and 1 s at 2,000/s, a thousand for each side, of a
 * scenario buy with the steps login and cart; at least 6 rounds and at most 12.
 */
final class TestRounds {
    static final int PER_SIDE = 1_000;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long ROUND = 2 * SECOND;
    private static final int MIN = 6;
    static final int MAX = 12;

    private final List<Interval> intervals = new ArrayList<>();
    private final Load.Arrivals arrivals = Load.Arrivals.UNIFORM;
    private @Nullable String stopReason;
    private @Nullable Ending ending = Ending.COMPLETED;
    private int rounds;

    /** What one side did in one round. */
    record Side(Counts counts, double millis, double spread) {
        /** All good: times spread evenly around a median. */
        static Side answering(double millis) {
            return new Side(good(PER_SIDE), millis, 1);
        }

        static Counts good(long count) {
            return new Counts(count, count, count, 0, 0, 0, Map.of());
        }

        /** All were sent, and so many ended in such an error. */
        Side failing(ErrorKind kind, long count) {
            return new Side(
                    new Counts(PER_SIDE, PER_SIDE, PER_SIDE - count, 0, 0, 0, Map.of(kind, count)), millis, spread);
        }

        /** Nobody listens there: errors at once, without a time. */
        static Side refusing() {
            return new Side(
                    new Counts(PER_SIDE, PER_SIDE, 0, 0, 0, 0, Map.of(ErrorKind.CONNECTION_REFUSED, (long) PER_SIDE)),
                    0,
                    0);
        }

        /** The generator noticed so many of its slots late. */
        Side late(long count) {
            return new Side(new Counts(PER_SIDE, PER_SIDE, PER_SIDE, count, 0, 0, Map.of()), millis, spread);
        }
    }

    /** The median of a round's times, in ms, by the number of the round from 0. */
    static TestRounds of(int count, DoubleUnaryOperator baseline, DoubleUnaryOperator candidate) {
        var run = new TestRounds();
        for (int i = 0; i < count; i++) {
            run.round(Side.answering(baseline.applyAsDouble(i)), Side.answering(candidate.applyAsDouble(i)));
        }
        return run;
    }

    /** No rounds yet. */
    static TestRounds none() {
        return new TestRounds();
    }

    /** One more round. */
    TestRounds round(Side baseline, Side candidate) {
        long start = rounds++ * ROUND;
        intervals.add(interval(
                start,
                start + SECOND,
                List.of(
                        series(Arm.BASELINE, true, Side.answering(500)),
                        series(Arm.CANDIDATE, true, Side.answering(1)))));
        intervals.add(interval(
                start + SECOND,
                start + ROUND,
                List.of(series(Arm.BASELINE, false, baseline), series(Arm.CANDIDATE, false, candidate))));
        return this;
    }

    /** Requests of the last round that were answered in the warm-up of the next. */
    TestRounds lateAnswers(String arm, long count, double millis) {
        long start = rounds * ROUND;
        intervals.add(interval(
                start,
                start + SECOND / 2,
                List.of(series(arm, false, new Side(new Counts(0, 0, count, 0, 0, 0, Map.of()), millis, 0)))));
        return this;
    }

    TestRounds stopped(String reason) {
        stopReason = reason;
        ending = Ending.STOPPED;
        return this;
    }

    TestRounds lost() {
        ending = null;
        return this;
    }

    private Interval interval(long start, long end, List<Series> series) {
        return new Interval(intervals.size(), start, end, series, GeneratorHealth.IDLE);
    }

    private static Series series(String arm, boolean warmup, Side side) {
        var times = Histograms.create();
        long timed = side.counts().ok() + side.counts().errors().getOrDefault(ErrorKind.BAD_STATUS, 0L);
        for (long i = 0; i < timed; i++) {
            double place = timed == 1 ? 0.5 : (double) i / (timed - 1);
            Histograms.record(times, Math.round(side.millis() * (1 + side.spread() * (place - 0.5)) * MILLI));
        }
        var encoded = Histograms.encode(times);
        return new Series(
                new SeriesKey(arm, Phase.UNNAMED, "buy", "login", warmup),
                side.counts(),
                encoded,
                encoded,
                EncodedHistogram.EMPTY);
    }

    RunResult result() {
        boolean whole = rounds == MAX;
        return new RunResult(
                RunPlan.VERSION,
                plan(),
                0,
                intervals,
                1,
                List.of(new ShardProgress(0, "pod-a", "i", 70, 0, ending)),
                stopReason != null || whole ? stopReason : StopCause.DECIDED.because("all was decided"));
    }

    Judgement judged(Objective... objectives) {
        return Judge.judge(result(), budgets(objectives));
    }

    ComparisonProgress progress(Objective... objectives) {
        return Judge.progress(result(), budgets(objectives));
    }

    private static List<Budget> budgets(Objective... objectives) {
        return List.of(new Budget("slo", Arrays.asList(objectives)));
    }

    private RunPlan plan() {
        var stages = new ArrayList<Load.Stage>();
        for (int i = 0; i < MAX; i++) {
            stages.add(new Load.Stage(SECOND, 2.0 * PER_SIDE, 2.0 * PER_SIDE, true));
            stages.add(new Load.Stage(SECOND, 2.0 * PER_SIDE, 2.0 * PER_SIDE, false));
        }
        return new RunPlan(
                RunPlan.VERSION,
                "shop/checkout-1",
                List.of(
                        new Arm(Arm.BASELINE, new Target("http", "stable", 80, "", null)),
                        new Arm(Arm.CANDIDATE, new Target("http", "canary", 80, "", null))),
                List.of(new Phase(
                        new Load.Open(arrivals, stages),
                        List.of(new Scenario("buy", 1, List.of(step("login"), step("cart")))))),
                new Comparison(MIN, MAX, ROUND),
                List.of(),
                100,
                SECOND,
                10 * SECOND,
                42);
    }

    private static Step step(String name) {
        return new Step.Request(name, "GET", "/" + name, List.of(), "", List.of(), SECOND);
    }
}
