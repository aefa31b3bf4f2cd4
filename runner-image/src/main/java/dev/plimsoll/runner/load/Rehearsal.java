package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.http.Endpoint;
import dev.plimsoll.runner.scenario.CompiledPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A moment of a plan's own scenarios against a server in this process, before the run. It loads and compiles the code
 * on the way, so that the first slots are not late because the virtual machine is new.
 *
 * <p>Pauses are left out, and connections are plain HTTP/1.1 whatever the target speaks: TLS and HTTP/2 are warm only
 * as far as the ahead-of-time cache goes.
 */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final long LENGTH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_END_MILLIS = 20;
    private static final double RATE = 2_000;
    private static final int CONNECTIONS = 4;

    private final RunPlan plan;
    private final CompiledPlan compiled;
    private final LoadRun.Machine machine;
    private final LongSupplier nanoTime;
    private final Thread thread = Thread.ofPlatform().daemon().name("rehearsal").unstarted(this::run);
    private @Nullable LoadRun load;
    private boolean over;

    private Rehearsal(RunPlan plan, CompiledPlan compiled, LoadRun.Machine machine, LongSupplier nanoTime) {
        this.plan = plan;
        this.compiled = compiled;
        this.machine = machine;
        this.nanoTime = nanoTime;
    }

    /**
     * Begins to rehearse, for 200 ms if it is let. Whatever else has to be done before the run goes first, so that one
     * processor is enough for both.
     */
    @SuppressWarnings("ThreadPriorityCheck") // where the scheduler does not care, the start is only a little later
    public static Rehearsal begin(RunPlan plan, CompiledPlan compiled, LoadRun.Machine machine, LongSupplier nanoTime) {
        var rehearsal = new Rehearsal(plan, compiled, machine, nanoTime);
        rehearsal.thread.setPriority(Thread.MIN_PRIORITY);
        rehearsal.thread.start();
        return rehearsal;
    }

    /** Waits for its end, and ends it when there is no more time for it. */
    public void end(long atMostNanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, atMostNanos));
        synchronized (this) {
            over = true;
            if (load != null) {
                load.stop();
                load = null; // what it has recorded is garbage from here on
            }
        }
        thread.join(LONGEST_END_MILLIS); // it ends by itself, if not quite yet
    }

    private void run() {
        try (var server = RehearsalServer.start()) {
            var rehearsed = shortened(server);
            var scenarios = compiled.as(rehearsed);
            var endpoints = new ArrayList<Endpoint>();
            for (var arm : rehearsed.arms()) {
                var endpoint = Endpoint.of(arm.target());
                endpoint.resolve();
                endpoints.add(endpoint);
            }
            var started = start(rehearsed, scenarios, endpoints);
            if (started != null) {
                awaitEnd(started);
            }
        } catch (IOException e) {
            LOG.debug("No rehearsal: {}", e.toString()); // the run itself needs no server here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(LoadRun load) throws InterruptedException {
        for (int running = load.loops(); running > 0; ) {
            var slice = load.handover().await(2 * PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            running -= slice == null || slice.last() ? 1 : 0;
        }
    }

    private synchronized @Nullable LoadRun start(RunPlan rehearsed, CompiledPlan scenarios, List<Endpoint> endpoints) {
        if (!over) {
            var clock = new RunClock(nanoTime, nanoTime.getAsLong());
            load = LoadRun.start(rehearsed, new Shard(0, 1), scenarios, endpoints, clock, machine);
        }
        return load;
    }

    /** The plan's scenarios without pauses, all at once, for a moment, on this machine. */
    private RunPlan shortened(RehearsalServer server) {
        var stages = List.of(new Load.Stage(LENGTH_NANOS, RATE, RATE, false));
        var load = new Load.Open(Load.Arrivals.POISSON, stages);
        var scenarios = plan.scenarios().stream()
                .map(scenario -> new Scenario(scenario.name(), scenario.weight(), withoutRests(scenario.steps())))
                .toList();
        return new RunPlan(
                RunPlan.VERSION,
                plan.run(),
                plan.arms().stream().map(arm -> rehearsed(arm, server)).toList(),
                List.of(new Phase(load, scenarios)),
                plan.comparison(),
                plan.data(),
                CONNECTIONS,
                PATIENCE_NANOS,
                0,
                plan.seed());
    }

    private static Arm rehearsed(Arm arm, RehearsalServer server) {
        return new Arm(
                arm.name(),
                new Target("http", server.host(), server.port(), arm.target().basePath(), null));
    }

    private static List<Step> withoutRests(List<Step> steps) {
        return steps.stream()
                .filter(step -> !(step instanceof Step.Rest))
                .map(Rehearsal::withoutRests)
                .toList();
    }

    private static Step withoutRests(Step step) {
        return switch (step) {
            case Step.Repeat repeat -> new Step.Repeat(repeat.times(), withoutRests(repeat.steps()));
            case Step.While loop -> new Step.While(loop.condition(), loop.limit(), withoutRests(loop.steps()));
            case Step.If branch -> new Step.If(branch.condition(), withoutRests(branch.steps()));
            case Step.Request _, Step.Rest _ -> step;
        };
    }
}
