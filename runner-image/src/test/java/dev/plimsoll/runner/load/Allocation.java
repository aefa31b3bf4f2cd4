package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.SECOND;
import static dev.plimsoll.runner.Plans.step;
import static dev.plimsoll.runner.Plans.target;
import static dev.plimsoll.runner.Plans.users;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.runner.Plans;
import dev.plimsoll.runner.TestTarget;
import dev.plimsoll.runner.http.Endpoint;
import dev.plimsoll.runner.http.Transport;
import dev.plimsoll.runner.scenario.CompiledPlan;
import java.lang.management.ManagementFactory;
import java.util.List;

/** A loop in a process of its own, set up as a runner's is, that says how many bytes each of its requests allocates. */
final class Allocation {
    /** So slow that no interval ends while it is looked at: with each, a bank of histograms may be made. */
    private static final long SLOWER = 1_000;

    private static final int WARMUP = 5_000;
    private static final int REQUESTS = 10_000;

    /** What is allocated for each request is in every window; what a compiler leaves to allocate until it is done, not. */
    private static final int WINDOWS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    private static long allocatedByTheLoop() {
        for (var thread : THREADS.dumpAllThreads(false, false)) {
            if (thread.getThreadName().equals("load-0")) {
                return THREADS.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        throw new IllegalStateException("there is no loop");
    }

    private static long allocatedInAWindow(TestTarget target) {
        long before = allocatedByTheLoop();
        int answered = target.answered();
        await().until(() -> target.answered() > answered + REQUESTS);
        return allocatedByTheLoop() - before;
    }

    public static void main(String[] args) throws Exception {
        try (var target = TestTarget.answering(TestTarget.OK)) {
            var plan = Plans.of(target(target.port()), users(4, 1, 0), 4, step("cart", "GET", SECOND));
            var endpoint = Endpoint.of(plan.target());
            endpoint.resolve();
            long begin = System.nanoTime();
            var clock = new RunClock(() -> begin + (System.nanoTime() - begin) / SLOWER, begin);
            var machine = Driven.machine(1, Transport.best());
            var load = LoadRun.start(plan, new Shard(0, 1), CompiledPlan.of(plan), List.of(endpoint), clock, machine);
            await().until(() -> target.answered() > WARMUP);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < WINDOWS; i++) {
                least = Math.min(least, allocatedInAWindow(target));
            }
            load.stop();
            System.out.println(least / REQUESTS + " bytes a request");
        }
    }
}
