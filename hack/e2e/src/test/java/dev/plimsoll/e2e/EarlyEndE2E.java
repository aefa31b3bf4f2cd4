package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that end before their schedule does, and how long their load goes on: what arrives at the target tells. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class EarlyEndE2E {
    private static final Duration PROMISE = Duration.ofSeconds(2);
    private static final int RATE = 100;

    private KubernetesClient client;
    private Scene scene;

    @BeforeEach
    void startDemoService(KubernetesClient givenClient, Scene givenScene) throws IOException {
        client = givenClient;
        scene = givenScene;
        scene.startDemoService();
        scene.apply(Yaml.budget("slo", "500ms"));
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenTheRunIsDeleted() {
        runLongTest();
        assertLoadStopsInTime(() -> client.resource(doomedRun()).delete());
        assertNothingOfTheRunIsLeft();
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenTheRunIsDeletedInTheForeground() {
        runLongTest();
        assertLoadStopsInTime(() -> client.resource(doomedRun())
                .withPropagationPolicy(DeletionPropagation.FOREGROUND)
                .delete());
        assertNothingOfTheRunIsLeft();
    }

    /**
     * Here nobody helps the operator: the garbage collector deletes Job and pods when the run is gone, and it stays.
     */
    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenADeletedRunIsHeldByAFinalizer() {
        runLongTest();
        setFinalizers("[\"e2e.plimsoll.dev/hold\"]");
        try {
            assertLoadStopsInTime(() -> client.resource(doomedRun()).delete());
        } finally {
            setFinalizers("null");
        }
        assertNothingOfTheRunIsLeft();
    }

    private void setFinalizers(String json) {
        client.resource(doomedRun())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":" + json + "}}");
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenTheLoadTestIsDeleted() {
        runLongTest();
        assertLoadStopsInTime(() -> client.resource(scene.loadTest("doomed")).delete());
        assertNothingOfTheRunIsLeft();
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenTheRunIsStopped() {
        runLongTest();
        assertLoadStopsInTime(() -> stop(doomedRun(), "\"an incident\""));
        assertInterrupted();
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenTheLoadTestIsStopped() {
        runLongTest();
        assertLoadStopsInTime(() -> stop(scene.loadTest("doomed"), "\"an incident\""));
        assertInterrupted();
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenTheNamespaceIsStoppedAndHoldNewRuns() {
        runLongTest();
        assertLoadStopsInTime(() -> stop(namespace(client.getNamespace()), "\"an incident\""));
        assertInterrupted();
        scene.runAgain("doomed", "again");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> scene.run("doomed-2")
                        .map(LoadTestRun::getStatus)
                        .filter(status -> "Stopped".equals(status.reason()) && status.phase() == RunPhase.Pending)
                        .isPresent());
        assertThat(client.batch().v1().jobs().withName("doomed-2").get()).isNull();
        stop(namespace(client.getNamespace()), "null");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> scene.run("doomed-2")
                        .map(LoadTestRun::getStatus)
                        .filter(status -> status.phase() == RunPhase.Running)
                        .isPresent());
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenTheClusterIsStopped() {
        runLongTest();
        try {
            assertLoadStopsInTime(() -> stop(namespace("plimsoll-system"), "\"an incident\""));
            assertInterrupted();
        } finally {
            stop(namespace("plimsoll-system"), "null");
        }
    }

    private HasMetadata namespace(String name) {
        return client.namespaces().withName(name).require();
    }

    private void stop(HasMetadata where, String json) {
        client.resource(where)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + Api.STOP_ANNOTATION + "\":" + json + "}}}");
    }

    private void assertInterrupted() {
        var status = scene.awaitEndOf("doomed-1");
        assertThat(status.phase()).as(status.message()).isEqualTo(RunPhase.Aborted);
        assertThat(status.reason()).isEqualTo("Interrupted");
        assertThat(status.message()).contains("an incident");
    }

    private void runLongTest() {
        scene.apply(Yaml.loadTest("doomed", "/", 2, RATE + "/s", "5m", "slo"));
        scene.awaitRunning("doomed", Duration.ofSeconds(3));
    }

    private LoadTestRun doomedRun() {
        return scene.run("doomed-1").orElseThrow();
    }

    private void assertLoadStopsInTime(Runnable deletion) {
        try (var stalls = MachineStalls.watch()) {
            long[] before = scene.arrivals("/");
            deletion.run();
            long[] all = arrivalsAtTheEnd();
            assertStopped(
                    Duration.ofNanos(all[all.length - 1] - before[before.length - 1]),
                    all.length - before.length,
                    PROMISE.plus(stalls.soFar()));
        }
    }

    /** What arrived, once nothing more has come for as long as the promise. */
    private long[] arrivalsAtTheEnd() {
        long[][] seen = {scene.arrivals("/")};
        await("the end of the load")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(PROMISE)
                .until(() -> {
                    long[] previous = seen[0];
                    seen[0] = scene.arrivals("/");
                    return seen[0].length == previous.length;
                });
        return seen[0];
    }

    /** @param limit what was promised, and how long the machine itself stood still meanwhile */
    private static void assertStopped(Duration after, int requests, Duration limit) {
        System.out.printf(
                "the load stopped after %d ms and %d requests; it had %d ms%n",
                after.toMillis(), requests, limit.toMillis());
        assertThat(after).isLessThan(limit);
        assertThat(requests).isLessThan((int) (limit.toMillis() * RATE / 1000));
    }

    private void assertNothingOfTheRunIsLeft() {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(client.resources(LoadTestRun.class).list().getItems()).isEmpty();
            assertThat(scene.runnerPods()).isEmpty();
            assertThat(client.batch().v1().jobs().list().getItems()).isEmpty();
            assertThat(client.secrets().withLabel(Api.RUN_LABEL).list().getItems())
                    .isEmpty();
            assertThat(client.configMaps().withLabel(Api.RUN_LABEL).list().getItems())
                    .isEmpty();
            assertThat(client.network()
                            .v1()
                            .networkPolicies()
                            .withLabel(Api.RUN_LABEL)
                            .list()
                            .getItems())
                    .isEmpty();
        });
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenAnAbortRuleSaysSo() {
        var harm = Duration.ofSeconds(2);
        scene.apply(Yaml.loadTest("harmful", "/flaky?percent=100", 2, RATE + "/s", "5m", "slo")
                .replace("spec:\n", "spec:\n  abort: [{metric: ErrorRate, above: 50%, for: 2s}]\n"));
        scene.awaitStart("harmful");
        try (var stalls = MachineStalls.watch()) {
            var status = scene.awaitEndOfFirstRun("harmful");
            assertThat(status.phase()).isEqualTo(RunPhase.Aborted);
            assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Fail);
            assertThat(status.reason()).isEqualTo("Aborted");
            long[] arrivals = arrivalsAtTheEnd();
            // every request does harm, from the first on
            var after = Duration.ofNanos(arrivals[arrivals.length - 1]);
            assertThat(after).isGreaterThan(harm);
            assertStopped(after, arrivals.length, harm.plus(PROMISE).plus(stalls.soFar()));
        }
    }

    @Test
    void shouldBeInconclusiveWhenARunnerPodIsDeletedInTheMiddle() {
        scene.apply(Yaml.loadTest("torn", "/", 2, RATE + "/s", "60s", "slo"));
        scene.awaitRunning("torn", Duration.ofSeconds(3));
        client.resource(scene.runnerPods().getFirst()).withGracePeriod(0).delete();
        var status = scene.awaitEndOfFirstRun("torn");
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Inconclusive);
        assertThat(status.reason()).isEqualTo("RunnerLost");
    }
}
