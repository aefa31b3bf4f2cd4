package dev.plimsoll.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** What the kernel says about one process, all its threads together. */
public record ProcessView(Path folder) {
    /** USER_HZ: the unit in which Linux tells times of processes, 10 ms, whatever its own tick is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Seconds of CPU time since it began, user's and system's. */
    public double cpuSeconds() {
        return cpuSeconds(read("stat"));
    }

    /** From a line of {@code /proc/PID/stat}; fields are counted behind the name, which may hold blanks. */
    static double cpuSeconds(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    /**
     * Seconds for which its busiest thread was ready to run and its core busy with others, by {@code schedstat}: what a
     * quiet machine has little of. Other threads of a JVM, such as its compilers, wait for the busiest.
     */
    public double waitedSeconds() {
        try (var threads = Files.list(folder.resolve("task"))) {
            return threads.map(ProcessView::schedule)
                    .max(Comparator.comparingLong(Schedule::ranNanos))
                    .map(schedule -> schedule.waitedNanos / 1e9)
                    .orElse(0.0);
        } catch (IOException e) {
            throw new UncheckedIOException("the process is gone", e);
        }
    }

    private record Schedule(long ranNanos, long waitedNanos) {}

    private static Schedule schedule(Path thread) {
        try {
            var fields = Files.readString(thread.resolve("schedstat")).strip().split(" ", -1);
            return new Schedule(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        } catch (IOException _) { // the thread has ended, or the kernel keeps no such statistics
            return new Schedule(0, 0);
        }
    }

    /** How many files and sockets it has open. */
    public int descriptors() {
        try (var open = Files.list(folder.resolve("fd"))) {
            return (int) open.count();
        } catch (IOException e) {
            throw new UncheckedIOException("the process is gone", e);
        }
    }

    /** The memory that it has resident, in bytes. */
    public long residentBytes() {
        return bytes("VmRSS:", read("status"));
    }

    /** The most memory that it has had resident, in bytes. */
    public long peakBytes() {
        return bytes("VmHWM:", read("status"));
    }

    /** From {@code /proc/PID/status}. */
    static long bytes(String key, String status) {
        return status.lines()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the process is gone", e);
        }
    }
}
