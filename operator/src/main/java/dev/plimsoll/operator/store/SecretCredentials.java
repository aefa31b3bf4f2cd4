package dev.plimsoll.operator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Keys from a mounted Secret, read for each request: the kubelet changes the files when somebody changes the Secret,
 * and nobody has to restart the operator.
 */
final class SecretCredentials implements AwsCredentialsProvider {
    private final Path accessKey;
    private final Path secretKey;

    private SecretCredentials(Path accessKey, Path secretKey) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    static AwsCredentialsProvider of(ResultsConfig.@Nullable Credentials named, Path secrets) {
        if (named != null && named.accessKey() != null && named.secretKey() != null) {
            return new SecretCredentials(secrets.resolve(named.accessKey()), secrets.resolve(named.secretKey()));
        }
        var usual = new SecretCredentials(
                secrets.resolve(ResultsConfig.Credentials.ACCESS_KEY),
                secrets.resolve(ResultsConfig.Credentials.SECRET_KEY));
        var surroundings = DefaultCredentialsProvider.builder().build();
        return () -> Files.exists(usual.accessKey) ? usual.resolveCredentials() : surroundings.resolveCredentials();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return AwsBasicCredentials.create(read(accessKey), read(secretKey));
    }

    private static String read(Path file) {
        try {
            var text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw SdkClientException.create(file + " is empty; put a key into it, in the Secret plimsoll-secrets");
            }
            return text;
        } catch (NoSuchFileException _) {
            throw SdkClientException.create(
                    file + " is not there; add a key " + file.getFileName() + " to the Secret plimsoll-secrets");
        } catch (IOException e) {
            throw SdkClientException.create(file + " cannot be read", e);
        }
    }
}
