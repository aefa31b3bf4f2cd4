package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.oracle.DelayLaw;
import dev.plimsoll.bench.oracle.Script;
import dev.plimsoll.bench.oracle.Stalls;
import dev.plimsoll.bench.process.PinnedProcess;
import dev.plimsoll.bench.stats.Quantiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine itself does to whoever sleeps between slots, and to a request on its way: a process beside the
 * oracle on core 1 that only wakes 2,000 times a second, sends one request on one connection, and reads the answer,
 * which the oracle gives at once. Nobody who sleeps in the ordinary way is more exact; whatever else takes the core for
 * a while shows here, and is in every tool's numbers.
 */
final class BareClient {
    /** Before the script begins, the oracle answers at once anyway. */
    private static final Script AT_ONCE = new Script(new DelayLaw(0, 0), Stalls.NONE, 1);

    private static final long GAP_NANOS = 500_000;
    private static final int WARM_UP = 4_000;
    private static final int TICKS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double[] PERCENTS = {50, 99, 99.9, 100};
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: oracle\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private BareClient() {}

    /** Measures, and says it in a sentence. */
    static String measure(Path folder) throws InterruptedException {
        try (var oracle = OracleProcess.start(AT_ONCE, 1, folder)) {
            var command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BareClient.class.getName(),
                    Integer.toString(oracle.port()));
            try (var process = PinnedProcess.start(Trial.CORE, command, Map.of(), folder.resolve("bare.log"))) {
                process.awaitSuccess(PATIENCE);
                return process.said().strip();
            }
        }
    }

    /** Is the process. */
    public static void main(String[] arguments) throws IOException {
        var thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
        Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "1");
        var late = new long[WARM_UP + TICKS];
        var took = new long[late.length];
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
            socket.setTcpNoDelay(true);
            var reply = new byte[1024];
            long due = System.nanoTime();
            for (int i = 0; i < late.length; i++) {
                due = Math.max(due + GAP_NANOS, System.nanoTime());
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                long woke = System.nanoTime();
                socket.getOutputStream().write(REQUEST);
                if (socket.getInputStream().read(reply) < 0) {
                    throw new IOException("the oracle hung up");
                }
                late[i] = woke - due;
                took[i] = System.nanoTime() - woke;
            }
        }
        System.out.printf(
                "A bare client on core 1, 2,000 times a second, wakes late by %s, and has its answer after %s"
                        + " (p50 / p99 / p99.9 / most).%n",
                micros(late), micros(took));
    }

    private static String micros(long[] samples) {
        var judged = Arrays.copyOfRange(samples, WARM_UP, samples.length);
        Arrays.sort(judged);
        return String.join(
                        " / ",
                        Arrays.stream(PERCENTS)
                                .mapToObj(
                                        p -> String.format(Locale.ROOT, "%,.0f", Quantiles.atPercent(judged, p) / 1e3))
                                .toList())
                + " µs";
    }
}
