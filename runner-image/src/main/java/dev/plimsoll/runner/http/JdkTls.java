package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.Target;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS for calls beside the load, by the JDK. */
public final class JdkTls {
    private JdkTls() {}

    /**
     * Trusts what a target's TLS trusts, and shows the same certificate. The runtime's authorities are trusted beside
     * those of a file: who gives tokens for an internal target is often somebody public.
     *
     * @throws TlsSetupException when one of its files cannot be used
     */
    public static SSLContext of(Target.@Nullable Tls tls) {
        try {
            if (tls == null) {
                return SSLContext.getDefault();
            }
            var builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
            TlsClient.trust(builder, tls);
            if (tls.caFile() != null && !tls.insecureSkipVerify()) {
                builder.trustManager(authorities(Path.of(tls.caFile())));
            }
            TlsClient.identify(builder, tls);
            return ((JdkSslContext) TlsClient.build(builder, tls)).context();
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsSetupException("cannot read the certificate authorities to trust: " + e.getMessage(), e);
        }
    }

    static X509Certificate[] authorities(Path file) throws IOException, GeneralSecurityException {
        try (var pem = Files.newInputStream(file)) {
            var named = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream();
            return Stream.concat(named.map(X509Certificate.class::cast), ofTheRuntime())
                    .toArray(X509Certificate[]::new);
        }
    }

    private static Stream<X509Certificate> ofTheRuntime() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()));
    }
}
