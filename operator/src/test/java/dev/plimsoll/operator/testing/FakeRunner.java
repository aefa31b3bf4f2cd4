package dev.plimsoll.operator.testing;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.engine.histogram.Histograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to the collector as a runner does, and makes up what the target answered. Keeps what is not durable, as it
 * must.
 */
public final class FakeRunner implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String name;
    private final String run;
    private final String token;
    private final String instance;
    private final List<Interval> kept = new ArrayList<>();
    private String collector;
    private @Nullable Shard shard;
    private @Nullable RunPlan plan;
    private @Nullable Ending ending;
    private long nextSequence;

    public FakeRunner(int collectorPort, String run, String name, String token) {
        this.collector = "http://127.0.0.1:" + collectorPort;
        this.run = run;
        this.name = name;
        this.token = token;
        this.instance = "instance-of-" + name;
    }

    /** The collector is somewhere else now. */
    public void moveTo(int collectorPort) {
        collector = "http://127.0.0.1:" + collectorPort;
    }

    /** Asks for a shard; the answer's status. */
    public int register() {
        var response = post("runners", new Registration(name, instance));
        if (response.statusCode() == 200
                && WireFormat.read(response.body(), Registration.Reply.class)
                        instanceof Registration.Accepted accepted) {
            shard = accepted.shard();
            plan = accepted.plan();
        }
        return response.statusCode();
    }

    /** The plan that came with its shard. */
    public RunPlan plan() {
        return Objects.requireNonNull(plan, "register first");
    }

    /** Waits for the start instant; fails when there is none in time. */
    public void awaitStart() {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var path = "start?shard=%d&instance=%s".formatted(shard().index(), instance);
            var response =
                    send(request(path).GET().timeout(Duration.ofSeconds(20)).build());
            if (response.statusCode() == 200
                    && WireFormat.read(response.body(), StartSignal.class).startAtEpochNanos() != null) {
                return;
            }
        }
        throw new AssertionError("runner " + name + " was given no start instant");
    }

    /** Another second went by in which all requests of this shard were answered so fast. */
    public void drive(int requests, Duration responseTime) {
        drive(requests, responseTime, Map.of());
    }

    /** Another second went by in which all requests of this shard ended in an error. */
    public void driveErrors(int requests) {
        drive(requests, Duration.ofMillis(1), Map.of(ErrorKind.BAD_STATUS, (long) requests));
    }

    private void drive(int requests, Duration responseTime, Map<ErrorKind, Long> errors) {
        var times = Histograms.create();
        times.recordValueWithCount(responseTime.toNanos(), requests);
        var encoded = Histograms.encode(times);
        var step = plan().scenarios().getFirst();
        var series = new Series(
                new SeriesKey(
                        step.name(), step.requests().findFirst().orElseThrow().name(), false),
                new Counts(requests, requests, errors.isEmpty() ? requests : 0, 0, 0, 0, errors),
                encoded,
                encoded,
                encoded);
        kept.add(new Interval(
                nextSequence,
                nextSequence * SECOND,
                (nextSequence + 1) * SECOND,
                List.of(series),
                GeneratorHealth.IDLE));
        nextSequence++;
    }

    /** The schedule is done. */
    public void end() {
        ending = Ending.COMPLETED;
    }

    /** It was told to stop, and has. */
    public void stopped() {
        ending = Ending.STOPPED;
    }

    /** Sends what is not durable; the answer's status. */
    public int report() {
        return exchange().statusCode();
    }

    /** Sends what is not durable, and whether the collector tells to stop. */
    public boolean reportAndHearStop() {
        var response = exchange();
        return response.statusCode() == 410
                || (response.statusCode() == 200
                        && WireFormat.read(response.body(), Report.Reply.class).stop());
    }

    private HttpResponse<byte[]> exchange() {
        var response = post(
                "reports", new Report(RunPlan.VERSION, shard().index(), instance, 1_000, List.copyOf(kept), ending));
        if (response.statusCode() == 200) {
            long durable = WireFormat.read(response.body(), Report.Reply.class).durableThrough();
            kept.removeIf(interval -> interval.sequence() <= durable);
        }
        return response;
    }

    private Shard shard() {
        return Objects.requireNonNull(shard, "register first");
    }

    private HttpResponse<byte[]> post(String path, Object message) {
        return send(request(path)
                .POST(HttpRequest.BodyPublishers.ofByteArray(WireFormat.write(message)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(collector + "/v1/runs/" + run + "/" + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
