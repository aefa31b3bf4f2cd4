package dev.plimsoll.cli.local;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A runner as a process of this machine, which logs to a file. */
final class RunnerProcess {
    /** Not referred to as a class: the command line starts runners as a cluster does, by what they are given. */
    private static final String MAIN = "dev.plimsoll.runner.RunnerMain";

    private static final int LAST_LINES = 5;

    private final String name;
    private final Process process;
    private final Path log;

    private RunnerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * What a runner needs to find its work.
     *
     * @param collector where it registers and reports
     * @param run {@code namespace/name}
     * @param token that the collector knows it by
     * @param lowRate whether it has so little to send that it is better compiled quickly than thoroughly
     */
    record Assignment(URI collector, String run, String token, boolean lowRate) {}

    static RunnerProcess start(String name, Assignment assignment, Path logs) {
        var log = logs.resolve(name + ".log");
        var builder = (assignment.lowRate() ? JavaProcess.compiledQuickly(MAIN) : JavaProcess.of(MAIN))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .put("PLIMSOLL_COLLECTOR_URL", assignment.collector().toString());
        builder.environment().put("PLIMSOLL_RUN", assignment.run());
        builder.environment().put("PLIMSOLL_TOKEN", assignment.token());
        builder.environment().put("PLIMSOLL_RUNNER_NAME", name);
        builder.environment().put("PLIMSOLL_ORPHAN_TIMEOUT", "5s"); // here the collector never comes back
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return new RunnerProcess(name, process, log);
        } catch (IOException e) {
            throw JavaProcess.notStarted(e);
        }
    }

    String name() {
        return name;
    }

    /** Calls back when the process is gone, with how it went and what it said last. */
    void onExit(Consumer<RunnerProcess> listener) {
        var _ = process.onExit().thenRun(() -> listener.accept(this));
    }

    /** Why a process that is gone is gone: {@code its process ended with code 1; it said: …}. */
    String obituary() {
        var said = lastLines();
        return "its process ended with code " + process.exitValue()
                + (said.isEmpty() ? " and said nothing" : "; it said: " + said);
    }

    /** Waits for a runner that has said all it had to say, and ends one that lingers. */
    void end(Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            JavaProcess.end(process);
        } catch (InterruptedException _) {
            JavaProcess.end(process);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        deleteEmptyLog();
    }

    private String lastLines() {
        try {
            var lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining(" | "));
        } catch (IOException _) {
            return "";
        }
    }

    private void deleteEmptyLog() {
        try {
            if (Files.size(log) == 0) {
                Files.delete(log);
            }
        } catch (IOException _) {
            // a log too many is no harm
        }
    }
}
