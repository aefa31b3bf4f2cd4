package dev.plimsoll.operator.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A bucket of Amazon's S3, or of a server that speaks like it. The client does only what servers of every age
 * understand: no checksums in trailers, no chunks with signatures of their own. It tries again once; whoever wants more
 * must ask again.
 */
public final class S3Archive implements Archive {
    private static final String ANYWHERE = "us-east-1";
    private static final int ATTEMPTS = 2;

    private final SdkHttpClient http;
    private final S3Client client;
    private final String bucket;
    private final String prefix;

    private S3Archive(ResultsConfig.S3 config, AwsCredentialsProvider credentials, SdkHttpClient http, Duration limit) {
        this.http = http;
        this.client = client(config, credentials, http, limit);
        this.bucket = config.bucket();
        this.prefix = folder(config.prefix());
    }

    /**
     * Connects to nobody yet.
     *
     * @param secrets folder of the files that the configuration names
     * @param limit of one request, whatever the server does
     * @throws IllegalArgumentException when the file of the CA is none; the message names the field
     */
    public static S3Archive of(ResultsConfig.S3 config, Path secrets, Duration limit) {
        var http = UrlConnectionHttpClient.builder().connectionTimeout(limit).socketTimeout(limit);
        if (config.caFile() != null) {
            var trusted = PrivateAuthority.trusting(secrets.resolve(config.caFile()), "results.s3.caFile");
            http.tlsTrustManagersProvider(() -> trusted);
        }
        return new S3Archive(config, SecretCredentials.of(config.credentials(), secrets), http.build(), limit);
    }

    private static String folder(@Nullable String prefix) {
        var name = prefix == null ? "" : prefix.replaceAll("^/+|/+$", "");
        return name.isEmpty() ? "" : name + "/";
    }

    private static S3Client client(
            ResultsConfig.S3 config, AwsCredentialsProvider credentials, SdkHttpClient http, Duration limit) {
        var endpoint = config.endpoint();
        boolean pathStyle = config.pathStyle() == null ? endpoint != null : config.pathStyle();
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .region(Region.of(config.region() == null ? ANYWHERE : config.region()))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.pathStyleAccessEnabled(pathStyle)
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false))
                .overrideConfiguration(client -> client.apiCallTimeout(limit)
                        .apiCallAttemptTimeout(limit)
                        .retryStrategy(retries -> retries.maxAttempts(ATTEMPTS)));
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return builder.build();
    }

    @Override
    public void put(String key, byte[] content) {
        try {
            client.putObject(
                    put -> put.bucket(bucket).key(prefix + key).contentType("application/gzip"),
                    RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw new ArchiveException("cannot write " + locate(key) + ": " + S3Trouble.of(e), e);
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        try {
            return Optional.of(client.getObjectAsBytes(get -> get.bucket(bucket).key(prefix + key))
                    .asByteArrayUnsafe());
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new ArchiveException("cannot read " + locate(key) + ": " + S3Trouble.of(e), e);
        }
    }

    @Override
    public String locate(String key) {
        return "s3://" + bucket + "/" + prefix + key;
    }

    @Override
    public void close() {
        client.close();
        http.close();
    }
}
