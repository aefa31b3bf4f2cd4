package dev.plimsoll.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Prometheus' own checker, by {@code hack/promtool}, which fetches it on Debian. Where it cannot be had, tests that
 * need it are skipped, and say so; under CI they fail.
 */
public record Promtool(String path) {
    private static final Path FINDER = Path.of("..", "hack", "promtool").toAbsolutePath();

    /** How it ended, and all it said. */
    public record Ended(int exitCode, String out) {}

    /** Finds it. */
    public static Promtool find() {
        try {
            var found = end(new ProcessBuilder(FINDER.toString()));
            if (found.exitCode() != 0) {
                var why = "hack/promtool: " + found.out().strip();
                assertThat(System.getenv("CI")).as(why).isNull();
                Assumptions.abort(why);
            }
            return new Promtool(found.out().lines().toList().getLast());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs it in a folder. */
    public Ended run(Path folder, String... words) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(path), Stream.of(words)).toList();
        return end(new ProcessBuilder(command).directory(folder.toFile()));
    }

    /** Checks what Prometheus would read. */
    public Ended check(Path metrics) throws IOException, InterruptedException {
        return end(new ProcessBuilder(path, "check", "metrics").redirectInput(metrics.toFile()));
    }

    private static Ended end(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.redirectErrorStream(true).start();
        try (var reader = process.inputReader()) {
            var out = Objects.requireNonNull(reader.readAllAsString());
            return new Ended(process.waitFor(), out);
        }
    }
}
