package dev.plimsoll.operator.gate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.testing.GateCaller.Answer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlaggerRoutesTest {
    private static final String CANARY =
            GateScene.GATED.replace("gate: {}", "gate: {rollout: {kind: Canary, name: checkout}}");
    private static final String RUN = "checkout-5b8f7d9c5f-1";

    private final GateScene scene = new GateScene(Set.of());

    @BeforeEach
    void prepare() {
        scene.records.add(CANARY);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private Answer call(String hook, String checksum) {
        return call(hook, checksum, "{}");
    }

    /** As Flagger 1.44.0 writes it. */
    private Answer call(String hook, String checksum, String metadata) {
        return scene.caller.post(
                "/flagger/" + hook,
                "{\"name\":\"checkout\",\"namespace\":\"shop\",\"phase\":\"Progressing\",\"checksum\":\"%s\",\"metadata\":%s}"
                        .formatted(checksum, metadata));
    }

    @ParameterizedTest
    @CsvSource({
        // hook,                    none, pending, Promote, Pause, Abort
        "confirm-rollout,           200,  200,     200,     200,   200",
        "pre-rollout,               200,  200,     200,     200,   403",
        "rollout,                   200,  200,     200,     200,   403",
        "confirm-traffic-increase,  403,  403,     200,     403,   403",
        "confirm-promotion,         403,  403,     200,     403,   403",
        "rollback,                  403,  403,     403,     403,   200",
        "event,                     200,  200,     200,     200,   200"
    })
    void shouldAnswerEachHookByWhatIsKnown(String hook, int none, int pending, int promote, int pause, int abort) {
        assertThat(call(hook, "5b8f7d9c5f").status()).as("no run").isEqualTo(none);
        call("pre-rollout", "5b8f7d9c5f");
        assertThat(call(hook, "5b8f7d9c5f").status()).as("pending").isEqualTo(pending);
        scene.records.decide(RUN, Verdict.Pass, GateAction.Promote);
        assertThat(call(hook, "5b8f7d9c5f").status()).as("Promote").isEqualTo(promote);
        scene.records.decide(RUN, Verdict.Inconclusive, GateAction.Pause);
        assertThat(call(hook, "5b8f7d9c5f").status()).as("Pause").isEqualTo(pause);
        scene.records.decide(RUN, Verdict.Fail, GateAction.Abort);
        var aborted = call(hook, "5b8f7d9c5f");
        assertThat(aborted.status()).as("Abort").isEqualTo(abort);
        assertThat(scene.records.runNames()).containsExactly(RUN);
        if (abort == 403) {
            assertThat(aborted.text()).contains("Fail", "told", RUN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm-rollout", "rollback", "post-rollout", "event"})
    void shouldStartNothingWhenTheHookIsNotAboutTheNewRevision(String hook) {
        assertThat(call(hook, "5b8f7d9c5f").status()).isEqualTo(hook.equals("rollback") ? 403 : 200);

        assertThat(scene.records.runNames()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre-rollout", "rollout", "confirm-traffic-increase", "confirm-promotion"})
    void shouldStartTheRunWhicheverHookComesFirst(String hook) {
        call(hook, "5b8f7d9c5f");

        assertThat(scene.records.runNames()).containsExactly(RUN);
        assertThat(String.valueOf(scene.records.run(RUN).getSpec().revision()))
                .contains("Canary/checkout", "name=5b8f7d9c5f");
    }

    @Test
    void shouldJudgeAnewWhenTheSameChecksumComesAgainAfterItsRollout() {
        call("pre-rollout", "5b8f7d9c5f");
        scene.records.decide(RUN, Verdict.Pass, GateAction.Promote);
        assertThat(call("post-rollout", "5b8f7d9c5f").status()).isEqualTo(200);
        assertThat(scene.records.annotation(RUN, Api.CLOSED_ANNOTATION)).isEqualTo("Progressing");

        assertThat(call("rollback", "5b8f7d9c5f").status()).isEqualTo(403);
        assertThat(call("confirm-promotion", "5b8f7d9c5f").status()).isEqualTo(403);
        assertThat(scene.records.runNames()).containsExactly(RUN, "checkout-5b8f7d9c5f-2");
        assertThat(call("post-rollout", "5b8f7d9c5f").status()).isEqualTo(200);
        assertThat(scene.records.annotation("checkout-5b8f7d9c5f-2", Api.CLOSED_ANNOTATION))
                .isNotNull();
    }

    @Test
    void shouldEndTheOldRunWhenANewRevisionComesMeanwhile() {
        call("pre-rollout", "5b8f7d9c5f");
        call("pre-rollout", "66c9f");

        assertThat(scene.records.annotation(RUN, Api.SUPERSEDED_ANNOTATION)).isEqualTo("66c9f");
        assertThat(scene.records.annotation("checkout-66c9f-1", Api.SUPERSEDED_ANNOTATION))
                .isNull();
        call("pre-rollout", "5b8f7d9c5f");
        assertThat(scene.records.runNames()).contains("checkout-5b8f7d9c5f-2");
        assertThat(scene.records.annotation("checkout-66c9f-1", Api.SUPERSEDED_ANNOTATION))
                .isEqualTo("5b8f7d9c5f");
    }

    @Test
    void shouldNotTrustAVerdictFromBeforeAnotherRevisionWhenNobodySaidThatItsRolloutEnded() {
        call("pre-rollout", "5b8f7d9c5f");
        scene.records.decide(RUN, Verdict.Pass, GateAction.Promote);
        call("pre-rollout", "66c9f");
        scene.records.decide("checkout-66c9f-1", Verdict.Fail, GateAction.Abort);

        assertThat(call("confirm-promotion", "5b8f7d9c5f").status()).isEqualTo(403);
        assertThat(scene.records.runNames()).contains("checkout-5b8f7d9c5f-2");
        // what was decided stays as it is
        assertThat(scene.records.annotation(RUN, Api.SUPERSEDED_ANNOTATION)).isNull();
        assertThat(call("rollback", "66c9f").status()).isEqualTo(403);
    }

    @Test
    void shouldAskTheLoadTestThatTheCanaryNames() {
        scene.records.add(CANARY.replace("name: checkout}\nspec", "name: second}\nspec"));
        var ambiguous = call("confirm-rollout", "5b8f7d9c5f");
        assertThat(ambiguous.status()).isEqualTo(403);
        assertThat(ambiguous.text()).contains("checkout, second", "metadata.loadTest");

        assertThat(call("pre-rollout", "5b8f7d9c5f", "{\"loadTest\": \"second\"}")
                        .status())
                .isEqualTo(200);
        assertThat(scene.records.runNames()).containsExactly("second-5b8f7d9c5f-1");
    }

    @Test
    void shouldSayWhyWhenNoLoadTestJudgesTheCanary() {
        scene.records.add(GateScene.UNGATED);
        scene.records.add(CANARY.replace("checkout}", "cart}"));

        assertThat(call("confirm-rollout", "5b8f7d9c5f", "{\"loadTest\": \"nightly\"}"))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.text()).contains("LoadTest nightly has no gate");
                });
        assertThat(call("pre-rollout", "5b8f7d9c5f", "{\"loadTest\": \"cart\"}").text())
                .contains("gates Canary/cart and nothing else");
        assertThat(call("pre-rollout", "5b8f7d9c5f", "{\"loadTest\": \"unknown\"}"))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.text()).contains("there is no LoadTest unknown");
                });
        var elsewhere = scene.caller.post(
                "/flagger/pre-rollout",
                "{\"name\":\"basket\",\"namespace\":\"shop\",\"phase\":\"Progressing\",\"checksum\":\"5b8f\"}");
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(elsewhere.text()).contains("no LoadTest in namespace shop gates Canary/basket");
        assertThat(scene.records.runNames()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};                                                              name: : is missing",
                "{\"name\":\"checkout\"};                                         namespace: : is missing",
                "{\"name\":\"checkout\",\"namespace\":\"shop\"};                  checksum: : is missing",
                "{\"name\":\"a/b\",\"namespace\":\"shop\",\"checksum\":\"c\"};    name: a/b: is no name",
                "{\"name\":\"a\",\"namespace\":\"shop\",\"checksum\":\"c\",\"metadata\":\"x\"}; metadata: \"x\": is no"
                        + " object",
                "<xml/>;                                                          body: "
            })
    void shouldNameFieldAndValueWhenACallIsMalformed(String body, String message) {
        var answer = scene.caller.post("/flagger/rollout", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(message);
    }

    @Test
    void shouldNameTheHooksWhenThereIsNoneOfThisName() {
        var answer = call("pre-rolout", "5b8f7d9c5f");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("pre-rolout", "confirm-traffic-increase");
    }

    @Test
    void shouldNeitherCountNorPromoteNorRollBackWhenTheApiServerIsAway() {
        scene.records.beforeEachCall(_ -> {
            throw new KubernetesClientException("connection refused");
        });

        for (var hook : List.of("confirm-rollout", "pre-rollout", "rollout", "event")) {
            assertThat(call(hook, "5b8f7d9c5f").status()).as(hook).isEqualTo(200);
        }
        for (var hook : List.of("confirm-traffic-increase", "confirm-promotion", "rollback", "post-rollout")) {
            assertThat(call(hook, "5b8f7d9c5f")).as(hook).satisfies(answer -> {
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.text()).contains("connection refused");
            });
        }
    }
}
