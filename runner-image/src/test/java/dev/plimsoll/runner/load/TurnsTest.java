package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.MILLI;
import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Series;
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
import dev.plimsoll.runner.record.IntervalMerger;
import dev.plimsoll.runner.record.Recorder;
import dev.plimsoll.runner.scenario.CompiledPlan;
import io.netty.channel.ManualIoEventLoop;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Who is to blame for slots that wait. */
class TurnsTest {
    private static final Lane WHOLE = new Lane(new Shard(0, 1), 0, 1);

    private final Load.Open load = (Load.Open) Plans.uniform(1_000, 1);
    private final CompiledPlan plan = CompiledPlan.of(Plans.of(target(1), load, 0, step("cart", "GET", SECOND)));
    private final Handover handover = new Handover(1, 1);
    private final Recorder recorder = new Recorder(0, new IntervalGrid(List.of(SECOND)), handover);
    private final Turns turns = full();

    /** There is no room: every slot waits. */
    private Turns full() {
        var eventLoop = new ManualIoEventLoop(null, Transport.nio().handlers());
        var connections = new ConnectionPool(new Dialer(
                eventLoop,
                Transport.nio(),
                Endpoint.of(target(1)),
                new FailureLog("test"),
                new ConnectionNotes(recorder),
                new BodyMemory(0),
                () -> 0));
        var pools = Pools.of(connections, Sharing.SHARED, load);
        var model = new OpenModel(
                ArrivalProcess.of(load, WHOLE, 42), ArrivalProcess.of(load, WHOLE, 42), WHOLE, ArmShare.WHOLE);
        var terms = new Turns.Terms(plan.mix(0, 0), Warmups.NONE, SECOND, 2 * SECOND);
        var clock = new RunClock(() -> 0, 0);
        return new Turns(
                terms,
                model,
                new AllTurns(0, 1),
                new LoopClock(clock),
                pools,
                recorder,
                () -> plan.supply(WHOLE).newSession(0));
    }

    /** A tenth of a second, in which a slot falls due each millisecond and is noticed at once. */
    private Counts countsWhen(LongConsumer afterEachMillisecond) {
        for (long now = 0; now < 100 * MILLI; now += MILLI) {
            turns.fire(now, now);
            afterEachMillisecond.accept(now);
        }
        recorder.finish(100 * MILLI);
        try (var merger =
                new IntervalMerger(1, new IntervalGrid(List.of()), handover, plan::key, () -> GeneratorHealth.IDLE)) {
            merger.add(Objects.requireNonNull(handover.poll()));
            return merger.poll().orElseThrow().series().stream()
                    .map(Series::counts)
                    .reduce(Counts.NONE, Counts::plus);
        }
    }

    @Test
    void shouldBlameTheGeneratorWhenItIsBusyWithoutABreak() {
        var counts = countsWhen(_ -> {});
        assertThat(counts.offered()).isEqualTo(100);
        assertThat(counts.late()).as("those after the first ten milliseconds").isEqualTo(89);
    }

    @Test
    void shouldBlameTheTargetWhenTheLoopHasNothingElseToDo() {
        assertThat(countsWhen(turns::idle).late()).isZero();
    }
}
