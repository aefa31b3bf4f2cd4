package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.Target;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The client's side of TLS: BoringSSL where its native code is there, else the JDK's. */
final class TlsClient {
    private static final Target.Tls RUNTIME_TRUST = new Target.Tls(null, null, false);

    private final SslContext context;
    private final String serverName;
    private final int port;

    private TlsClient(SslContext context, String serverName, int port) {
        this.context = context;
        this.serverName = serverName;
        this.port = port;
    }

    static TlsClient of(Target target) {
        var trust = target.tls() == null ? RUNTIME_TRUST : target.tls();
        var serverName = trust.serverName() == null ? target.host() : trust.serverName();
        try {
            return new TlsClient(context(trust), serverName, target.port());
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsSetupException(explain(trust.caFile(), e), e);
        }
    }

    private static SslContext context(Target.Tls trust) throws SSLException {
        var builder = SslContextBuilder.forClient()
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
        if (trust.insecureSkipVerify()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm("");
        } else {
            builder.endpointIdentificationAlgorithm("HTTPS");
            if (trust.caFile() != null) {
                builder.trustManager(new File(trust.caFile()));
            }
        }
        return builder.build();
    }

    private static String explain(@Nullable String caFile, Exception cause) {
        var subject =
                caFile == null ? "the runtime's certificate authorities" : "the certificate authorities in " + caFile;
        var reason = cause.getCause() == null ? cause : cause.getCause();
        return "cannot use " + subject + ": " + reason.getMessage();
    }

    /** A handler that sends the server name and, unless all is trusted, checks the certificate against it. */
    SslHandler newHandler(ByteBufAllocator allocator) {
        var handler = context.newHandler(allocator, serverName, port);
        handler.setHandshakeTimeoutMillis(0); // the loop abandons connections that take too long to open
        return handler;
    }
}
