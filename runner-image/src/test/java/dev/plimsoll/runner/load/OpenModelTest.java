package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Arrivals;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.Target.Sharing;
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
        return new OpenModel(arrivals(load), arrivals(load), LANE);
    }

    /** Turns for which there is no room: every slot waits. */
    private static Turns fullTurns(Load.Open load, LoadModel model) {
        var plan = Plans.of(target(1), load, 0, step("cart", "GET", SECOND));
        var eventLoop = new ManualIoEventLoop(null, Transport.nio().handlers());
        var endpoint = Endpoint.of(plan.target());
        var recorder = new Recorder(0, List.of(SECOND), new Handover(1, 1));
        var connections = new ConnectionPool(new Dialer(
                eventLoop,
                Transport.nio(),
                endpoint,
                new FailureLog("test"),
                new ConnectionNotes(recorder),
                new BodyMemory(0),
                () -> 0));
        var compiled = CompiledPlan.of(plan);
        var terms = new Turns.Terms(compiled.mix(0), Warmups.NONE, SECOND, 2 * SECOND);
        return new Turns(
                terms,
                model,
                new AllTurns(0, 1),
                new RunClock(() -> 0, 0),
                Pools.of(connections, Sharing.SHARED, load),
                recorder,
                compiled.supply(LANE));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRememberTheSlotsThatWaitInTheOrderInWhichTheyFellDue(Arrivals arrivals) {
        var load = load(arrivals, 4_000);
        var model = model(load);
        var turns = fullTurns(load, model);
        var expected = arrivals(load);
        turns.fire(100 * MILLI);
        for (long n = 0; n < turns.waiting(); n++) {
            turns.fire(100 * MILLI + n * 2 * MILLI); // others fall due while some are taken
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
        turns.fire(MILLI);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        turns.fire(SECOND - 1);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(turns.waiting()).isGreaterThan(900_000);
        assertThat(allocated).isLessThan(1_000_000);
    }
}
