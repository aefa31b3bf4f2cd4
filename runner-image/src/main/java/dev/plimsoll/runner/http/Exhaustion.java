package dev.plimsoll.runner.http;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What this machine has run out of, and what to do about it. No API tells it: only messages of the system do. */
final class Exhaustion {
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private final String limit;

    private Exhaustion(String limit) {
        this.limit = limit;
    }

    /** Reads what this process may have now: once its descriptors are exhausted, there is none to read that with. */
    static Exhaustion ofThisProcess() {
        return new Exhaustion(readLimit());
    }

    /** Whether no port was left to connect from. */
    static boolean isOfPorts(Throwable root) {
        return root instanceof SocketException && messageOf(root).contains("Cannot assign requested address");
    }

    private static boolean isOfDescriptors(Throwable root) {
        return messageOf(root).contains("Too many open files");
    }

    /** What was exhausted; empty when it was nothing of this machine. */
    Optional<String> explain(Throwable root) {
        if (isOfPorts(root)) {
            return Optional.of("this machine has no port left to connect from; widen net.ipv4.ip_local_port_range,"
                    + " let connections be kept alive, or spread the load over more runners");
        }
        if (isOfDescriptors(root)) {
            return Optional.of("this process has no file descriptor left, and may have " + limit
                    + "; raise that limit (ulimit -n), or allow fewer requests in flight");
        }
        return Optional.empty();
    }

    private static String readLimit() {
        try (var lines = Files.lines(LIMITS)) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split("\\s{2,}", -1)[1])
                    .findFirst()
                    .orElse("no more than that");
        } catch (IOException e) { // this is not Linux
            return "no more than that";
        }
    }

    private static String messageOf(Throwable root) {
        return String.valueOf(root.getMessage());
    }
}
