package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.GateStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The files of examples/gate on a real cluster: a Deployment whose new versions ship, or do not. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class DeploymentGateE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int REPLICAS = 2;
    private static final int MOST_TRIES = 3;

    private Scene scene;
    private KubernetesClient client;

    @BeforeEach
    void startService(Scene givenScene, KubernetesClient givenClient) throws IOException {
        scene = givenScene;
        client = givenClient;
        scene.applyExample("gate/10-checkout.yaml");
        client.apps().deployments().withName("checkout").waitUntilReady(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        scene.applyExample("gate/20-performancebudget.yaml");
        scene.applyExample("gate/30-loadtest.yaml");
    }

    @Test
    void shouldShipAVersionThatIsAlikeAndTakeASlowerOneBack() {
        env("VERSION", "2");
        var alike = awaitVerdict(0);
        if (alike.verdict() != Verdict.Inconclusive) { // a shared machine may stall one side more than the other
            assertThat(alike.verdict()).as(alike.message()).isEqualTo(Verdict.Pass);
            assertThat(gate(alike).outcome()).as(gate(alike).message()).isEqualTo("Promoted");
        } else {
            assertThat(gate(alike).outcome()).isEqualTo("Paused");
            assertThat(deployment().getSpec().getPaused()).isTrue();
            client.apps().deployments().withName("checkout").rolling().resume();
        }
        assertThat(gate(alike).candidateImages()).isNotEmpty();
        awaitShipped("VERSION", "2");

        env("SLOWER_MS", "60");
        awaitHeld();
        var slower = awaitVerdict(1);
        assertThat(slower.verdict()).as(slower.message()).isEqualTo(Verdict.Fail);
        assertThat(gate(slower).outcome()).as(gate(slower).message()).isEqualTo("Aborted");
        awaitShipped("SLOWER_MS", "0");
        assertThat(events()).contains("GateHeld", "GateAborted");
        assertThat(client.services().list().getItems())
                .as("the Services of the revisions are gone")
                .extracting(service -> service.getMetadata().getName())
                .contains("checkout")
                .noneMatch(name -> name.endsWith("-old") || name.endsWith("-new"));

        env("SLOWER_MS", "60"); // as a GitOps controller would
        await("the refused version has no pods and nobody quarrels")
                .atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(deployment().getSpec().getPaused())
                        && deployment().getStatus().getReplicas() == REPLICAS
                        && pods("SLOWER_MS", "60") == 0);
        assertThat(runs()).as("it is not tested again").hasSize(2);
        assertThat(events()).contains("GateRefused");
    }

    @Test
    void shouldTakeAVersionBackThatCrashes() {
        env("PORT", "none");
        var status = awaitDecision(0);
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Fail);
        assertThat(status.reason()).isEqualTo("CandidateCrashes");
        assertThat(gate(status).action()).isEqualTo(GateAction.Abort);
        awaitShipped("PORT", "8080");
    }

    @Test
    void shouldMeasureTheNewestVersionWhenAnotherCameMeanwhile() {
        env("VERSION", "2");
        awaitHeld();
        env("VERSION", "3");
        await("the first run is superseded")
                .atMost(PATIENCE)
                .until(() -> status(0)
                        .filter(status -> status.gate() != null && status.gate().outcome() != null)
                        .isPresent());
        assertThat(gate(status(0).orElseThrow()).outcome()).isEqualTo("MovedOn");
        await("the second revision is measured")
                .atMost(PATIENCE)
                .until(() -> status(1).isPresent());
        assertThat(revision(1)).isNotEqualTo(revision(0));
        assertThat(Objects.requireNonNull(runs().get(1).getSpec().revision()).baseline())
                .as("held against what serves, not against what came between")
                .isEqualTo(Objects.requireNonNull(runs().getFirst().getSpec().revision())
                        .baseline());
        await("the pods in between are gone").atMost(PATIENCE).until(() -> pods("VERSION", "2") == 0);
    }

    private void env(String name, String value) {
        client.apps()
                .deployments()
                .withName("checkout")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"checkout\",\"env\":[{\"name\":\""
                                + name + "\",\"value\":\"" + value + "\"}]}]}}}}");
    }

    private Deployment deployment() {
        return client.apps().deployments().withName("checkout").require();
    }

    private void awaitHeld() {
        await("the rollout is held")
                .atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(deployment().getSpec().getPaused()));
    }

    private void awaitShipped(String name, String value) {
        await("all pods have " + name + "=" + value)
                .atMost(PATIENCE)
                .until(() -> pods(name, value) == REPLICAS
                        && client.pods()
                                        .withLabel("app.kubernetes.io/name", "checkout")
                                        .list()
                                        .getItems()
                                        .size()
                                == REPLICAS
                        && !Boolean.TRUE.equals(deployment().getSpec().getPaused()));
    }

    private long pods(String name, String value) {
        return client.pods().withLabel("app.kubernetes.io/name", "checkout").list().getItems().stream()
                .filter(pod -> pod.getSpec().getContainers().getFirst().getEnv().stream()
                        .anyMatch(variable -> name.equals(variable.getName()) && value.equals(variable.getValue())))
                .count();
    }

    /** What a shared machine has spoilt is tested again, as people do: by deleting its run. */
    private LoadTestRunStatus awaitVerdict(int run) {
        var status = awaitDecision(run);
        for (int tries = 1; tries < MOST_TRIES && status.verdict() == Verdict.Inconclusive; tries++) {
            System.out.println("tested again: " + status.message());
            MachineLoad.awaitQuiet();
            var spoilt = runs().get(run);
            client.resource(spoilt).delete();
            await("another run")
                    .atMost(PATIENCE)
                    .until(() -> scene.run(spoilt.getMetadata().getName())
                            .filter(there -> !there.getMetadata()
                                    .getUid()
                                    .equals(spoilt.getMetadata().getUid()))
                            .isPresent());
            status = awaitDecision(run);
        }
        return status;
    }

    private LoadTestRunStatus awaitDecision(int run) {
        Predicate<LoadTestRunStatus> decided =
                status -> status.gate() != null && status.gate().outcome() != null;
        return await("decision of run " + run)
                .atMost(PATIENCE)
                .until(() -> status(run).filter(decided), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<LoadTestRunStatus> status(int run) {
        var all = runs();
        return run < all.size() ? Optional.ofNullable(all.get(run).getStatus()) : Optional.empty();
    }

    private String revision(int run) {
        return Objects.requireNonNull(runs().get(run).getSpec().revision()).name();
    }

    /** As people list them, the oldest first. */
    private List<LoadTestRun> runs() {
        return client
                .resources(LoadTestRun.class)
                .withLabel("plimsoll.dev/rollout", "checkout")
                .list()
                .getItems()
                .stream()
                .sorted((one, other) -> Long.compare(attempt(one), attempt(other)))
                .toList();
    }

    private static long attempt(LoadTestRun run) {
        return Objects.requireNonNull(run.getSpec().revision()).attempt();
    }

    private List<String> events() {
        return client.v1().events().list().getItems().stream()
                .filter(event -> "Deployment".equals(event.getInvolvedObject().getKind()))
                .map(event -> event.getReason())
                .toList();
    }

    private static GateStatus gate(LoadTestRunStatus status) {
        return Objects.requireNonNull(status.gate());
    }
}
