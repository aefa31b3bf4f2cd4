package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Arrivals;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.Target.Sharing;
import dev.plimsoll.engine.plan.ArmShare;
import dev.plimsoll.engine.plan.IntervalGrid;
import dev.plimsoll.engine.plan.Warmups;
import dev.plimsoll.runner.Plans;
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
import io.netty.channel.ManualIoEventLoop;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenModelTest {
    private static final Lane LANE = new Lane(new Shard(1, 2), 1, 2);

    private static Load.Open load(Arrivals arrivals, double rate) {
        return new Load.Open(arrivals, List.of(new Load.Stage(SECOND, rate, rate, false)));
    }

    private static ArrivalProcess arrivals(Load.Open load) {
        return ArrivalProcess.of(load, LANE, 42);
    }

    private static OpenModel model(Load.Open load) {
        return new OpenModel(arrivals(load), arrivals(load), LANE, ArmShare.WHOLE);
    }

    /** Turns for which there is no room: every slot waits. */
    private static Turns fullTurns(Load.Open load, LoadModel model) {
        var plan = Plans.of(target(1), load, 0, step("cart", "GET", SECOND));
        var eventLoop = new ManualIoEventLoop(null, Transport.nio().handlers());
        var endpoint = Endpoint.of(plan.target());
        var recorder = new Recorder(0, new IntervalGrid(List.of(SECOND)), new Handover(1, 1));
        var connections = new ConnectionPool(new Dialer(
                eventLoop,
                Transport.nio(),
                endpoint,
                new FailureLog("test"),
                new ConnectionNotes(recorder),
                new BodyMemory(0),
                () -> 0));
        var compiled = CompiledPlan.of(plan);
        var terms = new Turns.Terms(compiled.mix(0, 0), Warmups.NONE, SECOND, 2 * SECOND);
        return new Turns(
                terms,
                model,
                new AllTurns(0, 1),
                new LoopClock(new RunClock(() -> 0, 0)),
                Pools.of(connections, Sharing.SHARED, load),
                recorder,
                () -> compiled.supply(LANE).newSession(0));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRememberTheSlotsThatWaitInTheOrderInWhichTheyFellDue(Arrivals arrivals) {
        var load = load(arrivals, 4_000);
        var model = model(load);
        var turns = fullTurns(load, model);
        var expected = arrivals(load);
        turns.fire(100 * MILLI, 100 * MILLI);
        for (long n = 0; n < turns.waiting(); n++) {
            turns.fire(
                    100 * MILLI + n * 2 * MILLI, 100 * MILLI + n * 2 * MILLI); // others fall due while some are taken
            assertThat(model.firstInstant()).isEqualTo(expected.next());
            assertThat(model.firstNumber()).isEqualTo(LANE.number(n));
            model.takeFirst();
        }
        assertThat(turns.waiting()).isGreaterThan(800);
        assertThat(model.nextDue()).isEqualTo(TimedQueue.NEVER);
    }

    @Test
    void shouldTakeNoMoreMemoryHoweverManySlotsWait() {
        var load = load(Arrivals.POISSON, 4_000_000);
        var turns = fullTurns(load, model(load));
        turns.fire(MILLI, MILLI);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        turns.fire(SECOND - 1, SECOND - 1);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(turns.waiting()).isGreaterThan(900_000);
        assertThat(allocated).isLessThan(1_000_000);
    }

    /** Numbers of an arm's slots, by their instants. */
    private static SortedMap<Long, Long> slots(RunPlan plan, int arm) {
        var load = (Load.Open) plan.phases().getFirst().load();
        var share = ArmShare.of(plan, arm, LANE.number(0));
        var model = new OpenModel(arrivals(load), arrivals(load), LANE, share);
        var slots = new TreeMap<Long, Long>();
        for (; model.firstInstant() != TimedQueue.NEVER; model.takeFirst()) {
            slots.put(model.firstInstant(), model.firstNumber());
        }
        return slots;
    }

    @ParameterizedTest
    @EnumSource
    void shouldShareTheSameSlotsAmongArmsInPairs(Arrivals arrivals) {
        var plan = Plans.comparing(target(1), target(2), load(arrivals, 4_000), 4, 1, step("cart", "GET", SECOND));
        var baseline = slots(plan, 0);
        var candidate = slots(plan, 1);
        var whole = arrivals((Load.Open) plan.phases().getFirst().load());
        int pairs = 0;
        for (long first = whole.next(); first != TimedQueue.NEVER; first = whole.next()) {
            long second = whole.next();
            boolean baselineFirst = baseline.containsKey(first);
            var ofFirst = baselineFirst ? baseline : candidate;
            var ofSecond = baselineFirst ? candidate : baseline;
            assertThat(ofFirst.get(first)).isEqualTo(LANE.number(2L * pairs));
            if (second != TimedQueue.NEVER) {
                assertThat(ofSecond.get(second)).isEqualTo(LANE.number(2L * pairs + 1));
            }
            pairs++;
        }
        assertThat(pairs).isBetween(1_800, 2_200);
        assertThat(baseline.size() + candidate.size()).isBetween(2 * pairs - 1, 2 * pairs);
    }
}
