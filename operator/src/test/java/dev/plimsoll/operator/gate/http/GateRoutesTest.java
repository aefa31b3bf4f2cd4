package dev.plimsoll.operator.gate.http;

import static dev.plimsoll.operator.gate.http.GateScene.GATED;
import static dev.plimsoll.operator.gate.http.GateScene.UNGATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTestRunSpec;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.gate.GatedRuns;
import dev.plimsoll.operator.testing.GateCaller;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateRoutesTest {
    private static final String CHECKOUT = "/gate/shop/checkout";

    private final GateScene scene = new GateScene(Set.of());

    @BeforeEach
    void prepare() {
        scene.records.add(GATED);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldStartNothingWhenOnlyAsked() {
        var answer = scene.caller.get(CHECKOUT + "?revision=v2");

        assertThat(answer.inShort()).isEqualTo("200 Pending Wait");
        assertThat(answer.reason()).isEqualTo("200 NotStarted");
        assertThat(answer.field("revision")).isEqualTo("v2");
        assertThat(scene.records.runNames()).isEmpty();
    }

    @Test
    void shouldStartTheRunOnceWhenPolled() {
        for (int i = 0; i < 3; i++) {
            var answer = scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}");
            assertThat(answer.inShort()).isEqualTo("200 Pending Wait");
            assertThat(answer.field("run")).isEqualTo("checkout-v2-1");
        }
        assertThat(scene.records.runNames()).containsExactly("checkout-v2-1");
        assertThat(scene.records.run("checkout-v2-1").getMetadata().getLabels())
                .containsEntry(Api.LOAD_TEST_LABEL, "checkout")
                .containsEntry(Api.REVISION_LABEL, "v2");

        scene.records.decide("checkout-v2-1", Verdict.Fail, GateAction.Abort);

        assertThat(scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}").inShort())
                .isEqualTo("200 Fail Abort");
        assertThat(scene.caller.get(CHECKOUT + "?revision=v2").inShort()).isEqualTo("200 Fail Abort");
        assertThat(scene.caller.get(CHECKOUT + "?revision=v3").inShort()).isEqualTo("200 Pending Wait");
    }

    @Test
    void shouldStartTheRunOnceWhenManyAskAtTheSameMoment() {
        var answers = IntStream.range(0, 16)
                .parallel()
                .mapToObj(_ -> scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}"))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.field("run")).isEqualTo("checkout-v2-1"));
        assertThat(scene.records.runNames()).containsExactly("checkout-v2-1");
    }

    @Test
    void shouldTakeTheSameFromTheQueryAsFromABody() {
        scene.caller.post(CHECKOUT + "?revision=v2&rollout=Rollout/checkout&baseline=v1", "");

        assertThat(scene.records.run("checkout-v2-1").getSpec().revision())
                .hasToString("RevisionSpec[rollout=Rollout/checkout, name=v2, baseline=v1, attempt=1]");
        assertThat(scene.caller
                        .post(
                                CHECKOUT,
                                "{\"revision\": \"v2\", \"rollout\": {\"kind\": \"Rollout\", \"name\": \"checkout\"},"
                                        + " \"baseline\": \"v1\"}")
                        .field("run"))
                .isEqualTo("checkout-v2-1");
    }

    @Test
    void shouldNeverAnswerForAnotherRolloutWhoseRevisionHasTheSameName() {
        scene.caller.post(CHECKOUT + "?revision=v2&rollout=Rollout/a&baseline=v1", "");
        scene.records.decide("checkout-v2-1", Verdict.Pass, GateAction.Promote);

        var other = scene.caller.post(CHECKOUT + "?revision=v2&rollout=Rollout/b&baseline=v1", "");

        assertThat(other.inShort()).isEqualTo("200 Pending Wait");
        assertThat(other.field("run")).isEqualTo("checkout-v2-2");
        assertThat(scene.caller.get(CHECKOUT + "?revision=v2&rollout=Rollout/a").inShort())
                .isEqualTo("200 Pass Promote");
        assertThat(scene.caller.get(CHECKOUT + "?revision=v2&rollout=Rollout/b").inShort())
                .isEqualTo("200 Pending Wait");
        assertThat(scene.caller.get(CHECKOUT + "?revision=v2&rollout=Rollout/c").reason())
                .isEqualTo("200 NotStarted");
    }

    @Test
    void shouldJudgeAnewWhenTheRolloutOfTheSameRevisionEnded() {
        scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}");
        scene.records.decide("checkout-v2-1", Verdict.Pass, GateAction.Promote);
        scene.records.annotate(scene.records.run("checkout-v2-1"), Api.CLOSED_ANNOTATION, "Succeeded");

        var again = scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}");

        assertThat(again.inShort()).isEqualTo("200 Pending Wait");
        assertThat(again.field("run")).isEqualTo("checkout-v2-2");
    }

    @Test
    void shouldNotTakeARunForItsOwnWhenSomebodyMadeItByHand() {
        var byHand = GatedRuns.create("shop", "checkout", new RevisionSpec(null, "v2", null, 1L));
        byHand.getMetadata().setName("by-hand");
        scene.records.add(byHand);
        scene.records.decide("by-hand", Verdict.Pass, GateAction.Promote);
        var foreign = GatedRuns.create("shop", "checkout", new RevisionSpec(null, "v2", null, 1L));
        foreign.setSpec(new LoadTestRunSpec("another", null, null, null));
        scene.records.add(foreign);
        scene.records.status("checkout-v2-1", "{phase: Complete, verdict: Pass}");

        assertThat(scene.caller.get(CHECKOUT + "?revision=v2").inShort()).isEqualTo("200 Pending Wait");
        var answer = scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}");
        assertThat(answer.inShort()).isEqualTo("200 Pending Wait");
        assertThat(answer.field("run")).isEqualTo("checkout-v2-2");
    }

    @Test
    void shouldSayWhatIsInTheWayWhenAllNamesAreTaken() {
        for (long attempt = 1; attempt <= 10; attempt++) {
            var foreign = GatedRuns.create("shop", "checkout", new RevisionSpec(null, "v2", null, attempt));
            foreign.setSpec(new LoadTestRunSpec("another", null, null, null));
            scene.records.add(foreign);
        }

        var answer = scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}");

        assertThat(answer.reason()).isEqualTo("200 NameTaken");
        assertThat(answer.inShort()).isEqualTo("200 Pending Wait");
    }

    @Test
    void shouldAnswerWhenItIsDecidedWhenTheCallerWaits() {
        scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}");
        var looks = new AtomicInteger();
        scene.records.beforeEachCall(call -> {
            if (call.equals("runs") && looks.incrementAndGet() == 2) {
                scene.records.decide("checkout-v2-1", Verdict.Pass, GateAction.Promote);
            }
        });

        assertThat(scene.caller.get(CHECKOUT + "?revision=v2&wait=1m").inShort())
                .isEqualTo("200 Pass Promote");
        assertThat(looks).hasValue(2);
        assertThat(scene.caller.get(CHECKOUT + "?revision=v3&wait=1s").reason()).isEqualTo("200 NotStarted");
        assertThat(looks.get()).isBetween(3, 4);
    }

    @ParameterizedTest
    @CsvSource({"soon, is no duration", "2m, is longer than 60s"})
    void shouldNotWaitForAnyTime(String wait, String message) {
        var answer = scene.caller.get(CHECKOUT + "?revision=v2&wait=" + wait);

        assertThat(answer.reason()).isEqualTo("400 BadRequest");
        assertThat(answer.field("message")).startsWith("wait: " + wait + ": " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "'{phase: Running, message: half way}', 200 Pending Wait",
        "'{phase: Complete, verdict: Pass, message: m}', 200 Pass Promote",
        "'{phase: Complete, verdict: Warn, message: m}', 200 Warn Promote",
        "'{phase: Complete, verdict: Fail, message: m}', 200 Fail Abort",
        "'{phase: Failed, verdict: Inconclusive, message: m}', 200 Inconclusive Pause",
        "'{phase: Complete, verdict: Pass, advisory: true, advisoryReason: Nodes, message: m}', 200 Pass Pause",
        "'{phase: Complete, verdict: Fail, message: m, override: {reason: known, until: \"2030-01-01T00:00:00Z\"}}',"
                + " 200 Fail Promote"
    })
    void shouldTellOfTheLatestRunWhenNoRevisionIsNamed(String status, String expected) {
        scene.records.add(UNGATED);
        assertThat(scene.caller.get("/gate/shop/nightly").reason()).isEqualTo("200 NotStarted");
        for (var name : List.of("nightly-1", "nightly-2")) {
            var run = GatedRuns.create("shop", "nightly", new RevisionSpec(null, "x", null, 1L));
            run.getMetadata().setName(name);
            run.setSpec(new LoadTestRunSpec("nightly", null, null, null));
            scene.records.add(run);
        }
        scene.records.status("nightly-1", "{phase: Complete, verdict: Pass, message: m}");
        scene.records.status("nightly-2", status);

        var answer = scene.caller.get("/gate/shop/nightly");

        assertThat(answer.inShort()).isEqualTo(expected);
        assertThat(answer.field("run")).isEqualTo("nightly-2");
    }

    @Test
    void shouldSayWhyWhenTheLoadTestDoesNotJudgeTheRevision() {
        scene.records.add(UNGATED);
        scene.records.add(GATED.replace("name: checkout}", "name: cart}")
                .replace("gate: {}", "gate: {rollout: {kind: Canary, name: cart}}"));

        var ungated = scene.caller.post("/gate/shop/nightly", "{\"revision\": \"v2\"}");
        var another = scene.caller.post("/gate/shop/cart?rollout=Canary/basket", "{\"revision\": \"v2\"}");
        var deployment = scene.caller.post(CHECKOUT + "?rollout=Deployment/checkout", "{\"revision\": \"v2\"}");
        var itself = scene.caller.post(CHECKOUT + "?rollout=Rollout/checkout", "{\"revision\": \"v2\"}");
        var unknown = scene.caller.post("/gate/shop/unknown", "{\"revision\": \"v2\"}");

        assertThat(ungated.reason()).isEqualTo("403 NotGated");
        assertThat(ungated.field("message")).contains("LoadTest nightly has no gate");
        assertThat(another.reason()).isEqualTo("403 NotGated");
        assertThat(another.field("message")).contains("gates Canary/cart and nothing else", "Canary/basket");
        assertThat(deployment.reason()).isEqualTo("403 NotGated");
        assertThat(unknown.reason()).isEqualTo("404 LoadTestNotFound");
        assertThat(itself.reason()).isEqualTo("403 NotGated");
        assertThat(itself.field("message")).contains("give baseline");
        assertThat(List.of(ungated, another, deployment, itself, unknown))
                .allSatisfy(answer -> assertThat(answer.field("decision")).isEqualTo("Wait"));
        assertThat(scene.records.runNames()).isEmpty();
        // what the LoadTest gates is meant when the call does not say
        assertThat(scene.caller
                        .post("/gate/shop/cart", "{\"revision\": \"v2\"}")
                        .inShort())
                .isEqualTo("200 Pending Wait");
        assertThat(String.valueOf(scene.records.run("cart-v2-1").getSpec().revision()))
                .contains("Canary/cart");
    }

    @Test
    void shouldSayWhichNamespacesWhenItLooksAfterSomeOnly() {
        try (var elsewhere = new GateScene(Set.of("billing"))) {
            elsewhere.records.add(GATED);

            var answer = elsewhere.caller.post(CHECKOUT, "{\"revision\": \"v2\"}");

            assertThat(answer.reason()).isEqualTo("404 LoadTestNotFound");
            assertThat(answer.field("message")).contains("shop", "PLIMSOLL_WATCH_NAMESPACES");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};                                                  revision: : is missing",
                "not json;                                            body: ",
                "[1];                                                 body: [1]: is no JSON object",
                "{\"revision\": 7};                                   revision: 7: is no text",
                "{\"revision\": \" \"};                               revision:  : is no name",
                "{\"revison\": \"v2\"};                               revison: \"v2\": is no field",
                "{\"revision\": \"v2\", \"rollout\": \"checkout\"};   rollout: \"checkout\": is not what rolls out",
                "{\"revision\": \"v2\", \"rollout\": {\"name\": \"a\"}};  rollout.kind: : rolls nothing out",
                "{\"revision\": \"v2\", \"rollout\": {\"kind\": \"Canary\", \"name\": \"A_b\"}};  rollout.name: A_b:"
                        + " is no name"
            })
    void shouldNameFieldAndValueWhenACallIsMalformed(String body, String message) {
        var answer = scene.caller.post(CHECKOUT, body);

        assertThat(answer.reason()).isEqualTo("400 BadRequest");
        assertThat(answer.field("message")).startsWith(message);
        assertThat(answer.field("verdict")).isEqualTo("Pending");
        assertThat(scene.records.runNames()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/gate/shop/checkout?revision=%zz", "/gate/shop/checkout?revision=v2&wait=%zz", "/gate/%zz/a"})
    void shouldBlameTheCallerWhenAUrlCannotBeDecoded(String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), scene.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @CsvSource({"loadTest", "runs", "create"})
    void shouldSayThatNothingIsKnownWhenTheApiServerRefuses(String call) {
        scene.records.beforeEachCall(made -> {
            if (made.equals(call)) {
                throw new KubernetesClientException("etcdserver: leader changed");
            }
        });

        var answer = scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}");

        assertThat(answer.inShort()).isEqualTo("200 Pending Wait");
        assertThat(answer.reason()).isEqualTo("200 ApiServerError");
        assertThat(answer.field("message")).contains("leader changed");
    }

    @Test
    void shouldSayThatNothingIsKnownInTimeWhenTheApiServerDoesNotAnswer() {
        var released = new CountDownLatch(1);
        scene.records.beforeEachCall(_ -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        });

        var answer = scene.caller.get(CHECKOUT + "?revision=v2");

        released.countDown();
        assertThat(answer.reason()).isEqualTo("200 ApiServerSlow");
        assertThat(answer.inShort()).isEqualTo("200 Pending Wait");
    }

    @Test
    void shouldSayThatNothingIsKnownWhenItDoesNotLead() {
        scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}");
        scene.records.decide("checkout-v2-1", Verdict.Pass, GateAction.Promote);
        scene.ready = false;

        assertThat(scene.caller.post(CHECKOUT, "{\"revision\": \"v2\"}").reason())
                .isEqualTo("200 NotReady");
        assertThat(scene.caller.get(CHECKOUT).inShort()).isEqualTo("200 Pending Wait");
    }

    @Test
    void shouldHearAtMostSoMuchWhenABodyIsEndless() {
        var endless = "{\"revision\": " + GateCaller.text("v".repeat(100_000)) + "}";

        assertThat(scene.caller.post(CHECKOUT, endless).status()).isBetween(400, 499);
        assertThat(scene.records.runNames()).isEmpty();
    }
}
