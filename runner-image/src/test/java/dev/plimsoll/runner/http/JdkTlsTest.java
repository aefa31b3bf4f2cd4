package dev.plimsoll.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTlsTest {
    @Test
    void shouldTrustTheRuntimesAuthoritiesBesideThoseOfAFile(@TempDir Path folder) throws Exception {
        var trusted = JdkTls.authorities(new Certificates(folder).authority);

        assertThat(Arrays.stream(trusted).map(X509Certificate::getSubjectX500Principal))
                .hasSizeGreaterThan(1)
                .first()
                .hasToString("CN=shop authority");
    }
}
