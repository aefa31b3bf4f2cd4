package dev.plimsoll.operator.job;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The Secret from which runner pods read the token of their run. */
public final class TokenSecret {
    static final String KEY = "token";

    private TokenSecret() {}

    /** The desired Secret of a run. */
    public static Secret of(LoadTestRun run, String token) {
        var encoded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        return new SecretBuilder()
                .withMetadata(RunMetadata.of(run, RunNames.tokenSecret(run.getMetadata())))
                .withType("Opaque")
                .withData(Map.of(KEY, encoded))
                .build();
    }
}
