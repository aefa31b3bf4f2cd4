package dev.plimsoll.runner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;

/** A server on loopback that notes when requests arrive and answers them as a script says. */
public final class TestTarget implements AutoCloseable {
    /** A whole small response. */
    public static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /** What arrived, and when: nanoseconds of {@link System#nanoTime}. */
    public record Arrival(long nanos, int connection, String head, String body) {}

    /** Answers one request; what it throws ends the connection. */
    public interface Script {
        void answer(Arrival arrival, OutputStream out) throws IOException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Thread acceptor;

    private TestTarget(ServerSocketFactory factory, Script script) throws IOException {
        this.script = script;
        listener = factory.createServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        acceptor = Thread.ofVirtual().start(this::accept);
    }

    public static TestTarget answering(String response) throws IOException {
        return scripted((arrival, out) -> out.write(response.getBytes(ISO_8859_1)));
    }

    public static TestTarget scripted(Script script) throws IOException {
        return new TestTarget(ServerSocketFactory.getDefault(), script);
    }

    public static TestTarget scripted(ServerSocketFactory factory, Script script) throws IOException {
        return new TestTarget(factory, script);
    }

    /** Holds a script back, without a limit on how many do so at once. */
    public static void delay(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** When requests arrived, in order. */
    public long[] instants() {
        return arrivals.stream().mapToLong(Arrival::nanos).sorted().toArray();
    }

    /** How many requests its script has answered. */
    public int answered() {
        return answered.get();
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                sockets.add(socket);
                int number = connections.getAndIncrement();
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException e) {
                // closed, or a handshake that the client refused
            }
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (var head = readHead(in); !head.isEmpty(); head = readHead(in)) {
                long now = System.nanoTime();
                var body = new String(in.readNBytes(contentLength(head)), ISO_8859_1);
                var arrival = new Arrival(now, connection, head, body);
                arrivals.add(arrival);
                script.answer(arrival, socket.getOutputStream());
                answered.incrementAndGet();
            }
        } catch (IOException | UncheckedIOException e) {
            // the client, or the script, ended the connection
        }
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int contentLength(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT).split(": ?", 2))
                .filter(field -> field[0].equals("content-length"))
                .mapToInt(field -> Integer.parseInt(field[1]))
                .findFirst()
                .orElse(0);
    }

    /**
     * Then nobody listens: a virtual thread that accepts closes the listener itself, later, and may accept once more.
     */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var socket : new ArrayList<>(sockets)) {
            socket.close();
        }
    }
}
