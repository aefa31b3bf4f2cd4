package dev.plimsoll.runner.load;

import static org.awaitility.Awaitility.await;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.runner.http.Endpoint;
import dev.plimsoll.runner.http.Transport;
import dev.plimsoll.runner.record.IntervalMerger;
import dev.plimsoll.runner.scenario.CompiledPlan;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What came of a plan that was driven without a collector. */
record Driven(List<Interval> intervals) {

    static Driven all(RunPlan plan, int loops) throws InterruptedException, UnknownHostException {
        return all(plan, loops, Transport.best());
    }

    static Driven all(RunPlan plan, int loops, Transport transport) throws InterruptedException, UnknownHostException {
        var endpoint = Endpoint.of(plan.target());
        endpoint.resolve();
        return all(plan, endpoint, loops, transport);
    }

    static Driven all(RunPlan plan, Endpoint endpoint, int loops, Transport transport) throws InterruptedException {
        return whole(plan, endpoint, loops, transport, startingNow(), load -> {});
    }

    /** By another clock than the machine's. */
    static Driven all(RunPlan plan, int loops, RunClock clock) throws InterruptedException, UnknownHostException {
        var endpoint = Endpoint.of(plan.target());
        endpoint.resolve();
        return whole(plan, endpoint, loops, Transport.best(), clock, load -> {});
    }

    /** Stops the load as soon as something has happened. */
    static Driven until(BooleanSupplier happened, RunPlan plan) throws InterruptedException, UnknownHostException {
        var endpoint = Endpoint.of(plan.target());
        endpoint.resolve();
        return whole(plan, endpoint, 1, Transport.best(), startingNow(), load -> {
            await().until(happened::getAsBoolean);
            load.stop();
        });
    }

    private static RunClock startingNow() {
        return new RunClock(System::nanoTime, System.nanoTime());
    }

    private static Driven whole(
            RunPlan plan,
            Endpoint endpoint,
            int loops,
            Transport transport,
            RunClock clock,
            Consumer<LoadRun> meanwhile)
            throws InterruptedException {
        var machine = new LoadRun.Machine(transport, OptionalInt.of(loops), loops, 0);
        var compiled = CompiledPlan.of(plan);
        var load = LoadRun.start(plan, new Shard(0, 1), compiled, endpoint, clock, machine);
        meanwhile.accept(load);
        var merger = new IntervalMerger(loops, load.handover(), compiled::key, () -> GeneratorHealth.IDLE);
        var intervals = new ArrayList<Interval>();
        while (!merger.isDone()) {
            var slice = load.handover().await(30, TimeUnit.SECONDS);
            if (slice == null) {
                throw new AssertionError("the load hangs");
            }
            merger.add(slice);
            for (var interval = merger.poll(); interval.isPresent(); interval = merger.poll()) {
                intervals.add(interval.get());
            }
        }
        return new Driven(intervals);
    }

    private Stream<Series> series() {
        return intervals.stream().flatMap(interval -> interval.series().stream());
    }

    Counts counts() {
        return counts(series -> true);
    }

    Counts counts(Predicate<Series> which) {
        return series().filter(which).map(Series::counts).reduce(Counts.NONE, Counts::plus);
    }

    Histogram histogram(Function<Series, EncodedHistogram> which) {
        var sum = Histograms.create();
        series().map(which).map(Histograms::decode).forEach(sum::add);
        return sum;
    }
}
