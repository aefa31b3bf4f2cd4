package dev.plimsoll.bench.ours;

import dev.plimsoll.bench.process.PinnedProcess;
import dev.plimsoll.engine.contract.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of the runner's process, with its collector. Closing ends both. */
public final class RunnerRun implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Collector collector;
    private final PinnedProcess process;

    private RunnerRun(Collector collector, PinnedProcess process) {
        this.collector = collector;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param wrapper words before the command, such as those that put it into a control group; may be empty
     */
    public static RunnerRun start(
            RunnerApp app, Variant variant, Workload workload, int core, List<String> wrapper, Path log) {
        var collector = new Collector(workload.plan());
        var command = new ArrayList<>(wrapper);
        command.addAll(app.command(variant));
        return new RunnerRun(collector, PinnedProcess.start(core, command, collector.environment(), log));
    }

    public PinnedProcess process() {
        return process;
    }

    /** The announced start by {@link System#nanoTime}; 0 before the runner asked for it. */
    public long startAtNanoTime() {
        return collector.startAtNanoTime();
    }

    /** When the runner was first heard of, by {@link System#nanoTime}; 0 before. */
    public long registeredAtNanoTime() {
        return collector.registeredAtNanoTime();
    }

    /** When the runner was prepared and asked for the start, by {@link System#nanoTime}; 0 before. */
    public long readyAtNanoTime() {
        return collector.readyAtNanoTime();
    }

    /** Waits until the start is agreed on; how long it is off then. */
    public Duration awaitStart(Duration patience) throws InterruptedException {
        for (long left = patience.dividedBy(LOOK); left > 0 && startAtNanoTime() == 0; left--) {
            Thread.sleep(LOOK);
        }
        if (startAtNanoTime() == 0) {
            throw new IllegalStateException("the runner did not register; it said: " + process.lastWords());
        }
        return Duration.ofNanos(Math.max(0, startAtNanoTime() - System.nanoTime()));
    }

    /** Waits until everything is delivered. */
    public RunResult await(Duration patience) throws InterruptedException {
        process.awaitSuccess(patience);
        return collector.result();
    }

    @Override
    public void close() {
        process.close();
        collector.close();
    }
}
