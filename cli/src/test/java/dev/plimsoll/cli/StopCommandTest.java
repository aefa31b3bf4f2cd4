package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.cli.gate.ClusterAccess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
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
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command against an API server that a test plays the operator of. */
class StopCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NOT_LONG = Duration.ofMillis(300);
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger(MockWebServer.class.getName()), Logger.getLogger("io.fabric8.kubernetes.client"));
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

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
    private final KubernetesMockServer server =
            new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
    private final KubernetesClient client;

    StopCommandTest() {
        server.init();
        List.of(LoadTest.class, LoadTestRun.class)
                .forEach(kind ->
                        server.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(kind)));
        client = server.createClient();
    }

    @BeforeEach
    void setUp() {
        for (var name : List.of("plimsoll-system", "shop", "bank")) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    @AfterEach
    void close() {
        client.close();
        server.destroy();
    }

    @Test
    void shouldStopTheClusterAndTellEachRunAsItEnds() {
        run("shop", "checkout-1", "checkout", "Running");
        run("bank", "transfer-7", "transfer", "Starting");
        run("bank", "transfer-6", "transfer", "Complete");
        var stop = start(PATIENCE, "--all", "--reason", "an incident");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stopOf("plimsoll-system")).hasValue("an incident"));
        await().during(NOT_LONG).atMost(PATIENCE).until(() -> !stop.ending.isDone());
        phase("shop", "checkout-1", "Judging");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stop.out())
                        .containsPattern("LoadTestRun shop/checkout-1 sends nothing any more, after [0-9]+[.][0-9] s"));
        assertThat(stop.ending).isNotDone();
        phase("bank", "transfer-7", "Failed");

        assertThat(stop.exitCode()).isZero();
        assertThat(stop.out())
                .contains("stopped by an annotation of Namespace plimsoll-system", "bank/transfer-7")
                .endsWith("nothing sends any more in the cluster\n");
        assertThat(stop.out()).doesNotContain("transfer-6");
    }

    @Test
    void shouldStopANamespaceAndWaitUntilWhatHasNotBegunIsHeld() {
        run("shop", "checkout-1", "checkout", "Pending");
        run("bank", "transfer-7", "transfer", "Running");
        var stop = start(PATIENCE, "-n", "shop");
        await().atMost(PATIENCE).until(() -> stopOf("shop").isPresent());
        await().during(NOT_LONG).atMost(PATIENCE).until(() -> !stop.ending.isDone());
        status("shop", "checkout-1", "{\"phase\":\"Pending\",\"reason\":\"Stopped\"}");

        assertThat(stop.exitCode()).isZero();
        assertThat(stopOf("shop").orElseThrow()).startsWith("plimsoll stop by ");
        assertThat(stopOf("bank")).isEmpty();
    }

    @Test
    void shouldStopALoadTest() {
        loadTest("checkout");
        run("shop", "checkout-1", "checkout", "Complete");
        run("shop", "search-1", "search", "Running");

        assertThat(start(PATIENCE, "shop/checkout", "--reason", "too much").exitCode())
                .isZero();

        assertThat(stopOf(client.resources(LoadTest.class)
                        .inNamespace("shop")
                        .withName("checkout")
                        .get()))
                .hasValue("too much");
    }

    @Test
    void shouldStopARunWhenThereIsNoLoadTestOfItsName() {
        run("shop", "by-hand", "checkout", "Complete");

        assertThat(start(PATIENCE, "shop/by-hand").exitCode()).isZero();

        assertThat(stopOf(client.resources(LoadTestRun.class)
                        .inNamespace("shop")
                        .withName("by-hand")
                        .get()))
                .isPresent();
    }

    @Test
    void shouldSayWhatToDoWhenSomethingStillSends() {
        run("shop", "checkout-1", "checkout", "Running");
        lease(Duration.ofMinutes(1));

        var stop = start(NOT_LONG, "--all");

        assertThat(stop.exitCode()).isEqualTo(1);
        assertThat(stop.err())
                .contains(
                        "the operator in namespace plimsoll-system has not been heard of for 6",
                        "runners that lost it end by themselves after 60 s",
                        "  kubectl -n shop delete job checkout-1\n");
    }

    @Test
    void shouldNotDoubtAnOperatorThatWasHeardOf() {
        run("shop", "checkout-1", "checkout", "Running");
        lease(Duration.ofSeconds(3));

        var stop = start(NOT_LONG, "--all");

        assertThat(stop.exitCode()).isEqualTo(1);
        assertThat(stop.err()).doesNotContain("not been heard of").contains("the operator's log says why");
    }

    @Test
    void shouldTakeAStopBack() {
        assertThat(start(PATIENCE, "-n", "shop", "--reason", "a release").exitCode())
                .isZero();

        var undo = start(PATIENCE, "-n", "shop", "--undo");

        assertThat(undo.exitCode()).isZero();
        assertThat(undo.out()).isEqualTo("load may begin again in namespace shop; it was stopped: a release\n");
        assertThat(stopOf("shop")).isEmpty();
        assertThat(start(PATIENCE, "-n", "shop", "--undo").ended().out())
                .isEqualTo("nothing had stopped namespace shop\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', nothing says whose load is meant",
        "--all -n shop, only one of these can be meant",
        "checkout, is no NAMESPACE/NAME; write shop/checkout",
        "shop/nobody, there is neither a LoadTest nor a LoadTestRun nobody in namespace shop",
        "-n nowhere, there is no namespace nowhere",
        "--all --operator-namespace nowhere, say in which one the operator is"
    })
    void shouldSayWhatIsWrong(String arguments, String said) {
        var stop = start(PATIENCE, arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThat(stop.exitCode()).isEqualTo(2);
        assertThat(stop.err()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"403, 2, docs/fair-use.md has the ClusterRole that it needs", "500, 3, try again"})
    void shouldSaySoWhenTheApiServerDoesNotDoIt(int code, int exitCode, String said) {
        refusal = code;

        var stop = start(PATIENCE, "--all");

        assertThat(stop.exitCode()).isEqualTo(exitCode);
        assertThat(stop.err()).contains(said);
    }

    // --- the operator's part

    private void loadTest(String name) {
        create("""
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTest
            metadata: {name: %s, namespace: shop}
            spec:
              target: {url: http://checkout}
              load: {stages: [{duration: 1m, to: 10/s}]}
              scenarios: [{name: visit, steps: [{name: page, request: {}}]}]
            """.formatted(name), LoadTest.class);
    }

    private void run(String namespace, String name, String loadTest, String phase) {
        create("""
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTestRun
            metadata: {name: %s, namespace: %s}
            spec: {loadTest: %s}
            """.formatted(name, namespace, loadTest), LoadTestRun.class);
        phase(namespace, name, phase);
    }

    private void phase(String namespace, String name, String phase) {
        status(namespace, name, "{\"phase\":\"" + phase + "\"}");
    }

    private void status(String namespace, String name, String status) {
        client.resources(LoadTestRun.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":" + status + "}");
    }

    private void lease(Duration age) {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace("plimsoll-system")
                        .withName("plimsoll-operator")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("operator-0")
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).minus(age))
                        .endSpec()
                        .build())
                .create();
    }

    private <T extends HasMetadata> void create(String yaml, Class<T> type) {
        client.resource(YAML.unmarshal(yaml, type)).create();
    }

    private Optional<String> stopOf(String namespace) {
        return stopOf(client.namespaces().withName(namespace).get());
    }

    private static Optional<String> stopOf(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Api.STOP_ANNOTATION));
    }

    /** A command under way. */
    private record Stop(CompletableFuture<Integer> ending, Captured captured) {
        int exitCode() {
            await().atMost(PATIENCE).until(ending::isDone);
            return ending.join();
        }

        Stop ended() {
            exitCode();
            return this;
        }

        String out() {
            return captured.out();
        }

        String err() {
            return captured.err();
        }
    }

    private Stop start(Duration patience, String... arguments) {
        var captured = new Captured();
        var command =
                new StopCommand(captured.around(), () -> ClusterAccess.client(client.getConfiguration()), patience);
        new CommandLine(command).parseArgs(arguments);
        var ending = new CompletableFuture<Integer>();
        var _ = Thread.ofVirtual().start(() -> {
            try {
                ending.complete(command.call());
            } catch (Throwable e) {
                ending.completeExceptionally(e);
            }
        });
        return new Stop(ending, captured);
    }
}
