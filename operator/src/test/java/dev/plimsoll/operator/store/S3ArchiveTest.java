package dev.plimsoll.operator.store;

import static dev.plimsoll.operator.testing.S3Server.ACCESS_KEY;
import static dev.plimsoll.operator.testing.S3Server.BUCKET;
import static dev.plimsoll.operator.testing.S3Server.SECRET_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.operator.testing.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real S3 server that checks signatures. */
class S3ArchiveTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String KEY = "shop/checkout-1/0123/result.json.gz";

    private final S3Server server = new S3Server();

    @TempDir
    private Path secrets;

    @BeforeEach
    void writeKeys() {
        S3Server.writeKeys(secrets, ACCESS_KEY, SECRET_KEY);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private S3Archive archive() {
        return archive(server.endpoint(), "plimsoll/east", null);
    }

    private S3Archive archive(String endpoint, @Nullable String prefix, @Nullable String caFile) {
        return S3Archive.of(new ResultsConfig.S3(endpoint, null, BUCKET, prefix, null, caFile, null), secrets, LIMIT);
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void shouldReadWhatItWrote() {
        try (var archive = archive()) {
            assertThat(archive.get(KEY)).isEmpty();
            archive.put(KEY, bytes(900 * 1024));
            assertThat(archive.get(KEY)).hasValue(bytes(900 * 1024));
            archive.put(KEY, bytes(10));
            assertThat(archive.get(KEY)).hasValue(bytes(10));
            assertThat(server.keys()).containsExactly("plimsoll/east/" + KEY);
            assertThat(archive.locate(KEY)).isEqualTo("s3://plimsoll-results/plimsoll/east/" + KEY);
        }
    }

    @Test
    void shouldWriteToTheRootOfTheBucketWhenThereIsNoPrefix() {
        try (var bare = archive(server.endpoint(), null, null);
                var slashes = archive(server.endpoint(), "/a/", null)) {
            bare.put("x", bytes(1));
            slashes.put("x", bytes(1));
        }
        assertThat(server.keys()).containsExactly("a/x", "x");
    }

    @Test
    void shouldSayWhatToCorrectWhenKeysAreWrongAndUseNewOnesWithoutARestart() {
        try (var archive = archive()) {
            S3Server.writeKeys(secrets, ACCESS_KEY, "wrong");
            assertThatThrownBy(() -> archive.put(KEY, bytes(10)))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("cannot write s3://plimsoll-results/plimsoll/east/" + KEY)
                    .hasMessageContaining("403 SignatureDoesNotMatch")
                    .hasMessageContaining("correct the keys")
                    .hasMessageNotContaining("wrong");
            assertThatThrownBy(() -> archive.get(KEY)).isInstanceOf(ArchiveException.class);

            S3Server.writeKeys(secrets, ACCESS_KEY, SECRET_KEY);
            archive.put(KEY, bytes(10));
            assertThat(archive.get(KEY)).hasValue(bytes(10));
        }
    }

    @Test
    void shouldNameTheFileWhenAKeyIsMissing() throws IOException {
        Files.delete(secrets.resolve("s3-secret-key"));
        try (var archive = archive()) {
            assertThatThrownBy(() -> archive.put(KEY, bytes(10)))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining(secrets.resolve("s3-secret-key") + " is not there");
        }
    }

    @Test
    void shouldSayThatTheBucketIsMissing() {
        server.deleteBucket();
        try (var archive = archive()) {
            assertThatThrownBy(() -> archive.put(KEY, bytes(10)))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("NoSuchBucket")
                    .hasMessageContaining("create the bucket");
            assertThatThrownBy(() -> archive.get(KEY))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("NoSuchBucket");
        }
    }

    @Test
    void shouldFailWhileTheServerIsDownAndGoOnWhenItIsBack() {
        try (var archive = archive()) {
            archive.put(KEY, bytes(10));
            server.stop();
            assertThatThrownBy(() -> archive.put(KEY, bytes(11)))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("refused");
            server.start();
            assertThat(archive.get(KEY)).hasValue(bytes(10));
            archive.put(KEY, bytes(12));
            assertThat(archive.get(KEY)).hasValue(bytes(12));
        }
    }

    @Test
    void shouldGiveUpInTimeWhenTheServerTakesTheRequestAndSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var archive = archive("http://127.0.0.1:" + silent.getLocalPort(), null, null)) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> archive.put(KEY, bytes(900 * 1024)))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("did not answer in time");
            assertThatThrownBy(() -> archive.get(KEY))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("did not answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(LIMIT, LIMIT.multipliedBy(4));
        }
    }

    @Test
    void shouldTrustAnAuthorityOfOnesOwnAndNobodyElse(@TempDir Path folder) throws IOException {
        try (var secure = S3Server.withTls(folder)) {
            Files.copy(folder.resolve("ca.crt"), secrets.resolve("ca.crt"));
            try (var archive = archive(secure.endpoint(), null, "ca.crt")) {
                archive.put(KEY, bytes(900 * 1024));
                assertThat(archive.get(KEY)).hasValue(bytes(900 * 1024));
            }
            try (var archive = archive(secure.endpoint(), null, null)) {
                assertThatThrownBy(() -> archive.put(KEY, bytes(10)))
                        .isInstanceOf(ArchiveException.class)
                        .hasMessageContaining("certification path");
            }
        }
    }

    @Test
    void shouldRefuseAFileOfTheAuthorityThatIsNone() throws IOException {
        assertThatThrownBy(() -> archive(server.endpoint(), null, "none.crt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("results.s3.caFile: " + secrets.resolve("none.crt"));
        Files.writeString(secrets.resolve("empty.crt"), "");
        assertThatThrownBy(() -> archive(server.endpoint(), null, "empty.crt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("results.s3.caFile")
                .hasMessageContaining("has no certificate");
    }
}
