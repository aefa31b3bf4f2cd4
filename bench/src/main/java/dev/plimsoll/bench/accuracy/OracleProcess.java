package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.oracle.OracleMain;
import dev.plimsoll.bench.oracle.Script;
import dev.plimsoll.bench.oracle.ServedLog;
import dev.plimsoll.bench.process.PinnedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The oracle as a process of its own, so that nothing that happens here holds it up. */
final class OracleProcess implements AutoCloseable {
    private static final int PRACTICE_CONNECTIONS = 3_000;
    private static final int PRACTICE_REQUESTS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: oracle\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final PinnedProcess process;
    private final Path log;
    private final int port;

    private OracleProcess(PinnedProcess process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts one and has it practise, so that its code is compiled before it counts. */
    static OracleProcess start(Script script, int capacity, Path folder) throws InterruptedException {
        var log = folder.resolve("served.bin");
        // who yields comes again the sooner the more it weighs, but a tool on the same core must get its half;
        // without the privilege this only warns
        var command = new ArrayList<>(List.of("nice", "-n", "-3"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // compiled at once and never again: a thread that compiles would take the core from the one that answers
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        // a page that is touched for the first time may have to come from the host, which stops the whole core
        command.addAll(List.of("-Xms768m", "-Xmx768m", "-Xmn512m", "-XX:+AlwaysPreTouch", "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), OracleMain.class.getName()));
        command.addAll(List.of(log.toString(), Integer.toString(capacity)));
        command.addAll(script.words());
        var process = PinnedProcess.start(Trial.CORE, command, Map.of(), folder.resolve("oracle.log"));
        var oracle = new OracleProcess(process, log, awaitPort(process));
        oracle.practise();
        return oracle;
    }

    private static int awaitPort(PinnedProcess process) throws InterruptedException {
        for (long left = PATIENCE.dividedBy(LOOK); left > 0; left--) {
            var port =
                    process.said().lines().filter(line -> line.matches("\\d+")).findFirst();
            if (port.isPresent()) {
                return Integer.parseInt(port.get());
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(LOOK);
        }
        throw new IllegalStateException("the oracle did not start; it said: " + process.lastWords());
    }

    /** On many connections: to accept one has to be compiled too, before a crowd of them comes. */
    private void practise() {
        for (int i = 0; i < PRACTICE_CONNECTIONS; i++) {
            practiseOnce();
        }
    }

    private void practiseOnce() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var reply = new byte[1024];
            for (int i = 0; i < PRACTICE_REQUESTS; i++) {
                socket.getOutputStream().write(REQUEST);
                if (socket.getInputStream().read(reply) < 0) {
                    throw new IllegalStateException("the oracle hung up");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** From the next arrival on the script holds. */
    void begin() {
        try {
            process.process().getOutputStream().write('b');
            process.process().getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, and reads what it did. */
    ServedLog end() throws InterruptedException {
        try {
            process.process().getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.awaitSuccess(PATIENCE);
        return ServedLog.read(log);
    }

    @Override
    public void close() {
        process.close();
    }
}
