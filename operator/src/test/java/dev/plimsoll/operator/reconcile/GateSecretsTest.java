package dev.plimsoll.operator.reconcile;

import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.operator.gate.GateTokens;
import dev.plimsoll.operator.job.RunTokens;
import dev.plimsoll.operator.status.EventFactory;
import dev.plimsoll.operator.testing.FakeCluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateSecretsTest {
    private static final String GATED = """
        metadata: {name: checkout}
        spec:
          target: {url: http://checkout.shop.svc:8080}
          load: {stages: [{duration: 3s, to: 200/s}]}
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart}}]}]
          gate: {}
        """;
    private static final String FOREIGN = Base64.getEncoder().encodeToString("mine".getBytes(StandardCharsets.UTF_8));

    private final FakeCluster cluster = new FakeCluster();
    private final GateTokens tokens = new GateTokens(new RunTokens(new byte[32]));
    private final GateSecrets secrets = secrets(Clock.systemUTC());

    @AfterEach
    void close() {
        cluster.close();
    }

    private GateSecrets secrets(Clock clock) {
        return new GateSecrets(new Cluster(cluster.client(), new EventFactory(clock, "operator-0")), tokens, clock);
    }

    @Test
    void shouldMakeTheSecretOfAGateAndOfNothingElse() {
        var ungated = cluster.apply(GATED.replace("gate: {}", "").replace("checkout}", "nightly}"), LoadTest.class);
        var gated = cluster.apply(GATED, LoadTest.class);

        assertThat(secrets.ensure(ungated)).isEmpty();
        assertThat(secrets.ensure(gated)).isEmpty();

        assertThat(cluster.client().secrets().inNamespace(NAMESPACE).list().getItems())
                .singleElement()
                .satisfies(secret -> {
                    assertThat(secret.getMetadata().getName()).isEqualTo("checkout-gate");
                    assertThat(secret.hasOwnerReferenceFor(gated)).isTrue();
                    assertThat(token()).isEqualTo(tokens.token(gated));
                });
    }

    @Test
    void shouldComeBackWhenTheSecretOfAnEarlierLoadTestIsStillGoing() {
        makeForeign();
        var gated = cluster.apply(GATED, LoadTest.class);

        assertThat(secrets.ensure(gated)).contains(Duration.ofSeconds(5));
        assertThat(token()).isEqualTo("mine");
        cluster.client()
                .secrets()
                .inNamespace(NAMESPACE)
                .withName("checkout-gate")
                .delete();

        assertThat(secrets.ensure(gated)).isEmpty();
        assertThat(token()).isEqualTo(tokens.token(gated));
    }

    @Test
    void shouldLeaveAloneWhatSomebodyElseMade() {
        makeForeign();
        var gated = cluster.apply(GATED, LoadTest.class);
        var later = secrets(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)));

        assertThat(later.ensure(gated)).isEmpty();
        assertThat(token()).isEqualTo("mine");
        assertThat(tokens.isToken(gated, "mine")).isFalse();
    }

    @Test
    void shouldTryOnceForEachChangeOfTheLoadTest() {
        var gated = cluster.apply(GATED, LoadTest.class);
        gated.getMetadata().setGeneration(1L);
        assertThat(secrets.ensure(gated)).isEmpty();
        cluster.client()
                .secrets()
                .inNamespace(NAMESPACE)
                .withName("checkout-gate")
                .delete();

        assertThat(secrets.ensure(gated)).isEmpty();
        assertThat(secret()).isNull();
        gated.getMetadata().setGeneration(2L);
        assertThat(secrets.ensure(gated)).isEmpty();
        assertThat(token()).isEqualTo(tokens.token(gated));
        cluster.client()
                .secrets()
                .inNamespace(NAMESPACE)
                .withName("checkout-gate")
                .delete();
        secrets.forget(gated);
        assertThat(secrets.ensure(gated)).isEmpty();
        assertThat(secret()).isNotNull();
    }

    private void makeForeign() {
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("checkout-gate")
                        .endMetadata()
                        .withData(Map.of("token", FOREIGN))
                        .build())
                .create();
    }

    private @Nullable Secret secret() {
        return cluster.client()
                .secrets()
                .inNamespace(NAMESPACE)
                .withName("checkout-gate")
                .get();
    }

    private String token() {
        var secret = Objects.requireNonNull(secret());
        return new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8);
    }
}
