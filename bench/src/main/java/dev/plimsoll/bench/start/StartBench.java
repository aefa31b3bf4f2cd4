package dev.plimsoll.bench.start;

import dev.plimsoll.bench.ours.Protocol;
import dev.plimsoll.bench.ours.RunnerApp;
import dev.plimsoll.bench.ours.RunnerRun;
import dev.plimsoll.bench.ours.Variant;
import dev.plimsoll.bench.ours.Workload;
import dev.plimsoll.engine.histogram.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
            app.train(variant, CORE, new TreeMap<>(Map.of(Protocol.HTTP1, target.port())));
        }
    }

    /** One start, all the way to the end of a short load. */
    Start start(Variant variant) throws InterruptedException {
        try (var target = FirstRequest.listen()) {
            var load = Workload.open(rate, 0, SECONDS);
            var workload = new Workload(Protocol.HTTP1, target.port(), load, IN_FLIGHT);
            long begun = System.nanoTime();
            try (var run = RunnerRun.start(app, variant, workload, CORE, List.of(), folder.resolve("runner.log"))) {
                long sent = target.awaitNanoTime(PATIENCE);
                double cpuSeconds = run.process().view().cpuSeconds();
                var tally = new Tally();
                run.await(PATIENCE).intervals().stream()
                        .flatMap(interval -> interval.series().stream())
                        .forEach(tally::add);
                return new Start(
                        run.registeredAtNanoTime() - begun,
                        run.readyAtNanoTime() - begun,
                        sent - begun,
                        cpuSeconds,
                        tally.lag().getValueAtPercentile(99));
            } catch (TimeoutException e) {
                throw new IllegalStateException(variant.name() + " sent nothing within " + PATIENCE, e);
            }
        }
    }
}
