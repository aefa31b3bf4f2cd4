package dev.plimsoll.runner;

import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.limit.Breach;
import dev.plimsoll.engine.limit.Breaches;
import dev.plimsoll.engine.plan.IntervalGrid;
import dev.plimsoll.runner.auth.Authorization;
import dev.plimsoll.runner.auth.AuthorizationException;
import dev.plimsoll.runner.host.Cgroup;
import dev.plimsoll.runner.host.HostHealth;
import dev.plimsoll.runner.http.BlockingClient;
import dev.plimsoll.runner.http.Endpoint;
import dev.plimsoll.runner.http.Resolver;
import dev.plimsoll.runner.http.TlsSetupException;
import dev.plimsoll.runner.load.LoadRun;
import dev.plimsoll.runner.load.Rehearsal;
import dev.plimsoll.runner.load.RunClock;
import dev.plimsoll.runner.record.IntervalMerger;
import dev.plimsoll.runner.report.DismissedException;
import dev.plimsoll.runner.report.Enlistment;
import dev.plimsoll.runner.report.Link;
import dev.plimsoll.runner.report.Outcome;
import dev.plimsoll.runner.report.Reporter;
import dev.plimsoll.runner.scenario.CompiledPlan;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One runner's life: register, prepare, wait for the start, drive the load, deliver what was measured. */
public final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    /** Before the first slot, for a collection, for new loops to get ready, and for compilers to come to rest. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    /** What is made of a plan before the start. */
    private record Prepared(List<Authorization> authorizations, CompiledPlan plan, List<Endpoint> endpoints)
            implements AutoCloseable {
        @Override
        public void close() {
            authorizations.forEach(Authorization::close);
        }
    }

    private final RunnerConfig config;
    private final Clocks clocks;
    private final LoadRun.Machine machine;
    private final Cgroup cgroup;
    private final BlockingClient http;
    private final Link link;
    private volatile @Nullable Reporter reporter;
    private volatile boolean interrupted;

    /**
     * A runner that has done nothing yet.
     *
     * @param instance random identity of this process
     */
    public Runner(RunnerConfig config, String instance, Clocks clocks, LoadRun.Machine machine, Cgroup cgroup) {
        this.config = config;
        this.clocks = clocks;
        this.machine = machine;
        this.cgroup = cgroup;
        var registration = new Registration(config.runner(), instance);
        http = new BlockingClient(machine.transport());
        link = new Link(http, config.collector(), config.run(), config.token(), registration, clocks.nanoTime());
    }

    /** Runs to the end. */
    public Outcome run() throws InterruptedException {
        try (http) {
            var enlistment = new Enlistment(link, clocks.epochNanos());
            var plan = enlistment.register();
            var prepared = prepare(plan);
            return prepared.isPresent() ? resolveAndDrive(plan, prepared.get(), enlistment) : Outcome.FAILED;
        } catch (DismissedException e) {
            LOG.warn("No load from this runner: {}", e.getMessage());
            return e.outcome();
        }
    }

    /** The operator has asked the same of the plan; what protects others does not hang on one of the two. */
    private Optional<Prepared> prepare(RunPlan plan) throws InterruptedException {
        var breaches = breaches(plan);
        if (!breaches.isEmpty()) {
            breaches.forEach(breach -> LOG.error(
                    "Nothing is sent, by {}: {}: {}",
                    breach.rule(),
                    breach.kind().word(),
                    breach.message()));
            return Optional.empty();
        }
        try {
            var authorizations = new ArrayList<Authorization>();
            for (var arm : plan.arms()) {
                authorizations.add(Authorization.of(arm.target()));
            }
            var compiled = CompiledPlan.of(plan, authorizations, InstantSource.system());
            var endpoints =
                    plan.arms().stream().map(arm -> Endpoint.of(arm.target())).toList();
            return Optional.of(new Prepared(authorizations, compiled, endpoints));
        } catch (TlsSetupException | AuthorizationException | IllegalArgumentException e) {
            LOG.error("The plan cannot be driven: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Of the limits in the plan, and of those that this runner was started with: whoever changed one has not both. */
    private List<Breach> breaches(RunPlan plan) {
        var limits = config.limits();
        var own = limits == null ? List.<Breach>of() : Breaches.of(plan.within(limits));
        return Stream.concat(own.stream(), Breaches.of(plan).stream())
                .distinct()
                .toList();
    }

    /** The targets' names are looked up before the start, and again and again beside the load. */
    private Outcome resolveAndDrive(RunPlan plan, Prepared prepared, Enlistment enlistment)
            throws InterruptedException, DismissedException {
        var rehearsal = Rehearsal.begin(plan, prepared.plan(), machine, clocks.nanoTime());
        var resolving = new ArrayList<Thread>();
        try (prepared) {
            for (var endpoint : prepared.endpoints()) {
                var resolver = new Resolver(endpoint);
                resolver.first();
                resolving.add(Thread.ofVirtual().name("resolver").start(resolver));
            }
            var start = enlistment.awaitStart();
            rehearsal.end(left(start) - SETTLE_NANOS);
            if (left(start) > SETTLE_NANOS / 2) {
                System.gc(); // moves what stays for the whole run out of the way before the first seconds of load
            }
            return drive(plan, prepared, start);
        } finally {
            rehearsal.end(0);
            resolving.forEach(Thread::interrupt);
        }
    }

    /** Until the first slot. */
    private long left(Enlistment.Start start) {
        return start.atEpochNanos() - clocks.epochNanos().getAsLong();
    }

    private Outcome drive(RunPlan plan, Prepared prepared, Enlistment.Start start) throws InterruptedException {
        var clock = new RunClock(clocks.nanoTime(), clocks.nanoTimeAt(start.atEpochNanos()));
        var load = LoadRun.start(plan, start.shard(), prepared.plan(), prepared.endpoints(), clock, machine);
        long ahead = TimeUnit.NANOSECONDS.toMillis(-clock.now());
        LOG.info(
                "All runners are there: the load begins in {} ms, {} ms after this process, on {} over {}",
                ahead,
                ManagementFactory.getRuntimeMXBean().getUptime() + ahead,
                load.loops() == 1 ? "one loop" : load.loops() + " loops",
                machine.transport().name());
        var health = new HostHealth(cgroup);
        try (var merger = new IntervalMerger(
                load.loops(), IntervalGrid.of(plan), load.handover(), prepared.plan()::key, health::sinceLast)) {
            var reporting = new Reporter(link, start.shard().index(), load, merger, config.orphanNanos());
            reporter = reporting;
            if (interrupted) {
                load.stop();
                return Outcome.INTERRUPTED;
            }
            giveWay();
            return reporting.run();
        }
    }

    /** Reports can wait, loops cannot. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing is wrong when the scheduler does not care, only less exact
    private static void giveWay() {
        Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
    }

    /**
     * Ends the load at once, and delivers what was measured if that takes no longer than two seconds. Any thread may
     * call.
     */
    public void interrupt() throws InterruptedException {
        interrupted = true;
        var reporting = reporter;
        if (reporting != null) {
            reporting.interrupt();
        }
    }
}
