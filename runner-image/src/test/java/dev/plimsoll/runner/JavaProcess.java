package dev.plimsoll.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A test's main in a process of its own, for what a virtual machine or a process has only one of. */
public final class JavaProcess {
    private JavaProcess() {}

    /**
     * Runs it to its end.
     *
     * @param wrapper words before the command; may be empty
     * @param options of Java
     * @return what it printed, both outputs together
     */
    public static String run(List<String> wrapper, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
