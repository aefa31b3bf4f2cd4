package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static dev.plimsoll.engine.judge.TestRun.SECOND;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Staircase;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Histograms;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A staircase for tests, three times from 100/s to 1000/s, against a target that carries so much: below, it answers in
 * 20 ms; above, requests wait in a queue that it works off in order, of which 1,000 are in flight.
 */
final class StaircaseRun {
    private static final int STEPS = 10;
    private static final int CLIMBS = 3;
    private static final double SERVICE_SECONDS = 0.02;
    private static final int MOST_IN_FLIGHT = 1_000;

    private final double carries;
    private double failingAbove = Double.POSITIVE_INFINITY;
    private double refusingAbove = Double.POSITIVE_INFINITY;
    private double lateAbove = Double.POSITIVE_INFINITY;
    private int holdSeconds = 30;
    private int restSeconds = 300;

    private StaircaseRun(double carries) {
        this.carries = carries;
    }

    static StaircaseRun carrying(double perSecond) {
        return new StaircaseRun(perSecond);
    }

    StaircaseRun failingAbove(double perSecond) {
        failingAbove = perSecond;
        return this;
    }

    /** One connection in twenty is refused at once, so that its request has no time. */
    StaircaseRun refusingAbove(double perSecond) {
        refusingAbove = perSecond;
        return this;
    }

    StaircaseRun generatorLateAbove(double perSecond) {
        lateAbove = perSecond;
        return this;
    }

    StaircaseRun holding(int seconds) {
        holdSeconds = seconds;
        return this;
    }

    StaircaseRun resting(int seconds) {
        restSeconds = seconds;
        return this;
    }

    RunResult result() {
        return ended(Ending.COMPLETED);
    }

    RunResult ended(@Nullable Ending ending) {
        return result(ending, null, Long.MAX_VALUE);
    }

    RunResult stopped(String reason, long drivenNanos) {
        return result(Ending.STOPPED, reason, drivenNanos);
    }

    private List<Stage> stages() {
        var stages = new ArrayList<Stage>();
        for (int climb = 0; climb < CLIMBS; climb++) {
            if (climb > 0) {
                stages.add(new Stage(restSeconds * SECOND, 0, 0, true));
            }
            for (int step = 1; step <= STEPS; step++) {
                stages.add(new Stage(5 * SECOND, 100 * step, 100 * step, true));
                stages.add(new Stage(holdSeconds * SECOND, 100 * step, 100 * step, false));
            }
        }
        return stages;
    }

    private RunResult result(@Nullable Ending ending, @Nullable String stopReason, long drivenNanos) {
        var random = new SplittableRandom(1);
        var intervals = new ArrayList<Interval>();
        double waiting = 0;
        long begin = 0;
        for (var stage : stages()) {
            for (long end = begin + stage.durationNanos(); begin < end && begin < drivenNanos; begin += SECOND) {
                double rate = stage.from();
                double done = Math.min(carries, rate + waiting);
                double sent = Math.min(rate + waiting, carries + Math.max(0, MOST_IN_FLIGHT - waiting));
                waiting = Math.max(0, waiting + rate - done);
                intervals.add(
                        interval(begin, stage, rate, Math.min(sent, Math.max(rate, done)), done, waiting, random));
            }
        }
        return new RunResult(
                RunPlan.VERSION,
                plan(),
                0,
                intervals,
                1,
                List.of(new ShardProgress(0, "pod-a", "i", intervals.size() - 1, 0, ending)),
                stopReason);
    }

    private Interval interval(
            long begin, Stage stage, double rate, double sent, double done, double waiting, SplittableRandom random) {
        var response = Histograms.create();
        var service = Histograms.create();
        double waitNanos = 1e9 * waiting / carries;
        double flightNanos = 1e9 * Math.min(waiting, MOST_IN_FLIGHT) / carries;
        long completed = Math.round(done);
        long refused = rate > refusingAbove ? completed / 20 : 0;
        for (long i = refused; i < completed; i++) {
            double nanos = SERVICE_SECONDS * 1e9 * (0.8 + 0.4 * random.nextDouble());
            Histograms.record(response, Math.round(nanos + waitNanos));
            Histograms.record(service, Math.round(nanos + flightNanos));
        }
        long failed = rate > failingAbove ? completed / 20 : 0;
        long late = rate > lateAbove ? Math.round(rate / 10) : 0;
        var errors = new EnumMap<ErrorKind, Long>(
                Map.of(ErrorKind.BAD_STATUS, failed, ErrorKind.CONNECTION_REFUSED, refused));
        errors.values().removeIf(count -> count == 0);
        var counts = new Counts(Math.round(rate), Math.round(sent), completed - failed - refused, late, 0, 0, errors);
        var series = new Series(
                new SeriesKey("buy", "cart", stage.warmup()),
                counts,
                Histograms.encode(response),
                Histograms.encode(service),
                Histograms.encode(Histograms.create()));
        double inFlight =
                Math.min(waiting + rate * SERVICE_SECONDS * (0.9 + 0.2 * random.nextDouble()), MOST_IN_FLIGHT);
        var health = new GeneratorHealth(
                MILLI, 0, 0, Math.round(inFlight), Math.round(Math.max(0, waiting - MOST_IN_FLIGHT)));
        return new Interval(begin / SECOND, begin, begin + SECOND, List.of(series), health);
    }

    private RunPlan plan() {
        Step cart = new Step.Request("cart", "GET", "/cart", List.of(), "", List.of(), SECOND);
        var phase = new Phase(
                Phase.UNNAMED,
                0,
                new Load.Open(Load.Arrivals.UNIFORM, stages()),
                List.of(new Scenario("buy", 1, List.of(cart))),
                new Staircase(STEPS, CLIMBS));
        return new RunPlan(
                RunPlan.VERSION,
                "shop/run",
                new Target("http", "shop", 80, "", null),
                List.of(phase),
                List.of(),
                MOST_IN_FLIGHT,
                SECOND,
                SECOND,
                42);
    }
}
