package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.process.PinnedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Stops a process for a moment, as a hypervisor does that has something better to do. */
final class Pause {
    static final long MILLIS = 300;

    private Pause() {}

    /** Waits, stops the process, and lets it go on. */
    static void after(long millis, PinnedProcess process) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        signal("STOP", process.pid());
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS);
        } finally {
            signal("CONT", process.pid());
        }
    }

    private static void signal(String name, long pid) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no kill", e);
        }
    }
}
