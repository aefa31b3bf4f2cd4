package dev.plimsoll.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The running service. {@link #close()} frees its port at once. */
public final class DemoService implements AutoCloseable {
    private static final int ARRIVALS = 200_000;
    private static final int BACKLOG = 4_096;

    /** Read once, when the JDK's server is first used. Its own defaults close all but 200 idle connections. */
    private static final Map<String, String> SERVER_PROPERTIES = Map.of(
            "sun.net.httpserver.nodelay", "true",
            "sun.net.httpserver.maxIdleConnections", "10000",
            "sun.net.httpserver.idleInterval", "300");

    private final HttpServer server;
    private final ExecutorService threads;

    private DemoService(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Returns when it listens.
     *
     * @throws IOException when it cannot listen there
     */
    public static DemoService start(DemoConfig config) throws IOException {
        SERVER_PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        var server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), BACKLOG);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext(
                "/",
                new Endpoints(
                        new Arrivals(ARRIVALS),
                        new Chance(config.seed()),
                        System::nanoTime,
                        Duration.ofMillis(config.slowerMillis()),
                        new Workers(config.workers())));
        server.start();
        return new DemoService(server, threads);
    }

    /** Where it is reached from this machine, without a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    public static void main(String[] arguments) {
        try {
            var service = start(DemoConfig.from(List.of(arguments), System.getenv()));
            System.out.println("listening on " + service.uri());
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("demo service: " + e.getMessage());
            System.exit(2);
        }
    }
}
