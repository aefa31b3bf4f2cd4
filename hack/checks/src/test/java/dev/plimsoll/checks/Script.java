package dev.plimsoll.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A command of the test's: where it stands, and what came of it. */
final class Script {
    private final ProcessBuilder builder;

    Script(String... words) {
        builder = new ProcessBuilder(words).redirectErrorStream(true);
    }

    /** How it ended, and all it said. */
    record Ended(int exitCode, String out) {}

    Map<String, String> environment() {
        return builder.environment();
    }

    Process start() throws IOException {
        return builder.start();
    }

    Ended run() throws IOException, InterruptedException {
        return end(start());
    }

    /** Gives it no more input, and waits. */
    static Ended end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        try (var reader = process.inputReader()) {
            var out = Objects.requireNonNull(reader.readAllAsString());
            return new Ended(process.waitFor(), out);
        }
    }

    /** Writes a command in bash. */
    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!" + find("bash") + "\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Where this machine has a command. */
    static Path find(String command) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
