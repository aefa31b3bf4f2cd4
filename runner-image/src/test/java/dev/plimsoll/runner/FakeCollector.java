package dev.plimsoll.runner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.contract.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A collector in this process that keeps the protocol, and can be told to misbehave. */
final class FakeCollector implements AutoCloseable, Measured {
    static final String TOKEN = "secret";
    private static final long LEAD_NANOS = 350_000_000;

    private final HttpServer server;
    private final RunPlan plan;
    private final int shards;
    private final Map<String, Integer> instances = new LinkedHashMap<>();
    private final Map<Integer, List<Interval>> intervals = new LinkedHashMap<>();
    private final Map<Integer, Ending> endings = new LinkedHashMap<>();
    private final List<Report> reports = new ArrayList<>();
    private long startAt;
    private int failWith;
    private int failures;
    private String stopReason = "";
    private boolean forgetful;
    private boolean durable = true;

    FakeCollector(RunPlan plan, int shards) throws IOException {
        this.plan = plan;
        this.shards = shards;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/runs/" + plan.run() + "/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    // --- misbehaviour

    /** Answers everything with this status; 0 ends it. */
    synchronized void failWith(int status) {
        failWith = status;
    }

    synchronized void stop(String reason) {
        stopReason = reason;
    }

    /**
     * Says that it has received nothing but the first interval, as one that took over from an old checkpoint does,
     * once.
     */
    synchronized void forgetOnce() {
        forgetful = true;
    }

    synchronized void durable(boolean durable) {
        this.durable = durable;
    }

    // --- what it got

    synchronized List<Report> reports() {
        return List.copyOf(reports);
    }

    synchronized List<Interval> intervals(int shard) {
        return List.copyOf(intervals.getOrDefault(shard, List.of()));
    }

    /** How many calls were answered as {@link #failWith} said. */
    synchronized int failures() {
        return failures;
    }

    synchronized Map<Integer, Ending> endings() {
        return Map.copyOf(endings);
    }

    @Override
    public Stream<Series> series() {
        Map<Integer, List<Interval>> all;
        synchronized (this) {
            all = new LinkedHashMap<>(intervals);
        }
        return all.values().stream().flatMap(List::stream).flatMap(interval -> interval.series().stream());
    }

    /** Longest that a slot was due before its runner noticed. */
    synchronized long maxLatenessNanos() {
        return intervals.values().stream()
                .flatMap(List::stream)
                .mapToLong(interval -> interval.health().maxLatenessNanos())
                .max()
                .orElse(0);
    }

    // --- protocol

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body;
            try (var in = decoded(exchange)) {
                body = in.readAllBytes();
            }
            var answer = answer(exchange, body);
            var bytes = answer.message == null ? new byte[0] : WireFormat.write(answer.message);
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static InputStream decoded(HttpExchange exchange) throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody();
    }

    private record Answer(int status, @Nullable Object message) {}

    private synchronized Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        if (failWith != 0) {
            failures++;
            return new Answer(failWith, null);
        }
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Answer(401, null);
        }
        var path = exchange.getRequestURI().getPath();
        if (path.endsWith("/runners")) {
            return register(WireFormat.read(body, Registration.class));
        }
        if (path.endsWith("/start")) {
            return start();
        }
        return report(WireFormat.read(body, Report.class));
    }

    private Answer register(Registration registration) {
        var shard = instances.get(registration.instance());
        if (shard == null) {
            if (instances.size() == shards) {
                return new Answer(409, new Registration.Refused("TooLate", "all shards are taken"));
            }
            shard = instances.size();
            instances.put(registration.instance(), shard);
        }
        return new Answer(200, new Registration.Accepted(new Shard(shard, shards), plan, epochNanos()));
    }

    private Answer start() {
        if (instances.size() == shards && startAt == 0) {
            startAt = epochNanos() + LEAD_NANOS;
        }
        return new Answer(200, new StartSignal(startAt == 0 ? null : startAt, epochNanos(), false));
    }

    private Answer report(Report report) {
        reports.add(report);
        var known = intervals.computeIfAbsent(report.shard(), shard -> new ArrayList<>());
        if (forgetful) {
            forgetful = false;
            known.subList(Math.min(1, known.size()), known.size()).clear();
            return reply(known.size() - 1, Math.min(0, known.size() - 1));
        }
        for (var interval : report.intervals()) {
            if (interval.sequence() == known.size()) {
                known.add(interval);
            }
        }
        boolean whole =
                report.intervals().isEmpty() || report.intervals().getLast().sequence() == known.size() - 1;
        if (report.ending() != null && whole) {
            endings.put(report.shard(), report.ending());
        }
        return reply(known.size() - 1, durable ? known.size() - 1 : -1);
    }

    private Answer reply(long receivedThrough, long durableThrough) {
        return new Answer(200, new Report.Reply(receivedThrough, durableThrough, !stopReason.isEmpty(), stopReason));
    }

    static long epochNanos() {
        var now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
