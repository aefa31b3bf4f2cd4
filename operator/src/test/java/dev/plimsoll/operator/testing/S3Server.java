package dev.plimsoll.operator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jspecify.annotations.Nullable;

/**
 * A real S3 server, S3Proxy, that checks signatures of version 4 and keeps its buckets in memory: also while it is
 * down.
 */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "plimsoll-results";
    public static final String ACCESS_KEY = "AKIAOFTHISTEST";
    public static final String SECRET_KEY = "only-this-test-knows-it";

    private final BlobStoreContext context =
            ContextBuilder.newBuilder("transient").build(BlobStoreContext.class);
    private final @Nullable Path keyStore;
    private final int port;
    private @Nullable S3Proxy proxy;

    /** Without TLS, with an empty bucket. */
    public S3Server() {
        this(null);
    }

    private S3Server(@Nullable Path keyStore) {
        this.keyStore = keyStore;
        port = freePort();
        context.getBlobStore().createContainerInLocation(null, BUCKET);
        start();
    }

    /**
     * With TLS, and a certificate for 127.0.0.1 that only itself vouches for; its PEM is {@code ca.crt} in the folder.
     */
    public static S3Server withTls(Path folder) {
        var store = folder.resolve("server.p12");
        keytool(
                "-genkeypair",
                "-keystore",
                store + "",
                "-alias",
                "s3",
                "-keyalg",
                "EC",
                "-dname",
                "CN=s3",
                "-ext",
                "san=ip:127.0.0.1");
        keytool("-exportcert", "-rfc", "-keystore", store + "", "-alias", "s3", "-file", folder.resolve("ca.crt") + "");
        return new S3Server(store);
    }

    private static void keytool(String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool") + ""));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", "changeit"));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, or was, or will be. */
    public String endpoint() {
        return (keyStore == null ? "http" : "https") + "://127.0.0.1:" + port;
    }

    /** Comes back where it was, with what it had. */
    public void start() {
        var uri = URI.create(endpoint());
        var builder = S3Proxy.builder()
                .blobStore(store())
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY);
        if (keyStore == null) {
            builder.endpoint(uri);
        } else {
            builder.secureEndpoint(uri).keyStore(keyStore + "", "changeit");
        }
        var started = builder.build();
        try {
            started.start();
        } catch (Exception e) { // as S3Proxy declares it
            throw new IllegalStateException("S3Proxy did not start", e);
        }
        proxy = started;
    }

    /** Goes away: nobody listens. */
    public void stop() {
        var running = proxy;
        proxy = null;
        if (running != null) {
            try {
                running.stop();
            } catch (Exception e) { // as S3Proxy declares it
                throw new IllegalStateException("S3Proxy did not stop", e);
            }
        }
    }

    /** Names of all objects, in order. */
    public List<String> keys() {
        return StreamSupport.stream(
                        store().list(BUCKET, ListContainerOptions.Builder.recursive())
                                .spliterator(),
                        false)
                .map(StorageMetadata::getName)
                .sorted()
                .toList();
    }

    /** Somebody deletes an object, or a rule of the bucket does. */
    public void delete(String key) {
        store().removeBlob(BUCKET, key);
    }

    /** Somebody deletes the bucket. */
    public void deleteBucket() {
        store().deleteContainer(BUCKET);
    }

    /** Somebody makes it anew. */
    public void createBucket() {
        store().createContainerInLocation(null, BUCKET);
    }

    private BlobStore store() {
        return context.getBlobStore();
    }

    /** Writes the keys as a mounted Secret has them. */
    public static void writeKeys(Path secrets, String accessKey, String secretKey) {
        try {
            Files.writeString(secrets.resolve("s3-access-key"), accessKey + "\n");
            Files.writeString(secrets.resolve("s3-secret-key"), secretKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        context.close();
    }
}
