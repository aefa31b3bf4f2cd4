package dev.plimsoll.cli.demo;

import dev.plimsoll.cli.local.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** The demo service as a process of its own, so that it has a JVM of its own to be slow in. */
public final class DemoProcess implements AutoCloseable {
    private static final String MAIN = "dev.plimsoll.demo.DemoService";
    private static final String GREETING = "listening on ";

    private final Process process;
    private final URI uri;

    private DemoProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts it on a free loopback port; returns when it listens. */
    public static DemoProcess start() {
        return startSlower(0);
    }

    /** As {@link #start}, but each answer takes so many milliseconds longer. */
    public static DemoProcess startSlower(int millis) {
        return start(service(millis));
    }

    static ProcessBuilder service(int slowerMillis) {
        return JavaProcess.compiledQuickly(MAIN, "--port", "0", "--slower", String.valueOf(slowerMillis))
                .redirectErrorStream(true);
    }

    static DemoProcess start(ProcessBuilder service) {
        try {
            var process = service.start();
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var said = new ArrayList<String>();
            var line = output.readLine();
            while (line != null && !line.startsWith(GREETING)) { // Java tells of JAVA_TOOL_OPTIONS before that
                said.add(line);
                line = output.readLine();
            }
            if (line == null) {
                JavaProcess.end(process);
                throw new IllegalStateException("the demo service did not start; it said: " + String.join(" | ", said));
            }
            Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {})); // it must not wait for a reader
            return new DemoProcess(
                    process, URI.create(line.substring(GREETING.length()).strip()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot start the demo service: " + e.getMessage(), e);
        }
    }

    /** Where it is. */
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        JavaProcess.end(process);
    }
}
