package dev.plimsoll.runner.http;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** An authority, a server and a client that it vouches for, made on the spot. */
public final class Certificates {
    private final X509Bundle server;
    private final Queue<Long> sessions = new ConcurrentLinkedQueue<>();
    public final Path authority;
    public final Path serverChain;
    public final Path serverKey;
    public final Path clientChain;
    public final Path clientKey;
    private final SSLContext context = SSLContext.getInstance("TLS");

    /** Writes them into a folder. The server is localhost, and has other names if it is to. */
    public Certificates(Path folder, String... otherNames) throws Exception {
        var root = new CertificateBuilder()
                .subject("CN=shop authority")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        var builder = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .ecp256();
        for (var name : otherNames) {
            builder.addSanDnsName(name);
        }
        server = builder.buildIssuedBy(root);
        var client = new CertificateBuilder().subject("CN=runner").ecp256().buildIssuedBy(root);
        authority = Files.writeString(folder.resolve("authority.crt"), root.getCertificatePEM());
        serverChain = Files.writeString(folder.resolve("server.crt"), server.getCertificatePathPEM());
        serverKey = Files.writeString(folder.resolve("server.key"), server.getPrivateKeyPEM());
        clientChain = Files.writeString(folder.resolve("client.crt"), client.getCertificatePathPEM());
        clientKey = Files.writeString(folder.resolve("client.key"), client.getPrivateKeyPEM());
        var trust = root.toTrustManagerFactory().getTrustManagers();
        context.init(server.toKeyManagerFactory().getKeyManagers(), trust, null);
    }

    /**
     * When the sessions of connections to {@link #sockets} were made, by handshakes: a resumed one is as old as its
     * first.
     */
    List<Long> sessions() {
        return List.copyOf(sessions);
    }

    /** Sockets of the JDK's server. */
    ServerSocketFactory sockets(Consumer<SSLServerSocket> setUp) {
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
                var factory = context.getServerSocketFactory();
                var socket = (SSLServerSocket) factory.createServerSocket(port, backlog, address);
                setUp.accept(socket);
                return new Watched(socket);
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) throws IOException {
                return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
            }

            @Override
            public ServerSocket createServerSocket(int port) throws IOException {
                return createServerSocket(port, 0);
            }
        };
    }

    /** Notes the session of each connection. */
    private final class Watched extends ServerSocket {
        private final SSLServerSocket socket;

        Watched(SSLServerSocket socket) throws IOException {
            this.socket = socket;
        }

        @Override
        public Socket accept() throws IOException {
            var accepted = (SSLSocket) socket.accept();
            accepted.addHandshakeCompletedListener(
                    event -> sessions.add(event.getSession().getCreationTime()));
            return accepted;
        }

        @Override
        public int getLocalPort() {
            return socket.getLocalPort();
        }

        @Override
        public boolean isClosed() {
            return socket.isClosed();
        }

        @Override
        public void close() throws IOException {
            super.close();
            socket.close();
        }
    }

    /** Netty's server that offers HTTP/2 by ALPN. */
    SslContext offeringHttp2() throws Exception {
        return SslContextBuilder.forServer(server.toKeyManagerFactory())
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        "h2",
                        "http/1.1"))
                .build();
    }
}
