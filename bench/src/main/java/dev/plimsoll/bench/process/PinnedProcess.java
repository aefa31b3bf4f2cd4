package dev.plimsoll.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that runs on one core; what it says goes to a file. Closing ends it. */
public final class PinnedProcess implements AutoCloseable {
    private static final int LAST_LINES = 8;

    private final Process process;
    private final Path log;
    private final Thread lastDeed;

    private PinnedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        lastDeed = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastDeed); // Ctrl-C must not leave load behind
    }

    /**
     * Starts a command; taskset becomes it, so that the process is the command's own.
     *
     * @param core the only one it may run on
     * @param log where both outputs go
     */
    public static PinnedProcess start(int core, List<String> command, Map<String, String> environment, Path log) {
        var pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        var builder = new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new PinnedProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    /** What the kernel says about it. */
    public ProcessView view() {
        return new ProcessView(Path.of("/proc", Long.toString(process.pid())));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Where it is told things. */
    public Process process() {
        return process;
    }

    /** Everything it said so far. */
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for its end.
     *
     * @throws IllegalStateException when it does not end in time or ends badly
     */
    public void awaitSuccess(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    "it still runs after " + patience.toSeconds() + " s; it said: " + lastWords());
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("it ended with code " + process.exitValue() + "; it said: " + lastWords());
        }
    }

    /** The end of what it said, in one line. */
    public String lastWords() {
        var lines = said().lines().filter(line -> !line.isBlank()).toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(lastDeed);
        } catch (IllegalStateException _) {
            // this process is on its way out, and the hook has done its deed
        }
    }
}
