package dev.plimsoll.operator.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where results are kept beside the ConfigMaps of their runs: {@code results} of the operator's configuration. Exactly
 * one.
 *
 * @param s3 in a bucket
 * @param volume on a mounted volume
 */
public record ResultsConfig(@Nullable S3 s3, @Nullable Volume volume) {
    public ResultsConfig {
        if ((s3 == null) == (volume == null)) {
            throw new IllegalArgumentException(
                    "%s; write s3 or volume, or leave results out: then they stay in ConfigMaps"
                            .formatted(s3 == null ? "names no place" : "names two places"));
        }
    }

    /**
     * A bucket of an S3-compatible server.
     *
     * @param endpoint such as {@code https://minio.storage.svc:9000}; null for Amazon's own
     * @param region null with an endpoint: most other servers do not care
     * @param bucket must be there
     * @param prefix put before all keys; one for each cluster that shares the bucket
     * @param pathStyle whether the bucket is named in the path, not in the host; null: with an endpoint of its own, yes
     * @param caFile PEM with the CA of the server's certificate, in the secrets' folder; null: one that all know
     * @param credentials null: the usual ones
     */
    public record S3(
            @Nullable String endpoint,
            @Nullable String region,
            String bucket,
            @Nullable String prefix,
            @Nullable Boolean pathStyle,
            @Nullable String caFile,
            @Nullable Credentials credentials) {
        private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
        private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._/-]*");
        private static final Set<String> SCHEMES = Set.of("http", "https");

        public S3 {
            if (bucket == null) {
                throw new IllegalArgumentException("bucket: is missing; write the name of a bucket that is there");
            }
            if (!BUCKET.matcher(bucket).matches()) {
                throw new IllegalArgumentException("bucket: " + bucket
                        + ": is no name of a bucket; write 3 to 63 small letters, digits, dots and hyphens");
            }
            if (endpoint == null && region == null) {
                throw new IllegalArgumentException("region: is missing; write the bucket's, such as eu-central-1,"
                        + " or the endpoint of a server that is not Amazon's");
            }
            if (endpoint != null && !isServer(endpoint)) {
                throw new IllegalArgumentException("endpoint: " + endpoint
                        + ": is no address of a server; write one such as https://minio.storage.svc:9000");
            }
            if (prefix != null && !PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException("prefix: " + prefix
                        + ": has characters that tools trip over; write letters, digits, dots, hyphens and slashes");
            }
        }

        private static boolean isServer(String text) {
            try {
                var uri = new URI(text);
                return uri.getScheme() != null
                        && SCHEMES.contains(uri.getScheme())
                        && uri.getHost() != null
                        && uri.getUserInfo() == null
                        && (uri.getPath().isEmpty() || "/".equals(uri.getPath()));
            } catch (URISyntaxException _) {
                return false;
            }
        }
    }

    /**
     * Which files of the secrets' folder hold the keys; each is read whenever it is used, so that a Secret may change.
     * When they are not named and not there, the environment says who the operator is, as Amazon's tools do it.
     *
     * @param accessKey name of a key of the Secret; null: {@value #ACCESS_KEY}
     * @param secretKey null: {@value #SECRET_KEY}
     */
    public record Credentials(
            @Nullable String accessKey, @Nullable String secretKey) {
        static final String ACCESS_KEY = "s3-access-key";
        static final String SECRET_KEY = "s3-secret-key";

        public Credentials {
            if ((accessKey == null) != (secretKey == null)) {
                throw new IllegalArgumentException("%s: is missing; name both keys of the Secret, or none for %s and %s"
                        .formatted(accessKey == null ? "accessKey" : "secretKey", ACCESS_KEY, SECRET_KEY));
            }
        }
    }

    /**
     * A volume.
     *
     * @param path where it is mounted
     */
    public record Volume(String path) {
        public Volume {
            if (path == null) {
                throw new IllegalArgumentException("path: is missing; write where the volume is mounted");
            }
            if (!Path.of(path).isAbsolute()) {
                throw new IllegalArgumentException("path: " + path
                        + ": is no absolute path; write where the volume is mounted, such as"
                        + " /var/lib/plimsoll/results");
            }
        }
    }
}
