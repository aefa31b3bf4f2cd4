package dev.plimsoll.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Something small on loopback that answers 200 after a while. */
final class Target implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();

    private Target(HttpServer server) {
        this.server = server;
    }

    static Target answeringAfterMillis(int millis) throws IOException {
        var target = new Target(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100));
        target.server.setExecutor(target.threads);
        target.server.createContext("/", exchange -> {
            target.requests.incrementAndGet();
            LockSupport.parkNanos(millis * 1_000_000L);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        target.server.start();
        return target;
    }

    /** A URL at which nobody listens. */
    static String nobody() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
