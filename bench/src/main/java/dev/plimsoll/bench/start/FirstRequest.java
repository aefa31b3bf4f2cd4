package dev.plimsoll.bench.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A target that answers everything at once, and notes when the first request came. */
final class FirstRequest implements AutoCloseable {
    private static final byte[] RESPONSE =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_REQUEST = 4096;

    private final ServerSocket server;
    private final CompletableFuture<Long> firstAt = new CompletableFuture<>();

    private FirstRequest(ServerSocket server) {
        this.server = server;
    }

    static FirstRequest listen() {
        try {
            var target = new FirstRequest(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(target::accept);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the target", e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** When its first byte was read, by {@link System#nanoTime}. */
    long awaitNanoTime(Duration patience) throws InterruptedException, TimeoutException {
        try {
            return firstAt.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it so
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    /** Requests are small and come one at a time on each connection: each is one read. */
    private void answer(Socket socket) {
        var request = new byte[LONGEST_REQUEST];
        try (socket) {
            while (socket.getInputStream().read(request) > 0) {
                firstAt.complete(System.nanoTime());
                socket.getOutputStream().write(RESPONSE);
            }
        } catch (IOException _) {
            // the runner has ended
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
