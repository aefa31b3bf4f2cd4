package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.contract.Target.Version;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The client's side of TLS 1.3 and 1.2: BoringSSL where its native code is there, else the JDK's. */
final class TlsClient {
    /** HTTP/2 in ALPN. */
    static final String HTTP_2 = "h2";

    private static final String HTTP_1_1 = "http/1.1";
    /** Of TLS 1.3 each is used once: as many as connections that are opened at the same time. */
    private static final int MOST_SESSIONS = 1_000;

    private static final Target.Tls RUNTIME_TRUST = new Target.Tls(null, null, false);

    private final SslContext context;
    private final String serverName;
    private final int port;

    private TlsClient(SslContext context, String serverName, int port) {
        this.context = context;
        this.serverName = serverName;
        this.port = port;
    }

    /**
     * The client that a target asks for.
     *
     * @throws TlsSetupException when one of its files cannot be used
     */
    static TlsClient of(Target target) {
        var tls = target.tls() == null ? RUNTIME_TRUST : target.tls();
        var serverName = tls.serverName() == null ? target.host() : tls.serverName();
        var builder = SslContextBuilder.forClient()
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .sessionCacheSize(MOST_SESSIONS)
                .protocols("TLSv1.3", "TLSv1.2")
                .applicationProtocolConfig(protocols(target.protocol().version()));
        trust(builder, tls);
        identify(builder, tls);
        var context = build(builder, tls);
        rememberSessions(tls.resume(), context);
        return new TlsClient(context, serverName, target.port());
    }

    private static @Nullable ApplicationProtocolConfig protocols(Version version) {
        return switch (version) {
            case HTTP_1_1 -> null;
            case HTTP_2 -> offering(HTTP_2);
            case NEGOTIATED -> offering(HTTP_2, HTTP_1_1);
        };
    }

    /** A target that chooses none is found out after the handshake, where it can be said. */
    private static ApplicationProtocolConfig offering(String... protocols) {
        return new ApplicationProtocolConfig(
                Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, protocols);
    }

    static void trust(SslContextBuilder builder, Target.Tls tls) {
        if (tls.insecureSkipVerify()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm("");
            return;
        }
        builder.endpointIdentificationAlgorithm("HTTPS");
        var file = tls.caFile();
        if (file != null) {
            using("the certificate authorities in " + file, () -> builder.trustManager(new File(file)));
        }
    }

    static void identify(SslContextBuilder builder, Target.Tls tls) {
        var certificates = tls.certificateFile();
        var key = tls.keyFile();
        if ((certificates == null) != (key == null)) {
            throw new TlsSetupException(
                    "a client certificate needs its key, and a key its certificate: certificate "
                            + (certificates == null ? "missing" : certificates) + ", key "
                            + (key == null ? "missing" : key),
                    null);
        }
        if (certificates != null && key != null) {
            using(
                    "the client certificate in " + certificates + " with the key in " + key,
                    () -> builder.keyManager(new File(certificates), new File(key)));
        }
    }

    private static void using(String subject, Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            throw unusable(subject, e);
        }
    }

    static SslContext build(SslContextBuilder builder, Target.Tls tls) {
        try {
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw unusable(subjects(tls), e);
        }
    }

    private static String subjects(Target.Tls tls) {
        var authorities = tls.caFile() == null
                ? "the runtime's certificate authorities"
                : "the certificate authorities in " + tls.caFile();
        return tls.certificateFile() == null
                ? authorities
                : authorities + ", the client certificate in " + tls.certificateFile() + " or the key in "
                        + tls.keyFile();
    }

    private static TlsSetupException unusable(String subject, Exception cause) {
        var reason = cause.getCause() == null ? cause : cause.getCause();
        return new TlsSetupException("cannot use " + subject + ": " + reason.getMessage(), cause);
    }

    /** Without it every connection goes through a full handshake. Netty's own choice would be to remember none. */
    private static void rememberSessions(boolean resume, SslContext context) {
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setSessionCacheEnabled(resume);
            if (resume) {
                sessions.setTicketKeys(new OpenSslSessionTicketKey[0]); // allows tickets; a client has no keys
            }
        } else if (!resume) {
            context.sessionContext().setSessionTimeout(1); // s; the JDK has no switch
        }
    }

    /** A handler that sends the server name and, unless all is trusted, checks the certificate against it. */
    SslHandler newHandler(ByteBufAllocator allocator) {
        var handler = context.newHandler(allocator, serverName, port);
        handler.setHandshakeTimeoutMillis(0); // the loop abandons connections that take too long to open
        return handler;
    }
}
