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
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** An authority, a server and a client that it vouches for, made on the spot. */
final class Certificates {
    private final X509Bundle server;
    private final AtomicInteger fullHandshakes = new AtomicInteger();
    final Path authority;
    final Path clientChain;
    final Path clientKey;
    private final SSLContext context = SSLContext.getInstance("TLS");

    Certificates(Path folder) throws Exception {
        var root = new CertificateBuilder()
                .subject("CN=shop authority")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        server = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .ecp256()
                .buildIssuedBy(root);
        var client = new CertificateBuilder().subject("CN=runner").ecp256().buildIssuedBy(root);
        authority = Files.writeString(folder.resolve("authority.crt"), root.getCertificatePEM());
        clientChain = Files.writeString(folder.resolve("client.crt"), client.getCertificatePathPEM());
        clientKey = Files.writeString(folder.resolve("client.key"), client.getPrivateKeyPEM());
        var trust = root.toTrustManagerFactory().getTrustManagers();
        context.init(new KeyManager[] {new CountingKeys()}, trust, null);
    }

    /** How often a server of {@link #sockets} has proved its identity: a resumed session needs no proof. */
    int fullHandshakes() {
        return fullHandshakes.get();
    }

    /** Sockets of the JDK's server. */
    ServerSocketFactory sockets(Consumer<SSLServerSocket> setUp) {
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
                var socket = (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(port, backlog, address);
                setUp.accept(socket);
                return socket;
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

    private final class CountingKeys extends X509ExtendedKeyManager {
        private static final String ALIAS = "server";

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return server.getCertificatePath();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            fullHandshakes.incrementAndGet();
            return server.getKeyPair().getPrivate();
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
