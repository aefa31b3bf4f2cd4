package dev.plimsoll.operator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificate authority of somebody's own servers. */
final class PrivateAuthority {
    private PrivateAuthority() {}

    /**
     * Trusts what these certificates signed, and nothing else.
     *
     * @param pem one certificate or several
     * @param field of the configuration that names the file
     */
    static TrustManager[] trusting(Path pem, String field) {
        try (var in = Files.newInputStream(pem)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + count++, certificate);
            }
            if (count == 0) {
                throw new IllegalArgumentException(
                        field + ": " + pem + ": has no certificate; put the CA's there, as PEM");
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    field + ": " + pem + ": cannot be read as certificates (" + e + "); put the CA's there, as PEM", e);
        }
    }
}
