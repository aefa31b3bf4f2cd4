package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Comparison;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Histograms;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Plans and intervals for tests. */
final class Runs {
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private Runs() {}

    static RunPlan plan() {
        return new RunPlan(
                RunPlan.VERSION,
                "shop/checkout-1",
                new Target("http", "checkout", 80, "", null),
                new Load.Open(Load.Arrivals.UNIFORM, List.of(new Load.Stage(60 * SECOND, 100, 100, false))),
                List.of(new Scenario(
                        "buy", 1, List.of(new Step.Request("cart", "GET", "/", List.of(), "", List.of(), SECOND)))),
                10,
                SECOND,
                SECOND,
                1);
    }

    /** A second in which so many requests were answered in 5 ms, and so many failed. */
    static Interval interval(long sequence, int ok, int errors) {
        var times = Histograms.create();
        times.recordValueWithCount(TimeUnit.MILLISECONDS.toNanos(5), ok);
        EncodedHistogram encoded = Histograms.encode(times);
        int sent = ok + errors;
        return new Interval(
                sequence,
                sequence * SECOND,
                (sequence + 1) * SECOND,
                List.of(new Series(
                        new SeriesKey("buy", "cart", false),
                        new Counts(
                                sent,
                                sent,
                                ok,
                                0,
                                0,
                                0,
                                errors == 0
                                        ? Map.of()
                                        : Map.of(dev.plimsoll.engine.contract.ErrorKind.BAD_STATUS, (long) errors)),
                        encoded,
                        encoded,
                        EncodedHistogram.EMPTY)),
                GeneratorHealth.IDLE);
    }

    /** Up to 12 rounds of a second of warm-up and a second that is judged, at 400/s on two arms, 6 at least. */
    static RunPlan comparison() {
        var stages = IntStream.range(0, 24)
                .mapToObj(i -> new Load.Stage(SECOND, 400, 400, i % 2 == 0))
                .toList();
        var target = new Target("http", "checkout", 80, "", null);
        return new RunPlan(
                RunPlan.VERSION,
                "shop/checkout-1",
                List.of(new Arm(Arm.BASELINE, target), new Arm(Arm.CANDIDATE, target)),
                plan().phases().stream()
                        .map(phase -> new Phase(new Load.Open(Load.Arrivals.UNIFORM, stages), phase.scenarios()))
                        .toList(),
                new Comparison(6, 12, 2 * SECOND),
                List.of(),
                10,
                SECOND,
                SECOND,
                1);
    }

    /** The second of this number of a comparison: 200 requests to each arm, answered in such times. */
    static Interval compared(long second, long baselineMillis, long candidateMillis) {
        boolean warmup = second % 2 == 0;
        return new Interval(
                second,
                second * SECOND,
                (second + 1) * SECOND,
                List.of(
                        answered(Arm.BASELINE, warmup, baselineMillis),
                        answered(Arm.CANDIDATE, warmup, candidateMillis)),
                GeneratorHealth.IDLE);
    }

    private static Series answered(String arm, boolean warmup, long millis) {
        var times = Histograms.create();
        times.recordValueWithCount(TimeUnit.MILLISECONDS.toNanos(millis), 200);
        var encoded = Histograms.encode(times);
        return new Series(
                new SeriesKey(arm, Phase.UNNAMED, "buy", "cart", warmup),
                new Counts(200, 200, 200, 0, 0, 0, Map.of()),
                encoded,
                encoded,
                EncodedHistogram.EMPTY);
    }
}
