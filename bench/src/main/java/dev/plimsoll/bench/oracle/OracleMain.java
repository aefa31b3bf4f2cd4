package dev.plimsoll.bench.oracle;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * The oracle's process. Prints its port; is told by a byte on its input to begin, and by the end of its input to write
 * its log and go.
 */
public final class OracleMain {
    /** As many connections as stalls bring. */
    private static final int CROWD = 20_000;

    private volatile boolean begin;
    private volatile boolean end;

    private OracleMain() {}

    /**
     * Serves.
     *
     * @param arguments file for the log; most requests to note; the script's words
     */
    public static void main(String[] arguments) throws IOException {
        var log = Path.of(arguments[0]);
        int capacity = Integer.parseInt(arguments[1]);
        var script = Script.of(Arrays.asList(arguments).subList(2, arguments.length));
        makeRoom();
        try (var server = new OracleServer(script, capacity)) {
            System.out.println(server.port());
            new OracleMain().serve(server);
            server.log().writeTo(log);
        }
    }

    /** A table of descriptors that grows under load holds up for 30 ms and more whoever opens one, so it grows now. */
    private static void makeRoom() throws IOException {
        var opened = new ArrayList<Closeable>();
        try {
            while (opened.size() < CROWD) {
                opened.add(FileChannel.open(Path.of("/dev/null")));
            }
        } catch (IOException _) { // no more are allowed
        }
        for (var channel : opened) {
            channel.close();
        }
    }

    private void serve(OracleServer server) throws IOException {
        Thread.ofPlatform().daemon().start(this::listen);
        while (!begin && !end) {
            turn(server);
        }
        server.begin();
        while (!end) {
            turn(server);
        }
    }

    /** Yields after each half: whoever shares the core comes first, and finds it awake. */
    @SuppressWarnings("ThreadPriorityCheck") // a scheduler that does not care gives turns to both
    private static void turn(OracleServer server) throws IOException {
        server.answer();
        Thread.yield();
        server.listen();
        Thread.yield();
    }

    private void listen() {
        try {
            begin = System.in.read() >= 0;
            while (System.in.read() >= 0) {
                // nothing else is said
            }
            end = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
