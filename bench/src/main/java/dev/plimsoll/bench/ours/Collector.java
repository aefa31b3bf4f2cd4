package dev.plimsoll.bench.ours;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.contract.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Where the one runner of a benchmark registers and reports. It shares its core with the target, so it answers reports
 * by their numbers alone and reads them when the run is over.
 */
public final class Collector implements AutoCloseable {
    static final String RUN = "bench/bench";

    private static final String TOKEN = "bench";
    private static final String RUNNER = "bench-0";

    /** As much notice as the operator gives. */
    private static final int READINGS = 32;

    private static final long LEAD_NANOS = 350_000_000;

    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

    private final HttpServer server;
    private final RunPlan plan;
    private final List<byte[]> reports = new ArrayList<>();
    private long startAtEpochNanos;
    private long startAtNanoTime;
    private long registeredAtNanoTime;
    private long readyAtNanoTime;
    private long receivedThrough = -1;

    Collector(RunPlan plan) {
        this.plan = plan;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the collector", e);
        }
        server.createContext("/v1/runs/" + RUN + "/", this::handle);
        server.start();
    }

    /** Where it listens. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the runner needs to find its work. */
    Map<String, String> environment() {
        return Map.of(
                "PLIMSOLL_COLLECTOR_URL",
                url(),
                "PLIMSOLL_RUN",
                RUN,
                "PLIMSOLL_TOKEN",
                TOKEN,
                "PLIMSOLL_RUNNER_NAME",
                RUNNER);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var path = exchange.getRequestURI().getPath();
            var answer = WireFormat.write(answer(path, zipped ? unzip(body) : body));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static byte[] unzip(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    private synchronized Object answer(String path, byte[] body) {
        if (path.endsWith("/runners")) {
            registeredAtNanoTime = registeredAtNanoTime == 0 ? System.nanoTime() : registeredAtNanoTime;
            return new Registration.Accepted(new Shard(0, 1), plan, epochNanos());
        }
        if (path.endsWith("/start")) {
            if (readyAtNanoTime == 0) { // asked again, the answer is the same
                readyAtNanoTime = System.nanoTime();
                startAtEpochNanos = epochNanos() + LEAD_NANOS;
                startAtNanoTime = nanoTimeAt(startAtEpochNanos);
            }
            return new StartSignal(startAtEpochNanos, epochNanos(), false);
        }
        reports.add(body);
        var sequences = SEQUENCE.matcher(new String(body, StandardCharsets.ISO_8859_1));
        while (sequences.find()) {
            receivedThrough = Math.max(receivedThrough, Long.parseLong(sequences.group(1)));
        }
        return new Report.Reply(receivedThrough, receivedThrough, false, "");
    }

    /** By the tightest of several readings of both clocks, as the runner does: what lies between two is an error. */
    private static long nanoTimeAt(long epochNanos) {
        long tightest = Long.MAX_VALUE;
        long origin = 0;
        for (int i = 0; i < READINGS; i++) {
            long before = System.nanoTime();
            long epoch = epochNanos();
            long between = System.nanoTime() - before;
            if (between < tightest) {
                tightest = between;
                origin = before + between / 2 - epoch;
            }
        }
        return epochNanos + origin;
    }

    private static long epochNanos() {
        var now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** The announced start, by the clock of {@link System#nanoTime}; 0 before the runner asked. */
    synchronized long startAtNanoTime() {
        return startAtNanoTime;
    }

    /** When the runner was first heard of, by {@link System#nanoTime}; 0 before. */
    synchronized long registeredAtNanoTime() {
        return registeredAtNanoTime;
    }

    /** When the runner asked for the start, by {@link System#nanoTime}; 0 before. */
    synchronized long readyAtNanoTime() {
        return readyAtNanoTime;
    }

    /** What the runner reported, each interval once. */
    synchronized RunResult result() {
        var read = reports.stream()
                .map(bytes -> WireFormat.read(bytes, Report.class))
                .toList();
        var intervals = new ArrayList<Interval>();
        for (var report : read) {
            for (var interval : report.intervals()) {
                if (interval.sequence() == intervals.size()) {
                    intervals.add(interval);
                }
            }
        }
        var shards = read.isEmpty() ? List.<RunResult.ShardProgress>of() : List.of(progress(read.getLast()));
        return new RunResult(RunPlan.VERSION, plan, startAtEpochNanos, intervals, 1, shards, null);
    }

    private RunResult.ShardProgress progress(Report last) {
        return new RunResult.ShardProgress(
                last.shard(), RUNNER, last.instance(), receivedThrough, last.startSkewNanos(), last.ending());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
