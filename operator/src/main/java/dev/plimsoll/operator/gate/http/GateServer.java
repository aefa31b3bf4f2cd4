package dev.plimsoll.operator.gate.http;

import dev.plimsoll.operator.gate.GateRecords;
import dev.plimsoll.operator.gate.Gatekeeper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The port for callers of gates, apart from that of runners, so that a NetworkPolicy can say who reaches it. */
public final class GateServer implements AutoCloseable {
    /** Callers give up after ten seconds, unless told otherwise. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String BEARER = "Bearer ";
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final GateDesk desk;
    private final int port;
    private final WebServer server;

    /**
     * @param access who may ask
     * @param namespaces that the operator looks after; empty for all
     * @param ready whether this process leads and knows the cluster
     * @param address to listen on; the wildcard address for all
     * @param port to listen on; 0 for a free one
     */
    public GateServer(
            GateRecords records,
            GateAccess access,
            Set<String> namespaces,
            BooleanSupplier ready,
            InetAddress address,
            int port) {
        this.desk = new GateDesk(ready, PATIENCE);
        this.port = port;
        var tests = new GatedTests(records, namespaces);
        var gatekeeper = new Gatekeeper(records);
        this.server = WebServer.builder()
                .address(address)
                .port(port)
                .maxPayloadSize(MAX_BODY_BYTES)
                .shutdownHook(false)
                .routing(routing -> {
                    routing.error(
                            IllegalArgumentException.class,
                            (_, response, e) ->
                                    response.status(Status.BAD_REQUEST_400).send(e.getMessage() + "\n"));
                    new GateRoutes(desk, access, tests, gatekeeper).accept(routing);
                    new FlaggerRoutes(desk, access, tests, gatekeeper).accept(routing);
                })
                .build();
    }

    /**
     * Begins to listen.
     *
     * @throws IllegalStateException when somebody else listens on this port
     */
    public GateServer start() {
        server.start();
        if (server.port() < 0) { // the server's own start logs this and does not fail
            throw new IllegalStateException("cannot listen on port " + port
                    + ": another process does; end it, or set PLIMSOLL_GATE_PORT to another");
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
        desk.close();
    }

    static byte[] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (var body = request.content().inputStream()) {
            return body.readNBytes(MAX_BODY_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the header, or of the URL for who can send none. */
    static Optional<String> token(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .or(() -> query(request, "token"))
                .filter(token -> !token.isBlank());
    }

    static Optional<String> query(ServerRequest request, String name) {
        return request.query().first(name).asOptional();
    }
}
