package dev.plimsoll.engine.judge;

import dev.plimsoll.engine.contract.Body;
import dev.plimsoll.engine.contract.Check;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
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
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A run for tests, as it would have been: a warm-up of 10 s and a minute at a steady rate, by two runners, of a
 * scenario buy with the steps login and cart, which has two checks, and a scenario browse with the step home.
 */
final class TestRun {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    static final SeriesKey LOGIN = new SeriesKey("buy", "login", false);
    static final SeriesKey CART = new SeriesKey("buy", "cart", false);
    static final SeriesKey HOME = new SeriesKey("browse", "home", false);

    private final Load load;
    private final List<Interval> intervals = new ArrayList<>();
    private final List<ShardProgress> shards = new ArrayList<>();
    private @Nullable String stopReason;

    private TestRun(Load load) {
        this.load = load;
    }

    /** Open model; its shards completed. */
    static TestRun at(double perSecond) {
        return at(perSecond, Load.Arrivals.UNIFORM);
    }

    static TestRun at(double perSecond, Load.Arrivals arrivals) {
        return of(new Load.Open(arrivals, stages(perSecond)));
    }

    /** Open model that plans so many judged requests. */
    static TestRun of(long requests) {
        return at(requests / 60.0);
    }

    /** Closed model; its shards completed. */
    static TestRun ofUsers(int users) {
        return of(new Load.Closed(0, stages(users)));
    }

    private static TestRun of(Load load) {
        return new TestRun(load).shards(Ending.COMPLETED, Ending.COMPLETED);
    }

    private static List<Load.Stage> stages(double level) {
        return List.of(
                new Load.Stage(10 * SECOND, level, level, true), new Load.Stage(60 * SECOND, level, level, false));
    }

    /** How its shards ended, from shard 0; of the two planned. */
    TestRun shards(@Nullable Ending... endings) {
        shards.clear();
        for (int index = 0; index < endings.length; index++) {
            shards.add(
                    new ShardProgress(index, "pod-" + (char) ('a' + index), "i", 70, index * -MILLI, endings[index]));
        }
        return this;
    }

    TestRun stopped(String reason) {
        stopReason = reason;
        return this;
    }

    /** So many good responses in a second of the run, the i-th after {@code nanos(i)}. */
    TestRun answered(int second, SeriesKey key, long count, LongUnaryOperator nanos) {
        return seen(second, key, new Counts(count, count, count, 0, 0, 0, Map.of()), count, nanos);
    }

    /** So many good responses after the same time, in the first judged second. */
    TestRun answered(SeriesKey key, long count, long nanos) {
        return answered(10, key, count, _ -> nanos);
    }

    /** So many good responses of the step cart, and the checks of them that failed, in the first judged second. */
    TestRun checked(long count, Map<String, Long> failed) {
        return seen(10, CART, new Counts(count, count, count, 0, 0, 0, Map.of(), 2 * count, failed), count, _ -> MILLI);
    }

    /** So many errors, each after the same time, in the first judged second. */
    TestRun failed(SeriesKey key, ErrorKind kind, long count, long nanos) {
        return seen(10, key, new Counts(count, count, 0, 0, 0, 0, Map.of(kind, count)), count, _ -> nanos);
    }

    /** So many errors without a response, and so without a time, in the first judged second. */
    TestRun untimed(SeriesKey key, long count) {
        var refused = Map.of(ErrorKind.CONNECTION_REFUSED, count);
        return seen(10, key, new Counts(count, count, 0, 0, 0, 0, refused), 0, _ -> 0);
    }

    /** So many slots noticed late, all sent and answered. */
    TestRun late(SeriesKey key, long count, long nanos) {
        return seen(10, key, new Counts(count, count, count, count, 0, 0, Map.of()), count, _ -> nanos);
    }

    /** So many slots noticed in time that waited for a connection to the end of the run. */
    TestRun missed(SeriesKey key, long count, long waitedNanos) {
        var waited = encoded(count, _ -> waitedNanos);
        var counts = new Counts(count, 0, 0, 0, count, 0, Map.of());
        return seen(69, new Series(key, counts, waited, EncodedHistogram.EMPTY, EncodedHistogram.EMPTY));
    }

    /** Anything, in a second of the run, with as many samples in each histogram. */
    TestRun seen(int second, SeriesKey key, Counts counts, long samples, LongUnaryOperator nanos) {
        var times = encoded(samples, nanos);
        return seen(second, new Series(key, counts, times, times, times));
    }

    private TestRun seen(int second, Series series) {
        intervals.add(new Interval(
                intervals.size(), second * SECOND, (second + 1) * SECOND, List.of(series), GeneratorHealth.IDLE));
        return this;
    }

    private static EncodedHistogram encoded(long samples, LongUnaryOperator nanos) {
        var times = Histograms.create();
        for (long i = 0; i < samples; i++) {
            Histograms.record(times, nanos.applyAsLong(i));
        }
        return Histograms.encode(times);
    }

    RunResult result() {
        return new RunResult(RunPlan.VERSION, plan(), 0, intervals, 2, shards, stopReason);
    }

    Judgement judged(Objective... objectives) {
        return Judge.judge(result(), List.of(new Budget("slo", Arrays.asList(objectives))));
    }

    private RunPlan plan() {
        return new RunPlan(
                RunPlan.VERSION,
                "shop/checkout-1",
                new Target("http", "checkout", 80, "", null),
                load,
                List.of(
                        new Scenario("buy", 1, List.of(step("login"), checkedStep("cart"))),
                        new Scenario("browse", 1, List.of(step("home")))),
                100,
                SECOND,
                10 * SECOND,
                42);
    }

    private static Step step(String name) {
        return new Step.Request(name, "GET", "/" + name, List.of(), "", List.of(), SECOND);
    }

    private static Step checkedStep(String name) {
        var checks = List.of(
                new Check("total", new Check.JsonEquals("$.total", "3")),
                new Check("quick", new Check.TimeWithin(SECOND)));
        return new Step.Request(
                name, "GET", "/" + name, List.of(), new Body.None(), 0, List.of(), List.of(), checks, SECOND);
    }
}
