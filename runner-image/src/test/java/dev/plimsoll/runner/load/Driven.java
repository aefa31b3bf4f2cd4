package dev.plimsoll.runner.load;

import static org.awaitility.Awaitility.await;

import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.plan.IntervalGrid;
import dev.plimsoll.runner.Measured;
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
import java.util.stream.Stream;

/** What came of a plan that was driven without a collector. */
record Driven(List<Interval> intervals) implements Measured {

    static Driven all(RunPlan plan, int loops) throws InterruptedException, UnknownHostException {
        return all(plan, loops, Transport.best());
    }

    static Driven all(RunPlan plan, int loops, Transport transport) throws InterruptedException, UnknownHostException {
        return all(plan, resolved(plan), loops, transport);
    }

    static Driven all(RunPlan plan, List<Endpoint> endpoints, int loops, Transport transport)
            throws InterruptedException {
        return whole(plan, endpoints, machine(loops, transport), startingNow(), load -> {});
    }

    /** By another clock than the machine's. */
    static Driven all(RunPlan plan, int loops, RunClock clock) throws InterruptedException, UnknownHostException {
        return whole(plan, resolved(plan), machine(loops, Transport.best()), clock, load -> {});
    }

    /** Within so much memory. */
    static Driven within(long heapBytes, RunPlan plan) throws InterruptedException, UnknownHostException {
        var machine = new LoadRun.Machine(Transport.best(), OptionalInt.of(1), 1, 0, heapBytes);
        return whole(plan, resolved(plan), machine, startingNow(), load -> {});
    }

    /** Stops the load as soon as something has happened. */
    static Driven until(BooleanSupplier happened, RunPlan plan) throws InterruptedException, UnknownHostException {
        return whole(plan, resolved(plan), machine(1, Transport.best()), startingNow(), load -> {
            await().until(happened::getAsBoolean);
            load.stop();
        });
    }

    private static List<Endpoint> resolved(RunPlan plan) throws UnknownHostException {
        var endpoints = new ArrayList<Endpoint>();
        for (var arm : plan.arms()) {
            var endpoint = Endpoint.of(arm.target());
            endpoint.resolve();
            endpoints.add(endpoint);
        }
        return endpoints;
    }

    static LoadRun.Machine machine(int loops, Transport transport) {
        return new LoadRun.Machine(transport, OptionalInt.of(loops), loops, 0);
    }

    static RunClock startingNow() {
        return new RunClock(System::nanoTime, System.nanoTime());
    }

    private static Driven whole(
            RunPlan plan,
            List<Endpoint> endpoints,
            LoadRun.Machine machine,
            RunClock clock,
            Consumer<LoadRun> meanwhile)
            throws InterruptedException {
        var compiled = CompiledPlan.of(plan);
        var load = LoadRun.start(plan, new Shard(0, 1), compiled, endpoints, clock, machine);
        meanwhile.accept(load);
        var intervals = new ArrayList<Interval>();
        try (var merger = new IntervalMerger(
                load.loops(), IntervalGrid.of(plan), load.handover(), compiled::key, () -> GeneratorHealth.IDLE)) {
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
        }
        return new Driven(intervals);
    }

    @Override
    public Stream<Series> series() {
        return intervals.stream().flatMap(interval -> interval.series().stream());
    }
}
