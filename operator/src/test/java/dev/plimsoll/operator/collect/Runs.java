package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
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
}
