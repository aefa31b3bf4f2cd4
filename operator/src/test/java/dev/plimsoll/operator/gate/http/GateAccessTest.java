package dev.plimsoll.operator.gate.http;

import static dev.plimsoll.operator.gate.http.GateScene.GATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.operator.gate.GateTokens;
import dev.plimsoll.operator.job.RunTokens;
import dev.plimsoll.operator.testing.Resources;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateAccessTest {
    private static final String CHECKOUT = "/gate/shop/checkout?revision=v2";
    private static final String HOOK = """
        {"name": "checkout", "namespace": "shop", "phase": "Progressing", "checksum": "5b8f7d9c5f", "metadata": %s}
        """;

    private final RunTokens runTokens = new RunTokens(new byte[32]);
    private final GateTokens tokens = new GateTokens(runTokens);
    private final GateScene scene = new GateScene(new GateAccess.ByToken(tokens), Set.of());
    private final String token = tokens.token(
            scene.records.add(GATED.replace("gate: {}", "gate: {rollout: {kind: Canary, name: checkout}}")));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldAnswerWhoHasTheToken() {
        scene.caller.authorize("Bearer " + token);

        assertThat(scene.caller.post(CHECKOUT, "").inShort()).isEqualTo("200 Pending Wait");
        assertThat(scene.caller.get(CHECKOUT).field("run")).isEqualTo("checkout-v2-1");
    }

    @Test
    void shouldTakeTheTokenFromTheUrlOrTheCanaryWhenTheCallerCanSendNoHeader() {
        assertThat(scene.caller.get(CHECKOUT + "&token=" + token).status()).isEqualTo(200);
        assertThat(scene.caller
                        .post("/flagger/pre-rollout", HOOK.formatted("{\"token\": \"" + token + "\"}"))
                        .status())
                .isEqualTo(200);
        assertThat(scene.caller
                        .post("/flagger/pre-rollout?token=" + token, HOOK.formatted("null"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic eDp5", "Bearer ", "Bearer wrong"})
    void shouldStartAndTellNothingWhenTheTokenIsNotTheRightOne(String authorization) {
        scene.caller.authorize(authorization);

        for (var answer : new String[] {
            scene.caller.get(CHECKOUT).reason(), scene.caller.post(CHECKOUT, "").reason()
        }) {
            assertThat(answer).isEqualTo("401 Unauthorized");
        }
        var hook = scene.caller.post("/flagger/confirm-promotion", HOOK.formatted("null"));
        assertThat(hook.status()).isEqualTo(401);
        assertThat(hook.text()).contains("Unauthorized", "Secret");
        assertThat(scene.records.runNames()).isEmpty();
    }

    @Test
    void shouldAskTheApiServerNothingWhenThereIsNoToken() {
        scene.records.beforeEachCall(call -> {
            throw new AssertionError(call + " was called");
        });

        assertThat(scene.caller.get("/gate/shop/unknown").reason()).isEqualTo("401 Unauthorized");
        assertThat(scene.caller.post("/flagger/rollback", HOOK.formatted("{}")).status())
                .isEqualTo(401);
    }

    @Test
    void shouldNotOpenOneGateWithTheTokenOfAnotherOrOfARun() {
        var other = Resources.loadTest(GATED.replace("checkout}", "cart}"));
        other.getMetadata().setUid("uid-of-cart");
        scene.caller.authorize("Bearer " + tokens.token(other));
        assertThat(scene.caller.get(CHECKOUT).status()).isEqualTo(401);

        scene.caller.authorize("Bearer " + runTokens.token("uid-of-checkout"));
        assertThat(scene.caller.get(CHECKOUT).status()).isEqualTo(401);
    }
}
