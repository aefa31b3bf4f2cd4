package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.cli.gate.ClusterAccess;
import dev.plimsoll.cli.local.Interruption;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command against an API server that a test plays the operator of. */
class GateCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger(MockWebServer.class.getName()), Logger.getLogger("io.fabric8.kubernetes.client"));
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String ANY = "{onPass: Promote, onFail: Abort, onInconclusive: Pause}";
    private static final String PASSED = """
        {"phase":"Complete","verdict":"Pass","reason":"AllObjectivesMet","message":"p99 5ms",
         "gate":{"action":"Promote","outcome":"Told","message":"whoever asks is told to go on. Pass: p99 5ms"}}\
        """;

    static {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private volatile int refusal;
    private final KubernetesCrudDispatcher dispatcher = new KubernetesCrudDispatcher() {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            return refusal == 0 ? super.dispatch(request) : new MockResponse().setResponseCode(refusal);
        }
    };
    private KubernetesMockServer server = serve(0);
    private final KubernetesClient client = server.createClient();

    @AfterEach
    void close() {
        client.close();
        server.destroy();
    }

    @Test
    void shouldHaveTheRevisionTestedAndEndWithItsVerdict() {
        loadTest(ANY);
        var gate = start("shop/checkout", "--revision", "v42", "--rollout", "Other/checkout");
        awaitRun("checkout-v42-1");
        status("checkout-v42-1", "{\"phase\":\"Running\",\"reason\":\"Running\",\"message\":\"round 2 of 20\"}");
        gate.awaitSaid("Running: round 2 of 20");
        status("checkout-v42-1", PASSED);

        assertThat(gate.exitCode()).isZero();
        assertThat(gate.out().lines())
                .containsExactly(
                        "Promote: AllObjectivesMet (revision v42, LoadTestRun checkout-v42-1)",
                        "  whoever asks is told to go on. Pass: p99 5ms");
        var revision = Objects.requireNonNull(run("checkout-v42-1").getSpec().revision());
        assertThat(revision.rollout()).hasToString("Other/checkout");
        assertThat(revision.baseline()).isNull();
    }

    @Test
    void shouldAnswerTheSameWhenAskedAgain() throws Exception {
        loadTest(ANY);
        run("checkout-v42-1", "{name: v42, rollout: {kind: Canary, name: checkout}, attempt: 1}");
        status("checkout-v42-1", PASSED.replace("Promote", "Abort").replace("Pass", "Fail"));

        var gate = start("shop/checkout", "--revision", "v42", "--json");

        assertThat(gate.exitCode()).isEqualTo(1);
        var json = new ObjectMapper().readTree(gate.out());
        assertThat(json.path("verdict").asText()).isEqualTo("Fail");
        assertThat(json.path("decision").asText()).isEqualTo("Abort");
        assertThat(json.path("run").asText()).isEqualTo("checkout-v42-1");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void shouldTestAnewWhenAskedForAnotherAttempt() {
        loadTest(ANY);
        run("checkout-v42-1", "{name: v42, attempt: 1}");
        status("checkout-v42-1", PASSED);

        var gate = start("shop/checkout", "--revision", "v42", "--attempt", "2");
        awaitRun("checkout-v42-2");
        status("checkout-v42-2", PASSED.replace("Promote", "Pause").replace("Pass", "Inconclusive"));

        assertThat(gate.exitCode()).isEqualTo(3);
        assertThat(gate.out()).startsWith("Pause: ");
        assertThat(start("shop/checkout", "--revision", "v42").exitCode())
                .as("the last attempt counts")
                .isEqualTo(3);
    }

    @Test
    void shouldTestAnewWhenHeldAgainstAnotherOldRevision() {
        loadTest(ANY);
        run("checkout-v42-1", "{name: v42, baseline: old, attempt: 1}");
        status("checkout-v42-1", PASSED);

        assertThat(start("shop/checkout", "--revision", "v42", "--baseline", "old")
                        .exitCode())
                .isZero();
        var gate = start("shop/checkout", "--revision", "v42", "--baseline", "newer");
        awaitRun("checkout-v42-2");
        status("checkout-v42-2", PASSED.replace("Promote", "Abort"));
        assertThat(gate.exitCode()).isEqualTo(1);

        var contradiction = start("shop/checkout", "--revision", "v42", "--baseline", "newer", "--attempt", "1");
        assertThat(contradiction.exitCode()).isEqualTo(2);
        assertThat(contradiction.err()).contains("--attempt: LoadTestRun checkout-v42-1 is about something else");
    }

    @Test
    void shouldWaitForTheOperatorsRunWhereItHoldsTheRolloutItself() {
        loadTest("{rollout: {kind: Rollout, name: checkout}, onFail: Abort}");
        var gate = start("shop/checkout", "--revision", "5d9c");
        gate.awaitSaid("once Rollout/checkout is held at revision 5d9c");
        assertThat(runs()).isEmpty();
        run("checkout-5d9c-7", "{name: 5d9c, rollout: {kind: Rollout, name: checkout}, baseline: 7f4b, attempt: 7}");
        status("checkout-5d9c-7", PASSED);

        assertThat(gate.exitCode()).isZero();
        assertThat(start("shop/checkout", "--revision", "x", "--baseline", "y").refusal())
                .contains("--baseline: LoadTest checkout gates Rollout/checkout, of which the operator knows");
        assertThat(start("shop/checkout", "--revision", "x", "--rollout", "Canary/a")
                        .refusal())
                .contains("gates Rollout/checkout and nothing else, so it does not judge Canary/a");
    }

    @Test
    void shouldTellTheVerdictOfTheLatestRun() {
        loadTest(ANY);
        var gate = start("shop/checkout");
        gate.awaitSaid("LoadTest shop/checkout has no run yet");
        run("checkout-1", null);
        var seen = client.resources(LoadTest.class).inNamespace("shop").withName("checkout");
        seen.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"status\":{\"lastRun\":\"checkout-1\",\"observedGeneration\":"
                        + seen.get().getMetadata().getGeneration() + "}}");
        status("checkout-1", "{\"phase\":\"Running\"}");
        status(
                "checkout-1",
                "{\"phase\":\"Complete\",\"verdict\":\"Fail\",\"reason\":\"ObjectiveMissed\",\"message\":\"p99 9s\"}");

        assertThat(gate.exitCode()).isEqualTo(1);
        assertThat(gate.out()).contains("Abort: ObjectiveMissed (LoadTestRun checkout-1)", "Fail: p99 9s");
    }

    @Test
    void shouldSayWhatToDoWhenTheLoadTestIsNoGate() {
        assertThat(start("shop/checkout", "--revision", "v1").refusal())
                .contains("there is no LoadTest checkout in namespace shop; create it");
        loadTest(null);
        var gate = start("shop/checkout", "--revision", "v1");
        assertThat(gate.exitCode()).isEqualTo(2);
        assertThat(gate.err()).contains("LoadTest checkout has no gate").contains("give it gate: {}");
        assertThat(gate.out()).isEmpty();
    }

    @Test
    void shouldSayWhichPermissionIsMissing() {
        refusal = 403;
        assertThat(start("shop/checkout", "--revision", "v1").refusal())
                .contains("this account may not get loadtests in namespace shop; docs/gate-command.md has the Role");
        refusal = 401;
        assertThat(start("shop/checkout", "--revision", "v1").refusal())
                .contains("does not know this account", "check the kubeconfig, or the pod's service account");
    }

    @Test
    void shouldAskAgainWhenTheApiServerIsOverloadedOrNotReady() {
        loadTest(ANY);
        run("checkout-v42-1", "{name: v42, attempt: 1}");
        status("checkout-v42-1", PASSED);
        for (int code : new int[] {429, 500, 503, 403}) {
            refusal = code;
            var gate = start("shop/checkout", "--revision", "v42");
            gate.awaitSaid("does not answer yet, and is asked again");
            refusal = 0;
            assertThat(gate.exitCode()).as("after " + code).isZero();
        }
    }

    @Test
    void shouldEndWithoutAVerdictWhenTheTimeIsUp() {
        loadTest(ANY);
        run("checkout-v42-1", "{name: v42, attempt: 1}");
        status("checkout-v42-1", "{\"phase\":\"Pending\",\"reason\":\"Pending\",\"message\":\"waiting for a pod\"}");

        var gate = start("shop/checkout", "--revision", "v42", "--timeout", "300ms");

        assertThat(gate.exitCode()).isEqualTo(3);
        assertThat(gate.out())
                .startsWith("Wait: Timeout (revision v42, LoadTestRun checkout-v42-1)")
                .contains("there was no verdict after 300ms; LoadTestRun checkout-v42-1 was at Pending: waiting for");
    }

    @Test
    void shouldEndWhenTheRunIsDeleted() {
        loadTest(ANY);
        var gate = start("shop/checkout", "--revision", "v42");
        awaitRun("checkout-v42-1");
        gate.awaitSaid("LoadTestRun checkout-v42-1: Pending");
        client.resource(run("checkout-v42-1")).delete();

        assertThat(gate.exitCode()).isEqualTo(3);
        assertThat(gate.out()).contains("Wait: RunDeleted", "was deleted before it had a verdict");
    }

    @Test
    void shouldEndAtOnceWhenCtrlCIsPressed() {
        loadTest(ANY);
        var gate = start("shop/checkout", "--revision", "v42");
        awaitRun("checkout-v42-1");
        gate.interruption().request();

        assertThat(gate.exitCode()).isEqualTo(130);
    }

    @Test
    void shouldWaitThroughAnOutageOfTheApiServer() {
        loadTest(ANY);
        var gate = start("shop/checkout", "--revision", "v42");
        awaitRun("checkout-v42-1");
        status("checkout-v42-1", "{\"phase\":\"Running\",\"message\":\"round 1\"}");
        gate.awaitSaid("round 1");
        int port = server.getPort();
        server.destroy();
        gate.awaitSaid("does not answer yet, and is asked again");
        server = serve(port);
        try (var other = server.createClient()) {
            other.resources(LoadTestRun.class)
                    .inNamespace("shop")
                    .withName("checkout-v42-1")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":" + PASSED + "}");
        }

        assertThat(gate.exitCode()).as(gate.err()).isZero();
    }

    @Test
    void shouldAskAgainWhenTheApiServerIsDownAtTheBegin() {
        loadTest(ANY);
        run("checkout-v42-1", "{name: v42, attempt: 1}");
        status("checkout-v42-1", PASSED);
        int port = server.getPort();
        server.destroy();
        var gate = start("shop/checkout", "--revision", "v42");
        gate.awaitSaid("does not answer yet, and is asked again");
        server = serve(port);

        assertThat(gate.exitCode()).as(gate.err()).isZero();
    }

    // --- the operator's part

    private void loadTest(@Nullable String gate) {
        create("""
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: checkout, namespace: shop}
            spec:
              target: {url: http://checkout}
              load: {stages: [{duration: 1m, to: 10/s}]}
              scenarios: [{name: visit, steps: [{name: page, request: {}}]}]
            """ + (gate == null ? "" : "  gate: " + gate + "\n"), LoadTest.class);
    }

    private void run(String name, @Nullable String revision) {
        var label =
                revision == null ? "" : ", plimsoll.dev/revision: " + revision.replaceAll("\\{name: (\\w+),.*", "$1");
        create("""
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTestRun
            metadata:
              name: %s
              namespace: shop
              labels: {plimsoll.dev/loadtest: checkout, plimsoll.dev/rollout: of-somebody%s}
            spec: {loadTest: checkout%s}
            """.formatted(name, label, revision == null ? "" : ", revision: " + revision), LoadTestRun.class);
    }

    private <T extends HasMetadata> void create(String yaml, Class<T> type) {
        client.resource(YAML.unmarshal(yaml, type)).create();
    }

    private void status(String run, String status) {
        client.resources(LoadTestRun.class)
                .inNamespace("shop")
                .withName(run)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":" + status + "}");
    }

    private LoadTestRun run(String name) {
        return client.resources(LoadTestRun.class)
                .inNamespace("shop")
                .withName(name)
                .get();
    }

    private List<LoadTestRun> runs() {
        return client.resources(LoadTestRun.class).inNamespace("shop").list().getItems();
    }

    private void awaitRun(String name) {
        await().atMost(PATIENCE).until(() -> run(name) != null);
    }

    // --- the API server, and the command

    /** Another one at the same port knows what the last one knew. */
    private KubernetesMockServer serve(int port) {
        var serving = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
        List.of(LoadTest.class, LoadTestRun.class)
                .forEach(kind ->
                        serving.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(kind)));
        serving.init(InetAddress.getLoopbackAddress(), port);
        return serving;
    }

    /** A command under way. */
    private record Gate(CompletableFuture<Integer> ending, Captured captured, Interruption interruption) {
        int exitCode() {
            await().atMost(PATIENCE).until(ending::isDone);
            return ending.join();
        }

        String out() {
            exitCode();
            return captured.out();
        }

        /** All of it, once it ended. */
        String refusal() {
            assertThat(exitCode()).isEqualTo(2);
            return err();
        }

        void awaitSaid(String text) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(err()).contains(text));
        }

        /** So far. */
        String err() {
            return captured.err();
        }
    }

    private Gate start(String... arguments) {
        var captured = new Captured();
        var command = new GateCommand(captured.around(), () -> ClusterAccess.client(client.getConfiguration()));
        new CommandLine(command).parseArgs(arguments);
        var interruption = Interruption.listen();
        var ending = new CompletableFuture<Integer>();
        var _ = Thread.ofVirtual().start(() -> {
            try (interruption) {
                ending.complete(command.answer(interruption).number());
            } catch (Throwable e) {
                ending.completeExceptionally(e);
            }
        });
        return new Gate(ending, captured, interruption);
    }
}
