package dev.plimsoll.runner.report;

import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.contract.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/**
 * The collector's HTTP interface for one run. Each call blocks, is tried once, and never throws for what the network
 * does.
 */
final class CollectorClient {
    /** Longer than the collector holds back the start signal. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(15);

    /** What is sent to a collector that was killed may vanish; three attempts fit into the patience of the next. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int WORTH_COMPRESSING = 4 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final String runUrl;
    private final String token;

    /**
     * A client for one run.
     *
     * @param collector base URL of the collector
     * @param run namespace and name of the run, {@code namespace/name}
     * @param token the run's bearer token
     */
    CollectorClient(URI collector, String run, String token) {
        runUrl = collector.toString().replaceAll("/+$", "") + "/v1/runs/" + run;
        this.token = token;
    }

    /** Asks for a shard. A refusal is an answer too. */
    Answer<Registration.Reply> register(Registration registration) throws InterruptedException {
        return call(post("/runners", registration), TIMEOUT, Registration.Reply.class);
    }

    /** Asks for the start instant; the collector holds the answer back for some seconds while runners are missing. */
    Answer<StartSignal> awaitStart(int shard, String instance) throws InterruptedException {
        var query = "/start?shard=" + shard + "&instance=" + URLEncoder.encode(instance, StandardCharsets.UTF_8);
        return call(request(query).GET(), START_TIMEOUT, StartSignal.class);
    }

    /** Posts what was measured. */
    Answer<Report.Reply> report(Report report) throws InterruptedException {
        return call(post("/reports", report), TIMEOUT, Report.Reply.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(runUrl + path)).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder post(String path, Object message) {
        var json = WireFormat.write(message);
        var request = request(path).header("Content-Type", "application/json");
        return json.length > WORTH_COMPRESSING
                ? request.header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(gzip(json)))
                : request.POST(BodyPublishers.ofByteArray(json));
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to be written
        }
        return compressed.toByteArray();
    }

    /** A time limit of the client's own would end with the head of the response: the body might never come. */
    private <T> Answer<T> call(HttpRequest.Builder request, Duration atMost, Class<T> type)
            throws InterruptedException {
        var exchange = http.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            return read(exchange.get(atMost.toNanos(), TimeUnit.NANOSECONDS), type);
        } catch (TimeoutException e) {
            return new Answer.Unavailable<>("no answer within " + atMost.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Answer.Unavailable<>(String.valueOf(e.getCause()));
        } finally {
            exchange.cancel(true);
        }
    }

    private static <T> Answer<T> read(HttpResponse<byte[]> response, Class<T> type) {
        int status = response.statusCode();
        boolean refusal = status == 409 && type == Registration.Reply.class;
        if (status == 200 || refusal) {
            try {
                return new Answer.Given<>(WireFormat.read(response.body(), type));
            } catch (WireFormat.MalformedMessageException e) {
                return new Answer.Rejected<>("it answered what is " + e.getMessage());
            }
        }
        return switch (status) {
            case 409 -> new Answer.NotHeld<>();
            case 410 -> new Answer.Gone<>();
            case 401 -> new Answer.Rejected<>("401: the token is not this run's");
            default -> {
                var reason = status + ": " + new String(response.body(), StandardCharsets.UTF_8).strip();
                boolean mayPass = status >= 500 || status == 404 || status == 429;
                yield mayPass ? new Answer.Unavailable<>(reason) : new Answer.Rejected<>(reason);
            }
        };
    }
}
