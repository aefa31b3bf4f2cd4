package dev.plimsoll.operator.gate;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.operator.job.RunNames;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The Secret in which callers of a gate find its token. It is only ever made: whatever else has its name does not
 * matter, for a token that is not the right one opens nothing.
 */
public final class GateSecret {
    private static final String KEY = "token";

    private GateSecret() {}

    /** Name of the Secret of a LoadTest. */
    public static String name(String loadTest) {
        return RunNames.gateSecret(loadTest);
    }

    /** The desired Secret of a LoadTest. It goes with it. */
    public static Secret of(LoadTest test, String token) {
        var metadata = test.getMetadata();
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(metadata.getNamespace())
                .withName(name(metadata.getName()))
                .withLabels(Map.of(
                        Api.LOAD_TEST_LABEL,
                        RunNames.label(metadata.getName()),
                        "app.kubernetes.io/name",
                        "plimsoll",
                        "app.kubernetes.io/component",
                        "gate",
                        "app.kubernetes.io/managed-by",
                        "plimsoll-operator"))
                .addNewOwnerReference()
                .withApiVersion(test.getApiVersion())
                .withKind(test.getKind())
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withType("Opaque")
                .withData(Map.of(KEY, Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))))
                .build();
    }
}
