package dev.plimsoll.bench.start;

import dev.plimsoll.bench.ours.Protocol;
import dev.plimsoll.bench.ours.RunnerApp;
import dev.plimsoll.bench.ours.RunnerRun;
import dev.plimsoll.bench.ours.Variant;
import dev.plimsoll.bench.ours.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Starts runners one after another, and takes the time. */
final class StartBench {
    private static final int CORE = 1;
    private static final double SECONDS = 1;
    private static final int IN_FLIGHT = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunnerApp app;
    private final double rate;
    private final Path folder;

    /**
     * @param rate of the load that begins, in requests a second
     * @param folder for logs
     */
    StartBench(RunnerApp app, double rate, Path folder) {
        this.app = app;
        this.rate = rate;
        this.folder = folder;
    }

    /** Makes the variant's ahead-of-time cache, as the image has one. */
    void prepare(Variant variant) throws InterruptedException {
        try (var target = FirstRequest.listen()) {
            app.train(variant, CORE, target.port());
        }
    }

    /** One start, all the way to the end of a short load. */
    Start start(Variant variant) throws InterruptedException {
        try (var target = FirstRequest.listen()) {
            var load = Workload.open(rate, 0, SECONDS);
            var workload = new Workload(Protocol.HTTP1, target.port(), load, IN_FLIGHT);
            long begun = System.nanoTime();
            try (var run = RunnerRun.start(
                    app,
                    variant,
                    workload,
                    CORE,
                    System.getenv("WRAP") == null
                            ? List.of()
                            : List.of(System.getenv("WRAP").split(" ")),
                    folder.resolve("runner.log"))) {
                long sent = target.awaitNanoTime(PATIENCE);
                var start = new Start(
                        run.registeredAtNanoTime() - begun,
                        run.readyAtNanoTime() - begun,
                        sent - begun,
                        run.process().view().cpuSeconds());
                run.await(PATIENCE);
                return start;
            } catch (TimeoutException e) {
                throw new IllegalStateException(variant.name() + " sent nothing within " + PATIENCE, e);
            }
        }
    }
}
