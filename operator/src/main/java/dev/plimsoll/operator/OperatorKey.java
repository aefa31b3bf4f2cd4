package dev.plimsoll.operator;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The key that tokens of runs are derived from, in a Secret of the operator's own namespace: the only Secret it reads.
 * It is made on the first start and kept, so that a new process knows the tokens of the runs it finds.
 */
final class OperatorKey {
    static final String SECRET = "plimsoll-operator-key";

    private static final String KEY = "key";
    private static final int BYTES = 32;

    private OperatorKey() {}

    /** Reads the key, and makes it when there is none. */
    static byte[] ensure(KubernetesClient client, String namespace, SecureRandom random) {
        var secret = client.secrets().inNamespace(namespace).withName(SECRET);
        return read(secret).orElseGet(() -> {
            create(client, namespace, random);
            return read(secret)
                    .orElseThrow(() -> new IllegalStateException("Secret " + namespace + "/" + SECRET + " has no " + KEY
                            + "; delete it and restart the operator, which makes a new one"));
        });
    }

    private static Optional<byte[]> read(Resource<Secret> secret) {
        return Optional.ofNullable(secret.get())
                .map(Secret::getData)
                .map(data -> data.get(KEY))
                .map(Base64.getDecoder()::decode);
    }

    /** Another instance may make it at the same moment; the first one counts. */
    private static void create(KubernetesClient client, String namespace, SecureRandom random) {
        var key = new byte[BYTES];
        random.nextBytes(key);
        try {
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withNamespace(namespace)
                            .withName(SECRET)
                            .addToLabels("app.kubernetes.io/part-of", "plimsoll")
                            .endMetadata()
                            .withType("Opaque")
                            .withData(Map.of(KEY, Base64.getEncoder().encodeToString(key)))
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
