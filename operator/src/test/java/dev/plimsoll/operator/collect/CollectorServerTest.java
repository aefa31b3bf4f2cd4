package dev.plimsoll.operator.collect;

import static dev.plimsoll.operator.collect.Runs.interval;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.contract.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorServerTest {
    private static final RunName RUN = new RunName("shop", "checkout-1");

    private final Set<RunName> expected = ConcurrentHashMap.newKeySet();
    private final Sessions sessions = new Sessions(expected::contains);
    private final RunSession session = RunSession.gathering(Runs.plan(), 1, "secret", RunSession.Rules.NONE, () -> 5);
    private final AtomicInteger unauthorized = new AtomicInteger();
    private final AtomicInteger reports = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CollectorServer server = new CollectorServer(
            sessions,
            new CollectorMetrics() {
                @Override
                public void reportReceived() {
                    reports.incrementAndGet();
                }

                @Override
                public void unauthorized() {
                    unauthorized.incrementAndGet();
                }
            },
            InetAddress.getLoopbackAddress(),
            0,
            routing -> routing.get("/healthz", (request, response) -> response.send("ok")));

    @BeforeEach
    void start() {
        sessions.open(RUN, session);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void shouldLeadARunnerThroughItsRun() throws Exception {
        var accepted = WireFormat.read(
                post("runners", new Registration("r0", "i0"), "secret").body(), Registration.Reply.class);
        assertThat(accepted).isInstanceOf(Registration.Accepted.class);

        session.start(99);
        var signal = WireFormat.read(get("start?shard=0&instance=i0").body(), StartSignal.class);
        assertThat(signal.startAtEpochNanos()).isEqualTo(99);

        var report = new Report(RunPlan.VERSION, 0, "i0", 0, List.of(interval(0, 10, 0)), Ending.COMPLETED);
        var reply = WireFormat.read(post("reports", report, "secret").body(), Report.Reply.class);
        assertThat(reply).isEqualTo(new Report.Reply(0, -1, false, ""));
        assertThat(reports).hasValue(1);
        assertThat(session.ended()).isTrue();
    }

    @Test
    void shouldReadCompressedReports() throws Exception {
        post("runners", new Registration("r0", "i0"), "secret");
        var report = new Report(RunPlan.VERSION, 0, "i0", 0, List.of(interval(0, 10, 0)), null);
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(WireFormat.write(report));
        }
        var response = send(request("reports", "secret")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(WireFormat.read(response.body(), Report.Reply.class).receivedThrough())
                .isZero();
    }

    @Test
    void shouldAnswer401AndCountWhenTheTokenIsWrong() throws Exception {
        assertThat(post("runners", new Registration("r0", "i0"), "guess").statusCode())
                .isEqualTo(401);
        assertThat(post("reports", new Report(RunPlan.VERSION, 0, "i0", 0, List.of(), null), "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(unauthorized).hasValue(2);
        assertThat(session.registered()).isZero();
    }

    @Test
    void shouldAnswer409WhenARunnerIsRefused() throws Exception {
        post("runners", new Registration("r0", "i0"), "secret");
        var response = post("runners", new Registration("r1", "i1"), "secret");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(WireFormat.read(response.body(), Registration.Reply.class)).isInstanceOf(Registration.Refused.class);
    }

    @Test
    void shouldAnswer409WhenAProcessReportsForAnother() throws Exception {
        post("runners", new Registration("r0", "i0"), "secret");
        assertThat(post("reports", new Report(RunPlan.VERSION, 0, "other", 0, List.of(), null), "secret")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void shouldAnswer410WhenTheRunIsGone() throws Exception {
        sessions.drop(RUN);
        assertThat(post("runners", new Registration("r0", "i0"), "secret").statusCode())
                .isEqualTo(410);
    }

    @Test
    void shouldAnswer503WhenTheRunMayStillCome() throws Exception {
        sessions.drop(RUN);
        expected.add(RUN);
        assertThat(post("runners", new Registration("r0", "i0"), "secret").statusCode())
                .isEqualTo(503);
    }

    @Test
    void shouldAnswer400WhenTheBodyIsNoMessage() throws Exception {
        var response = send(request("runners", "secret").POST(HttpRequest.BodyPublishers.ofString("{")));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("not a Registration");
    }

    @Test
    void shouldKeepAnsweringRunnersWhenTheRunIsRetired() throws Exception {
        post("runners", new Registration("r0", "i0"), "secret");
        session.start(1);
        var last = new Report(RunPlan.VERSION, 0, "i0", 0, List.of(interval(0, 10, 0)), Ending.COMPLETED);
        post("reports", last, "secret");
        session.durable(session.result());
        sessions.retire(RUN);
        sessions.forgetDismissed();
        var reply = WireFormat.read(post("reports", last, "secret").body(), Report.Reply.class);
        assertThat(reply.durableThrough()).isZero();
        sessions.forgetDismissed();
        assertThat(post("reports", last, "secret").statusCode()).isEqualTo(410);
    }

    @Test
    void shouldServeFurtherRoutes() throws Exception {
        var uri = URI.create("http://localhost:" + server.port() + "/healthz");
        assertThat(send(HttpRequest.newBuilder(uri)).statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> post(String what, Object message, String token)
            throws IOException, InterruptedException {
        return send(request(what, token).POST(HttpRequest.BodyPublishers.ofByteArray(WireFormat.write(message))));
    }

    private HttpResponse<byte[]> get(String what) throws IOException, InterruptedException {
        return send(request(what, "secret"));
    }

    private HttpRequest.Builder request(String what, String token) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/v1/runs/" + RUN + "/" + what))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
