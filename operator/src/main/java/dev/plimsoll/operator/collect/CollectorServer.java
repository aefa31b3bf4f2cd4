package dev.plimsoll.operator.collect;

import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.StartSignal;
import dev.plimsoll.engine.contract.WireFormat;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The HTTP endpoint of runners. Every call carries the run's token.
 *
 * <pre>
 * POST /v1/runs/NAMESPACE/NAME/runners   Registration → 200 Accepted, 409 Refused
 * GET  /v1/runs/NAMESPACE/NAME/start     ?shard=N&amp;instance=ID → 200 StartSignal, within five seconds
 * POST /v1/runs/NAMESPACE/NAME/reports   Report → 200 Report.Reply
 * </pre>
 *
 * 400: no such message; 401: wrong token; 409 on start and reports: not this process's shard, register again; 410: the
 * run is gone, stop; 503: not known here yet, try again.
 */
public final class CollectorServer implements AutoCloseable {
    private static final Duration START_POLL = Duration.ofSeconds(5);
    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
    private static final String BEARER = "Bearer ";

    private final RunDirectory directory;
    private final CollectorMetrics metrics;
    private final int port;
    private final WebServer server;

    /**
     * @param address to listen on; the wildcard address for all
     * @param port to listen on; 0 for a free one
     * @param more further routes on the same port
     */
    public CollectorServer(
            RunDirectory directory,
            CollectorMetrics metrics,
            InetAddress address,
            int port,
            Consumer<HttpRouting.Builder> more) {
        this.directory = directory;
        this.metrics = metrics;
        this.port = port;
        this.server = WebServer.builder()
                .address(address)
                .port(port)
                .maxPayloadSize(MAX_MESSAGE_BYTES)
                .shutdownHook(false)
                .contentEncoding(encoding ->
                        encoding.contentEncodingsDiscoverServices(false).addContentEncoding(new GzipDecoding()))
                .routing(routing -> {
                    routing.post("/v1/runs/{namespace}/{name}/runners", this::register)
                            .get("/v1/runs/{namespace}/{name}/start", this::awaitStart)
                            .post("/v1/runs/{namespace}/{name}/reports", this::report)
                            .error(
                                    WireFormat.MalformedMessageException.class,
                                    (request, response, e) -> response.status(Status.BAD_REQUEST_400)
                                            .send(e.getMessage()));
                    more.accept(routing);
                })
                .build();
    }

    /**
     * Begins to listen.
     *
     * @throws IllegalStateException when somebody else listens on this port
     */
    public CollectorServer start() {
        server.start();
        if (server.port() < 0) { // the server's own start logs this and does not fail
            throw new IllegalStateException("cannot listen on port " + port
                    + ": another process does; end it, or set PLIMSOLL_PORT to another");
        }
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void register(ServerRequest request, ServerResponse response) {
        withSession(request, response, session -> {
            var reply = session.register(read(request, Registration.class));
            send(response, reply instanceof Registration.Refused ? Status.CONFLICT_409 : Status.OK_200, reply);
        });
    }

    private void awaitStart(ServerRequest request, ServerResponse response) {
        withSession(request, response, session -> {
            int shard = request.query()
                    .first("shard")
                    .map(CollectorServer::shardIndex)
                    .orElse(-1);
            if (!session.holds(shard, request.query().first("instance").orElse(""))) {
                sendNotHeld(response);
                return;
            }
            try {
                StartSignal signal = session.awaitStart(shard, START_POLL);
                send(response, Status.OK_200, signal);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                response.status(Status.SERVICE_UNAVAILABLE_503).send("the collector is ending; ask again");
            }
        });
    }

    private void report(ServerRequest request, ServerResponse response) {
        withSession(request, response, session -> {
            var report = read(request, Report.class);
            if (!session.holds(report.shard(), report.instance())) {
                sendNotHeld(response);
                return;
            }
            var reply = session.report(report);
            metrics.reportReceived();
            send(response, Status.OK_200, reply);
        });
    }

    private void withSession(ServerRequest request, ServerResponse response, Consumer<RunSession> action) {
        var path = request.path().pathParameters();
        var run = new RunName(path.get("namespace"), path.get("name"));
        switch (directory.find(run)) {
            case RunDirectory.Lookup.Gone() ->
                response.status(Status.GONE_410).send("run " + run + " ended or was deleted; stop");
            case RunDirectory.Lookup.NotHere() ->
                response.status(Status.SERVICE_UNAVAILABLE_503)
                        .send("run " + run + " is not known here yet; try again");
            case RunDirectory.Lookup.Found(var session) -> {
                if (session.authorizes(bearerToken(request))) {
                    action.accept(session);
                } else {
                    metrics.unauthorized();
                    response.status(Status.UNAUTHORIZED_401).send("this is not the token of run " + run);
                }
            }
        }
    }

    private static String bearerToken(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .orElse("");
    }

    private static int shardIndex(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static <T> T read(ServerRequest request, Class<T> type) {
        try (var body = request.content().inputStream()) {
            return WireFormat.read(body.readNBytes(MAX_MESSAGE_BYTES), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendNotHeld(ServerResponse response) {
        response.status(Status.CONFLICT_409).send("this process does not hold the shard; register first");
    }

    private static void send(ServerResponse response, Status status, Object message) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(WireFormat.write(message));
    }
}
