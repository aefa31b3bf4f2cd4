package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.contract.Target.Sharing;
import dev.plimsoll.engine.plan.IntervalGrid;
import dev.plimsoll.runner.http.BodyMemory;
import dev.plimsoll.runner.http.ConnectionPool;
import dev.plimsoll.runner.http.Dialer;
import dev.plimsoll.runner.http.Endpoint;
import dev.plimsoll.runner.http.FailureLog;
import dev.plimsoll.runner.http.Transport;
import dev.plimsoll.runner.record.Handover;
import dev.plimsoll.runner.record.Recorder;
import io.netty.channel.ManualIoEventLoop;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolsTest {
    private static final long USER = 1_000;

    private final Pools pools = Pools.of(
            new ConnectionPool(new Dialer(
                    new ManualIoEventLoop(null, Transport.nio().handlers()),
                    Transport.nio(),
                    Endpoint.of(target(1)),
                    new FailureLog("test"),
                    new ConnectionNotes(new Recorder(0, new IntervalGrid(List.of()), new Handover(1, 1))),
                    new BodyMemory(0),
                    () -> 0)),
            Sharing.PER_USER,
            users(USER, 1, 0));

    @Test
    void shouldGiveAUserTheSameConnectionsEachTimeWithoutGarbage() {
        var first = pools.of(ClosedModel.numberOf(USER, 0));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean same = true;
        for (int turn = 1; turn <= 1_000; turn++) {
            same &= pools.of(ClosedModel.numberOf(USER, turn)) == first;
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(same).isTrue();
        assertThat(allocated).isLessThan(1_000);
        assertThat(pools.of(ClosedModel.numberOf(USER + 1, 0))).isNotSameAs(first);
    }
}
