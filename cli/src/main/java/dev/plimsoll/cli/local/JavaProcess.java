package dev.plimsoll.cli.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of this class path, on the Java that runs this. */
public final class JavaProcess {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            // compilers give way to the loops that send
            "-XX:ThreadPriorityPolicy=1",
            "-XX:CompilerThreadPriority=15",
            "-XX:-PrintWarnings",
            "--enable-native-access=ALL-UNNAMED",
            // Netty's buffers without it allocate on each request
            "--sun-misc-unsafe-memory-access=allow");

    /**
     * Ctrl-C reaches every process of the terminal; this one is told by its parent when to end, so that no number is
     * lost.
     */
    private static final List<String> DEAF_TO_CTRL_C = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private JavaProcess() {}

    /** Ready to start; both outputs still to be redirected. */
    public static ProcessBuilder of(String mainClass, String... arguments) {
        return with(List.of(), mainClass, arguments);
    }

    /** As {@link #of}, for a process that does little: compiled sooner and less thoroughly. */
    public static ProcessBuilder compiledQuickly(String mainClass, String... arguments) {
        return with(List.of("-XX:TieredStopAtLevel=1"), mainClass, arguments);
    }

    private static ProcessBuilder with(List<String> flags, String mainClass, String... arguments) {
        var command = new ArrayList<>(DEAF_TO_CTRL_C);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Ends a process and what it started, without waiting. */
    public static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** A process cannot be started: the machine lacks something that every Unix has. */
    static IllegalStateException notStarted(IOException e) {
        return new IllegalStateException("cannot start a process: " + e.getMessage(), e);
    }
}
