package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gates that others ask, on a real cluster: by HTTP, as Flagger, by the command line in a pod, and for a Rollout. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class AskedGateE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR =
            "/api/v1/namespaces/plimsoll-system/services/http:plimsoll-operator:8081/proxy";

    private Scene scene;
    private KubernetesClient client;

    @BeforeEach
    void given(Scene givenScene, KubernetesClient givenClient) {
        scene = givenScene;
        client = givenClient;
    }

    @Test
    void shouldTellOneVerdictOfARevisionByHttpAndInAPod() throws IOException {
        scene.startDemoService();
        scene.apply(Yaml.budget("slo", "2s"));
        scene.apply(Yaml.gate("asked", "slo", "{}"));
        var gate = "/gate/" + client.getNamespace() + "/asked?token=" + token("asked");
        assertThat(answer("GET", gate + "&revision=v2", null).path("reason").asText())
                .isEqualTo("NotStarted");
        var started = answer("POST", gate, "{\"revision\": \"v2\"}");
        assertThat(started.path("decision").asText()).isEqualTo("Wait");
        assertThat(started.path("run").asText()).isEqualTo("asked-v2-1");

        scene.apply(example("argo-rollouts/analysis/40-who-may-ask.yaml"));
        scene.apply(resource("ask-job.yaml").replace("NAMESPACE", client.getNamespace()));
        var decided = await("a decision")
                .atMost(PATIENCE)
                .until(
                        () -> answer("POST", gate, "{\"revision\": \"v2\"}"),
                        answer -> !answer.path("decision").asText().equals("Wait"));
        assertThat(client.resources(LoadTestRun.class).list().getItems()).hasSize(1);
        assertThat(decided.path("revision").asText()).isEqualTo("v2");
        boolean promotes = decided.path("decision").asText().equals("Promote");
        if (!promotes) { // a machine that is shared
            assertThat(decided.path("verdict").asText())
                    .as(decided.path("message").asText())
                    .isEqualTo("Inconclusive");
        }
        var job = client.batch()
                .v1()
                .jobs()
                .withName("ask")
                .waitUntilCondition(AskedGateE2E::isOver, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(Optional.ofNullable(job.getStatus().getSucceeded()).orElse(0))
                .as("the command in the pod came to the same decision")
                .isEqualTo(promotes ? 1 : 0);
    }

    private static boolean isOver(Job job) {
        return job != null
                && job.getStatus().getConditions().stream().anyMatch(condition -> "True".equals(condition.getStatus()));
    }

    @Test
    void shouldAnswerFlaggerAboutTheRevisionInItsHandsAndNoOther() throws IOException {
        scene.startDemoService();
        scene.apply(Yaml.budget("slo", "1us")); // which nothing holds
        scene.apply(Yaml.gate("canary", "slo", "{rollout: {kind: Canary, name: shop}}"));
        var token = token("canary");
        assertThat(flagger("confirm-promotion", "111", "wrong").status()).isNotEqualTo(200);
        await("the run of the revision").atMost(PATIENCE).until(() -> {
            flaggerHears("pre-rollout", "111", token, 200);
            return scene.run("canary-111-1").isPresent();
        });
        assertThat(flagger("confirm-promotion", "111", token).status()).isEqualTo(403);
        await("the verdict")
                .atMost(PATIENCE)
                .until(() -> scene.run("canary-111-1")
                        .map(LoadTestRun::getStatus)
                        .filter(status -> status.gate() != null && status.gate().action() != null)
                        .isPresent());
        if ("Fail"
                .equals(String.valueOf(Objects.requireNonNull(
                                scene.run("canary-111-1").orElseThrow().getStatus())
                        .verdict()))) {
            flaggerHears("rollback", "111", token, 200);
            flaggerHears("rollout", "111", token, 403);
        }
        assertThat(flagger("rollback", "222", token).status())
                .as("another revision")
                .isEqualTo(403);
    }

    @Test
    void shouldAbortARolloutWhoseNewRevisionIsSlower() throws IOException {
        try {
            scene.apply(resource("rollouts-crd.yaml"));
            scene.startRevision("one", "aaa", Duration.ZERO);
            scene.startRevision("two", "bbb", Duration.ofMillis(60));
            scene.apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: both}
                spec: {selector: {revisions: of-both}, ports: [{name: http, port: 8080, targetPort: http}]}
                """);
            scene.apply(Yaml.noSlower("no-slower"));
            scene.apply(Yaml.gateOfRollout("rolled", "no-slower"));
            var rollouts = client.genericKubernetesResources("argoproj.io/v1alpha1", "Rollout");
            var rollout = rollouts.resource(rollout());
            rollout.create();
            var there = rollouts.withName("both").require();
            there.setAdditionalProperty("status", status(there.getMetadata().getGeneration()));
            rollouts.resource(there).updateStatus();
            await("the Rollout is aborted").atMost(PATIENCE).until(() -> {
                testAgainWhenOpen("rolled-bbb-2");
                return JSON.valueToTree(rollouts.withName("both").require().getAdditionalProperties())
                        .at("/status/abort")
                        .asBoolean();
            });
            var run = scene.run("rolled-bbb-2").orElseThrow();
            assertThat(String.valueOf(Objects.requireNonNull(run.getStatus()).verdict()))
                    .isEqualTo("Fail");
        } finally {
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName("rollouts.argoproj.io")
                    .delete();
        }
    }

    /** A machine that is shared may leave a comparison without a verdict. */
    private void testAgainWhenOpen(String name) {
        scene.run(name)
                .filter(run -> run.getStatus() != null
                        && run.getStatus().gate() != null
                        && "Paused".equals(run.getStatus().gate().outcome()))
                .ifPresent(run -> client.resource(run).delete());
    }

    private GenericKubernetesResource rollout() {
        return client.getKubernetesSerialization().unmarshal("""
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata:
              name: both
              annotations: {rollout.argoproj.io/revision: "2"}
            spec: {strategy: {canary: {steps: [{setWeight: 20}, {pause: {}}]}}}
            """, GenericKubernetesResource.class);
    }

    /** What the controller of Argo Rollouts writes when it waits at its second step. */
    private static Map<String, Object> status(long generation) {
        return Map.of(
                "observedGeneration",
                String.valueOf(generation),
                "currentPodHash",
                "bbb",
                "stableRS",
                "aaa",
                "updatedReplicas",
                1,
                "currentStepIndex",
                1,
                "pauseConditions",
                List.of(Map.of("reason", "CanaryPauseStep")));
    }

    private String token(String loadTest) {
        var secret = await("the Secret of the gate")
                .atMost(PATIENCE)
                .until(() -> client.secrets().withName(loadTest + "-gate").get(), Objects::nonNull);
        return text(secret);
    }

    private static String text(Secret secret) {
        return new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8);
    }

    private JsonNode answer(String method, String path, @Nullable String body) throws JsonProcessingException {
        return JSON.readTree(client.raw(OPERATOR + path, method, body));
    }

    /** Asks again as Flagger does: an operator that knows nothing for a moment decides nothing. */
    private void flaggerHears(String hook, String checksum, String token, int status) {
        await(hook + " of " + checksum + " is answered with " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    var answer = flagger(hook, checksum, token);
                    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
                });
    }

    private Answer flagger(String hook, String checksum, String token) {
        var body = "{\"name\":\"shop\",\"namespace\":\"" + client.getNamespace()
                + "\",\"phase\":\"Progressing\",\"checksum\":\"" + checksum + "\",\"metadata\":{\"token\":\"" + token
                + "\"}}";
        try {
            return new Answer(200, client.raw(OPERATOR + "/flagger/" + hook, "POST", body));
        } catch (KubernetesClientException e) {
            return new Answer(e.getCode(), String.valueOf(e.getMessage()));
        }
    }

    /** What a webhook came to. */
    private record Answer(int status, String text) {}

    private static String example(String file) throws IOException {
        return Files.readString(
                Checkout.ofThisBuild().root().resolve("examples").resolve(file));
    }

    private static String resource(String file) throws IOException {
        try (InputStream there = AskedGateE2E.class.getResourceAsStream("/gate/" + file)) {
            return new String(Objects.requireNonNull(there).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
