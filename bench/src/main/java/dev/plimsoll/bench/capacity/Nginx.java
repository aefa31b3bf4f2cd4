package dev.plimsoll.bench.capacity;

import dev.plimsoll.bench.process.PinnedProcess;
import dev.plimsoll.bench.process.ProcessView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The server that all tools load: one process on one core, 16 bytes a reply, nothing logged. */
final class Nginx implements AutoCloseable {
    private static final Pattern REQUESTS = Pattern.compile("requests\\s+\\d+ \\d+ (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Ports that were free a moment ago. */
    record Ports(int plain, int tls, int http2, int status) {
        static Ports free() {
            try (var a = listener();
                    var b = listener();
                    var c = listener();
                    var d = listener()) {
                return new Ports(a.getLocalPort(), b.getLocalPort(), c.getLocalPort(), d.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static ServerSocket listener() throws IOException {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
    }

    private final PinnedProcess process;
    private final Ports ports;

    private Nginx(PinnedProcess process, Ports ports) {
        this.process = process;
        this.ports = ports;
    }

    /** Starts one, in a folder of its own. */
    static Nginx start(Path nginx, Path openssl, Path folder, int core) throws InterruptedException {
        certify(openssl, folder);
        var ports = Ports.free();
        var configuration = folder.resolve("nginx.conf");
        try {
            Files.writeString(configuration, configuration(folder, ports));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = List.of(nginx + "", "-p", folder + "", "-c", configuration + "", "-e", "stderr");
        var server = new Nginx(PinnedProcess.start(core, command, Map.of(), folder.resolve("nginx.log")), ports);
        server.awaitUp();
        return server;
    }

    private static void certify(Path openssl, Path folder) throws InterruptedException {
        var command = List.of(
                openssl + "",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                folder.resolve("key.pem") + "",
                "-out",
                folder.resolve("cert.pem") + "",
                "-days",
                "2",
                "-subj",
                "/CN=localhost");
        try (var process = PinnedProcess.start(0, command, Map.of(), folder.resolve("openssl.log"))) {
            process.awaitSuccess(PATIENCE);
        }
    }

    /** Without a master: the process that is measured is the one that was started. */
    private static String configuration(Path folder, Ports ports) {
        return """
            daemon off;
            master_process off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log stderr error;
            worker_rlimit_nofile 4096;
            events { worker_connections 2048; }
            http {
              access_log off;
              keepalive_requests 1000000000;
              keepalive_timeout 600s;
              client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
              uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
              default_type text/plain;
              ssl_certificate %1$s/cert.pem;
              ssl_certificate_key %1$s/key.pem;
              server { listen 127.0.0.1:%2$d backlog=4096; location / { return 200 "0123456789abcdef"; } }
              server { listen 127.0.0.1:%3$d ssl; location / { return 200 "0123456789abcdef"; } }
              server { listen 127.0.0.1:%4$d ssl http2; location / { return 200 "0123456789abcdef"; } }
              server { listen 127.0.0.1:%5$d; location / { stub_status; } }
            }
            """.formatted(folder, ports.plain, ports.tls, ports.http2, ports.status);
    }

    private void awaitUp() throws InterruptedException {
        for (long left = PATIENCE.dividedBy(LOOK); left > 0; left--) {
            try {
                var _ = requests();
                return;
            } catch (UncheckedIOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("nginx did not start: " + process.lastWords(), e);
                }
                Thread.sleep(LOOK);
            }
        }
        throw new IllegalStateException("nginx does not answer: " + process.lastWords());
    }

    int port(Mode mode) {
        return switch (mode.protocol()) {
            case HTTP1 -> ports.plain;
            case HTTP1_TLS -> ports.tls;
            case HTTP2_TLS -> ports.http2;
        };
    }

    ProcessView view() {
        return process.view();
    }

    /** How many requests it has taken since it began, this question included. */
    long requests() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ports.status)) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            var found = REQUESTS.matcher(answer);
            if (!found.find()) {
                throw new IllegalStateException("nginx tells no number of requests: " + answer);
            }
            return Long.parseLong(found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
