package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.uniform;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.runner.Plans;
import dev.plimsoll.runner.TestTarget;
import dev.plimsoll.runner.http.Endpoint;
import dev.plimsoll.runner.http.TlsSetupException;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS against the JDK's server, with certificates made on the spot. */
@Timeout(60)
class TlsTest {
    private static final long SLOTS = 20;

    @TempDir
    private static Path folder;

    private static Path trusted;
    private static Path stranger;
    private static SSLServerSocketFactory sockets;

    @BeforeAll
    static void makeCertificates() throws Exception {
        var authority = authority("CN=shop authority");
        var server = new CertificateBuilder()
                .subject("CN=checkout.shop.svc")
                .addSanDnsName("checkout.shop.svc")
                .addSanDnsName("localhost")
                .ecp256()
                .buildIssuedBy(authority);
        trusted = Files.writeString(folder.resolve("trusted.crt"), authority.getCertificatePEM());
        stranger = Files.writeString(
                folder.resolve("stranger.crt"), authority("CN=stranger").getCertificatePEM());
        var context = SSLContext.getInstance("TLS");
        context.init(server.toKeyManagerFactory().getKeyManagers(), null, null);
        sockets = context.getServerSocketFactory();
    }

    private static X509Bundle authority(String name) throws Exception {
        return new CertificateBuilder()
                .subject(name)
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
    }

    private static Driven drive(String host, Target.@Nullable Tls tls) throws Exception {
        try (var target = TestTarget.scripted(sockets, (arrival, out) -> out.write(TestTarget.OK.getBytes(US_ASCII)))) {
            return Driven.all(Plans.of(new Target("https", host, target.port(), "", tls), uniform(50, 0.4)), 1);
        }
    }

    private static void assertAllOk(Driven driven) {
        assertThat(driven.counts().errors()).isEmpty();
        assertThat(driven.counts().ok()).isEqualTo(SLOTS);
    }

    private static void assertNoneConnected(Driven driven) {
        assertThat(driven.counts().errors()).containsOnly(entry(ErrorKind.CONNECT_FAILED, SLOTS));
    }

    @Test
    void shouldConnectWhenTheAuthorityIsTrusted() throws Exception {
        assertAllOk(drive("localhost", new Target.Tls(trusted.toString(), null, false)));
    }

    @Test
    void shouldNotConnectWhenTheAuthorityIsAnother() throws Exception {
        assertNoneConnected(drive("localhost", new Target.Tls(stranger.toString(), null, false)));
        assertNoneConnected(drive("localhost", new Target.Tls(null, null, false)));
        assertNoneConnected(drive("localhost", null));
    }

    @Test
    void shouldNotConnectWhenTheCertificateIsForAnotherName() throws Exception {
        assertNoneConnected(drive("127.0.0.1", new Target.Tls(trusted.toString(), null, false)));
        assertNoneConnected(drive("localhost", new Target.Tls(trusted.toString(), "cart.shop.svc", false)));
    }

    @Test
    void shouldCheckTheServerNameInPlaceOfTheHostWhenGiven() throws Exception {
        assertAllOk(drive("127.0.0.1", new Target.Tls(trusted.toString(), "checkout.shop.svc", false)));
    }

    @Test
    void shouldConnectToAnyoneWhenVerificationIsSkipped() throws Exception {
        assertAllOk(drive("127.0.0.1", new Target.Tls(null, null, true)));
        assertAllOk(drive("localhost", new Target.Tls(stranger.toString(), "cart.shop.svc", true)));
    }

    @Test
    void shouldSayWhichFileIsWrongWhenTheAuthoritiesCannotBeRead() throws Exception {
        var broken = Files.writeString(folder.resolve("broken.crt"), "not a certificate");
        for (var file : List.of(broken, folder.resolve("absent.crt"))) {
            var target = new Target("https", "localhost", 1, "", new Target.Tls(file.toString(), null, false));
            assertThatThrownBy(() -> Endpoint.of(target))
                    .isInstanceOf(TlsSetupException.class)
                    .hasMessageContaining(file.toString());
        }
    }
}
