package dev.plimsoll.runner.report;

import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.contract.WireFormat;
import dev.plimsoll.runner.host.Precedence;
import dev.plimsoll.runner.http.BlockingClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

    /**
     * Histograms are deflated already, and base64 is all that is left to save. Where a second of load makes more than
     * this, or a collector was away, that is worth work beside the load.
     */
    private static final int WORTH_COMPRESSING = 64 * 1024;

    private final BlockingClient http;
    private final String runUrl;
    private final String token;

    /**
     * A client for one run.
     *
     * @param http sends what is posted and asked
     * @param collector base URL of the collector
     * @param run namespace and name of the run, {@code namespace/name}
     * @param token the run's bearer token
     */
    CollectorClient(BlockingClient http, URI collector, String run, String token) {
        this.http = http;
        runUrl = collector.toString().replaceAll("/+$", "") + "/v1/runs/" + run;
        this.token = token;
    }

    /** Asks for a shard. A refusal is an answer too. */
    Answer<Registration.Reply> register(Registration registration) throws InterruptedException {
        return post("/runners", registration, Registration.Reply.class);
    }

    /** Asks for the start instant; the collector holds the answer back for some seconds while runners are missing. */
    Answer<StartSignal> awaitStart(int shard, String instance) throws InterruptedException {
        return askForStart(shard, instance, START_TIMEOUT);
    }

    /** The same for so long; once there is an instant, the collector answers at once. */
    Answer<StartSignal> askForStart(int shard, String instance, Duration atMost) throws InterruptedException {
        var query = "/start?shard=" + shard + "&instance=" + URLEncoder.encode(instance, StandardCharsets.UTF_8);
        return call("GET", query, headers(), new byte[0], atMost, StartSignal.class);
    }

    /** Posts what was measured. */
    Answer<Report.Reply> report(Report report) throws InterruptedException {
        return post("/reports", report, Report.Reply.class);
    }

    private Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        headers.put("Authorization", "Bearer " + token);
        return headers;
    }

    private <T> Answer<T> post(String path, Object message, Class<T> type) throws InterruptedException {
        Precedence.ofLoops();
        var json = WireFormat.write(message);
        Precedence.ofLoops();
        var headers = headers();
        headers.put("Content-Type", "application/json");
        if (json.length > WORTH_COMPRESSING) {
            headers.put("Content-Encoding", "gzip");
            return call("POST", path, headers, gzip(json), TIMEOUT, type);
        }
        return call("POST", path, headers, json, TIMEOUT, type);
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

    private <T> Answer<T> call(
            String method, String path, Map<String, String> headers, byte[] body, Duration atMost, Class<T> type)
            throws InterruptedException {
        try {
            return read(http.send(method, URI.create(runUrl + path), headers, body, atMost), type);
        } catch (TimeoutException e) {
            return new Answer.Unavailable<>("no answer within " + atMost.toSeconds() + " s");
        } catch (IOException e) {
            return new Answer.Unavailable<>(e.toString());
        }
    }

    private static <T> Answer<T> read(BlockingClient.Answer response, Class<T> type) {
        int status = response.status();
        boolean refusal = status == 409 && type == Registration.Reply.class;
        if (status == 200 || refusal) {
            try {
                return new Answer.Given<>(WireFormat.read(response.body().getBytes(StandardCharsets.UTF_8), type));
            } catch (WireFormat.MalformedMessageException e) {
                return new Answer.Rejected<>("it answered what is " + e.getMessage());
            }
        }
        return switch (status) {
            case 409 -> new Answer.NotHeld<>();
            case 410 -> new Answer.Gone<>();
            case 401 -> new Answer.Rejected<>("401: the token is not this run's");
            default -> {
                var reason = status + ": " + response.body().strip();
                boolean mayPass = status >= 500 || status == 404 || status == 429;
                yield mayPass ? new Answer.Unavailable<>(reason) : new Answer.Rejected<>(reason);
            }
        };
    }
}
