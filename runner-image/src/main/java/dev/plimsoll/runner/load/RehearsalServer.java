package dev.plimsoll.runner.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Answers every request alike, on a port that only this machine can reach; knows no more HTTP than it must. */
final class RehearsalServer implements AutoCloseable {
    private static final byte[] RESPONSE =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length:";
    private static final int BACKLOG = 16;

    private final ServerSocket server;

    private RehearsalServer(ServerSocket server) {
        this.server = server;
    }

    static RehearsalServer start() throws IOException {
        var server = new RehearsalServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    String host() {
        return server.getInetAddress().getHostAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException e) {
            // the rehearsal is over
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (int length = readHead(in); length >= 0; length = readHead(in)) {
                in.skipNBytes(length);
                socket.getOutputStream().write(RESPONSE);
            }
        } catch (IOException | NumberFormatException e) {
            // the rehearsal is over, or this is no request that a server would answer
        }
    }

    /** Reads a request's head; the length of its body, or -1 when there is no further request. */
    private static int readHead(InputStream in) throws IOException {
        int length = 0;
        for (var line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            if (line.equals("\r\n")) {
                return length;
            }
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        return -1;
    }

    /** With its end; empty at the end of everything. */
    private static String readLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.append((char) next);
            if (next == '\n') {
                return line.toString();
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
