package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.plan.ArmShare;
import dev.plimsoll.engine.plan.IntervalGrid;
import dev.plimsoll.engine.plan.Warmups;
import dev.plimsoll.runner.host.RoomForDescriptors;
import dev.plimsoll.runner.http.BodyMemory;
import dev.plimsoll.runner.http.ConnectionPool;
import dev.plimsoll.runner.http.Dialer;
import dev.plimsoll.runner.http.Endpoint;
import dev.plimsoll.runner.http.FailureLog;
import dev.plimsoll.runner.http.Transport;
import dev.plimsoll.runner.rate.ArrivalProcess;
import dev.plimsoll.runner.rate.Lane;
import dev.plimsoll.runner.record.Handover;
import dev.plimsoll.runner.record.Recorder;
import dev.plimsoll.runner.scenario.CompiledPlan;
import dev.plimsoll.runner.scenario.ScenarioMix;
import dev.plimsoll.runner.scenario.Supply;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * All loops of a shard. They run on threads of their own from {@link #start} on; every method may be called by any
 * thread.
 */
public final class LoadRun {
    /**
     * How the machine is to be used.
     *
     * @param transport how sockets are driven
     * @param loops how many loops; empty to let the load decide
     * @param processors how many processors there are
     * @param spinNanos how long before a slot to poll instead of sleeping; 0 under a CPU quota, which spinning would
     *     burn
     * @param heapBytes memory for all that is kept of responses, and for everything else
     */
    public record Machine(Transport transport, OptionalInt loops, int processors, long spinNanos, long heapBytes) {
        /** With the heap of this process. */
        public Machine(Transport transport, OptionalInt loops, int processors, long spinNanos) {
            this(transport, loops, processors, spinNanos, Runtime.getRuntime().maxMemory());
        }
    }

    /** Which part of the heap the sessions that pause may take with what they have captured. */
    private static final int PART_OF_SESSIONS = 4;

    /** Which part of the heap the bodies that are being looked into may take. */
    private static final int PART_OF_BODIES = 8;

    private final RunPlan plan;
    private final CompiledPlan compiled;
    private final List<Endpoint> endpoints;
    private final RunClock clock;
    private final Machine machine;
    private final Handover handover;
    private final List<LoadLoop> loops = new ArrayList<>();

    private LoadRun(
            RunPlan plan,
            Shard shard,
            CompiledPlan compiled,
            List<Endpoint> endpoints,
            RunClock clock,
            Machine machine) {
        this.plan = plan;
        this.compiled = compiled;
        this.endpoints = List.copyOf(endpoints);
        this.clock = clock;
        this.machine = machine;
        int count = LoopCount.of(plan, shard, machine);
        handover = new Handover(compiled.seriesCount(), count);
        for (int i = 0; i < count; i++) {
            loops.add(newLoop(new Lane(shard, i, count)));
        }
    }

    /**
     * Starts a shard's loops, which wait for the clock to reach zero.
     *
     * @param endpoints of each arm where its connections go
     */
    public static LoadRun start(
            RunPlan plan,
            Shard shard,
            CompiledPlan compiled,
            List<Endpoint> endpoints,
            RunClock clock,
            Machine machine) {
        var run = new LoadRun(plan, shard, compiled, endpoints, clock, machine);
        for (int i = 0; i < run.loops(); i++) {
            start(run.loops.get(i), "load-" + i);
        }
        RoomForDescriptors.request(shard.partOf(plan.maxInFlight()));
        return run;
    }

    /** Netty recycles its objects only on threads of its own kind. */
    private static void start(LoadLoop loop, String name) {
        var thread = new FastThreadLocalThread(loop, name);
        thread.setDaemon(true);
        thread.start();
    }

    private LoadLoop newLoop(Lane lane) {
        long heap = machine.heapBytes() / lane.loops();
        var eventLoop = new ManualIoEventLoop(null, machine.transport().handlers());
        var recorder = new Recorder(lane.loop(), IntervalGrid.of(plan), handover);
        var loopClock = new LoopClock(clock);
        var supply = compiled.supply(lane);
        var dialer = new Dialer(
                eventLoop,
                machine.transport(),
                endpoints.getFirst(),
                failureLog(0),
                new ConnectionNotes(recorder),
                new BodyMemory(heap / PART_OF_BODIES),
                clock::now);
        var connections = new ConnectionPool(dialer);
        var arms = new ArrayList<AllTurns>();
        for (int arm = 0; arm < plan.arms().size(); arm++) {
            var its = arm == 0 ? connections : new ConnectionPool(dialer.to(endpoints.get(arm), failureLog(arm)));
            arms.add(turns(arm, lane, its, recorder, loopClock, supply, heap));
        }
        return new LoadLoop(
                eventLoop, connections, new Arms(arms), recorder, loopClock, plan.durationNanos(), machine.spinNanos());
    }

    private FailureLog failureLog(int arm) {
        return new FailureLog(plan.arms().get(arm).target().authority());
    }

    /** Each arm has its part of the loop's places and memory, the same as any other. */
    private AllTurns turns(
            int arm,
            Lane lane,
            ConnectionPool connections,
            Recorder recorder,
            LoopClock loopClock,
            Supply supply,
            long heap) {
        int arms = plan.arms().size();
        var turns = new AllTurns(lane.partOf(plan.maxInFlight()) / arms, heap / PART_OF_SESSIONS / arms);
        var sharing = plan.arms().get(arm).target().protocol().connections();
        var share = ArmShare.of(plan, arm, lane.number(0));
        for (int i = 0; i < plan.phases().size(); i++) {
            var phase = plan.phases().get(i);
            var model = model(phase.loadFromRunStart(), CompiledPlan.seed(plan, i), lane, share);
            var pools = Pools.of(connections, sharing, phase.load());
            turns.add(new Turns(
                    terms(phase, compiled.mix(arm, i)),
                    model,
                    turns,
                    loopClock,
                    pools,
                    recorder,
                    () -> supply.newSession(arm)));
        }
        return turns;
    }

    private Turns.Terms terms(Phase phase, ScenarioMix mix) {
        return new Turns.Terms(
                mix, Warmups.of(phase), plan.connectTimeoutNanos(), phase.endNanos() + plan.drainNanos());
    }

    private static LoadModel model(Load load, long seed, Lane lane, ArmShare share) {
        return switch (load) {
            case Load.Open open ->
                new OpenModel(ArrivalProcess.of(open, lane, seed), ArrivalProcess.of(open, lane, seed), lane, share);
            case Load.Closed closed -> new ClosedModel(closed, lane, share, seed);
        };
    }

    /** Sends nothing more; what is in flight stays without an end. */
    public void stop() {
        loops.forEach(LoadLoop::stop);
    }

    /** Nanoseconds since the start of the run; negative before it. */
    public long now() {
        return clock.now();
    }

    /** Where the loops leave what they record. */
    public Handover handover() {
        return handover;
    }

    /** Number of loops. */
    public int loops() {
        return loops.size();
    }

    /** How long after the start instant the last of the loops was ready to send. */
    public long startSkewNanos() {
        return loops.stream().mapToLong(LoadLoop::skewNanos).max().orElse(0);
    }

    /** Whether a loop died, so that what was recorded is not the whole. */
    public boolean hasFailed() {
        return loops.stream().anyMatch(LoadLoop::hasFailed);
    }
}
