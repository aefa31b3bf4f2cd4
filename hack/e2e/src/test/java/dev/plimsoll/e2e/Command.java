package dev.plimsoll.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A finished command of this machine.
 *
 * @param errors the end of what it wrote to standard error; all of it was printed while it ran
 */
record Command(List<String> words, int status, String output, String errors) {
    private static final int KEPT_LINES = 20;

    static Command run(String... words) {
        var command = List.of(words);
        try {
            var process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            var errors = new StringBuilder();
            var reader = Thread.ofVirtual().start(() -> errors.append(tail(process.errorReader())));
            var output = process.inputReader().lines().collect(Collectors.joining("\n"));
            var status = process.waitFor();
            reader.join();
            return new Command(command, status, output, errors.toString());
        } catch (IOException e) {
            throw new IllegalStateException("Could not run " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + String.join(" ", command), e);
        }
    }

    boolean succeeded() {
        return status == 0;
    }

    String orFail() {
        if (!succeeded()) {
            throw new IllegalStateException(
                    String.join(" ", words) + " ended with " + status + ":\n" + errors + "\n" + output);
        }
        return output;
    }

    private static String tail(BufferedReader reader) {
        var lines = reader.lines().peek(System.out::println).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size()));
    }
}
