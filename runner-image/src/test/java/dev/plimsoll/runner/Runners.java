package dev.plimsoll.runner;

import static dev.plimsoll.runner.Plans.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Limits;
import dev.plimsoll.runner.host.Cgroup;
import dev.plimsoll.runner.http.Transport;
import dev.plimsoll.runner.load.LoadRun;
import dev.plimsoll.runner.report.Outcome;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whole runners in this process, on a machine without limits, and what must hold of whatever they report. */
final class Runners {
    private static final Cgroup NO_LIMITS = new Cgroup(Path.of("no-such-folder"));

    private Runners() {}

    private static LoadRun.Machine machine(OptionalInt loops) {
        return new LoadRun.Machine(Transport.best(), loops, 2, 0);
    }

    static Runner runner(FakeCollector collector, String name) {
        return runner(collector, name, Clocks.system());
    }

    static Runner runner(FakeCollector collector, String name, Clocks clocks) {
        return runner(collector, name, clocks, OptionalInt.empty(), 10 * SECOND);
    }

    static Runner runner(FakeCollector collector, String name, Clocks clocks, OptionalInt loops, long orphanNanos) {
        var config =
                new RunnerConfig(collector.uri(), "shop/checkout", FakeCollector.TOKEN, name, loops, orphanNanos, null);
        return new Runner(config, "instance-of-" + name, clocks, machine(loops), NO_LIMITS);
    }

    /** One that was started under limits. */
    static Runner limited(FakeCollector collector, Limits limits) {
        var loops = OptionalInt.empty();
        var config = new RunnerConfig(
                collector.uri(), "shop/checkout", FakeCollector.TOKEN, "pod-a", loops, 10 * SECOND, limits);
        return new Runner(config, "instance-of-pod-a", Clocks.system(), machine(loops), NO_LIMITS);
    }

    static Outcome run(FakeCollector collector) throws InterruptedException {
        return runner(collector, "pod-a").run();
    }

    static CompletableFuture<Outcome> start(Runner runner) {
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                outcome.complete(runner.run());
            } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    static Outcome outcome(CompletableFuture<Outcome> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(30, TimeUnit.SECONDS);
    }

    /** Each interval of a shard begins where the one before has ended. */
    static void assertGapless(FakeCollector collector, int shard) {
        long sequence = 0;
        long end = 0;
        for (var interval : collector.intervals(shard)) {
            assertThat(interval.sequence()).isEqualTo(sequence++);
            assertThat(interval.startNanos()).isEqualTo(end);
            end = interval.endNanos();
        }
    }

    /** Every slot is accounted for once. */
    static void assertAccounted(FakeCollector collector, long offered) {
        var counts = collector.counts();
        assertThat(counts.offered()).isEqualTo(offered);
        assertThat(counts.sent() + counts.missed()).isEqualTo(offered);
        assertThat(counts.completed()).isEqualTo(counts.sent());
    }
}
