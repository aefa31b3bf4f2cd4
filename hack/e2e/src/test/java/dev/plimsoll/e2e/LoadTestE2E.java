package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A LoadTest on a real cluster with real pods: what people see in status, and what arrives at the target. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class LoadTestE2E {
    /**
     * Reasons of a run that sent its whole load and met its budget. Runners, target and control plane share a small
     * machine: where more slots were late than a verdict bears, the run says so, and what was sent can be looked at.
     */
    private static final List<String> SENT_AS_PLANNED = List.of("AllObjectivesMet", "GeneratorLimited");

    private KubernetesClient client;
    private Scene scene;

    @BeforeEach
    void startDemoService(KubernetesClient given, Checkout checkout) throws IOException {
        client = given;
        scene = new Scene(given, checkout.quickstart());
        scene.startDemoService();
    }

    @Test
    void shouldPassWhenTheQuickstartIsApplied() throws IOException {
        scene.applyQuickstart("20-performancebudget.yaml");
        scene.applyQuickstart("30-loadtest.yaml");
        var name = client.resources(LoadTest.class)
                .list()
                .getItems()
                .getFirst()
                .getMetadata()
                .getName();
        var status = scene.awaitEnd(name);
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Pass);
        assertThat(status.objectives()).isNotEmpty().allSatisfy(objective -> {
            assertThat(objective.measured()).isNotBlank();
            assertThat(objective.limit()).isNotBlank();
            assertThat(objective.samples()).isPositive();
        });
        assertThat(condition(status, "Complete").getStatus()).isEqualTo("True");
        assertThat(condition(status, "BudgetMet").getStatus()).isEqualTo("True");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            var mirrored = Objects.requireNonNull(scene.loadTest(name).getStatus());
            assertThat(mirrored.verdict()).isEqualTo(Verdict.Pass);
            assertThat(mirrored.objectives()).isEqualTo(status.objectives());
        });
        var result = client.configMaps().withName(status.resultConfigMap()).require();
        assertThat(result.getBinaryData()).containsKey("result.json.gz");
        assertThat(result.getMetadata().getOwnerReferences()).hasSize(1);
    }

    @Test
    void shouldStartRunnersFromTheCacheInTheirImage() {
        scene.apply(Yaml.budget("slo", "500ms"));
        scene.apply(Yaml.loadTest("cached", "/", 1, "50/s", "3s", "slo").replace("runners: {", """
            runners: {template: {spec: {containers: [{name: runner, env: \
            [{name: JAVA_TOOL_OPTIONS, value: '-Xlog:class+load'}]}]}},\
            """));
        var status = scene.awaitEnd("cached");
        assertThat(status.phase()).as(status.message()).isEqualTo(RunPhase.Complete);
        assertThat(Objects.requireNonNull(status.totals()).ok()).isEqualTo(150);
        var log = client.pods().resource(scene.runnerPods().getFirst()).getLog();
        assertThat(log).contains("dev.plimsoll.runner.RunnerMain source: shared objects file");
    }

    @Test
    void shouldFailWhenTheBudgetIsMissed() {
        scene.apply(Yaml.budget("strict", "1ms"));
        scene.apply(Yaml.loadTest("slow", "/work?ms=20", 1, "100/s", "5s", "strict"));
        var status = scene.awaitEnd("slow");
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Fail);
        assertThat(objective(status, "median").verdict()).isEqualTo(Verdict.Fail);
        assertThat(objective(status, "median").reason()).isEqualTo("AboveLimit");
        assertThat(objective(status, "errors").verdict()).isEqualTo(Verdict.Pass);
        assertThat(condition(status, "BudgetMet").getStatus()).isEqualTo("False");
    }

    @Test
    void shouldFailWithRefusedConnectionsWhenTheTargetIsDown() {
        scene.apply(Yaml.budget("slo", "100ms"));
        scene.apply(Yaml.loadTest("down", "/", 1, "50/s", "5s", "slo").replace("port: 8080", "port: 9"));
        var status = scene.awaitEnd("down");
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Fail);
        assertThat(objective(status, "errors").measured()).isEqualTo("100%");
        assertThat(Objects.requireNonNull(status.totals()).errors()).isEqualTo(250);
        assertThat(status.totals().ok()).isZero();
    }

    @Test
    void shouldPaceEvenlyAtTheTargetWhenFourRunnersShareTheLoad() {
        scene.apply(Yaml.budget("slo", "500ms"));
        scene.apply(Yaml.loadTest("even", "/", 4, "400/s", "10s", "slo"));
        var status = scene.awaitEndOfFirstRun("even");
        assertThat(status.reason()).as(status.message()).isIn(SENT_AS_PLANNED);
        assertThat(status.pods()).isEqualTo("4/4");
        assertThat(status.shards())
                .hasSize(4)
                .allSatisfy(shard -> assertThat(shard.startSkew()).isNotBlank());
        var arrivals = scene.arrivals("/");
        assertThat(arrivals).hasSize(12 * 400);
        // one schedule of 2.5 ms: most requests come within 1 ms of their place in the grid, where of four runners that
        // send at once, every 10 ms, half would be 1.25 ms off it and half 3.75 ms
        long[] offGrid = new long[arrivals.length];
        for (int i = 0; i < arrivals.length; i++) {
            offGrid[i] = arrivals[i] - i * 2_500_000L;
        }
        long median = sortedAt(offGrid, 0.5);
        long[] distance = Arrays.stream(offGrid).map(d -> Math.abs(d - median)).toArray();
        assertThat(Duration.ofNanos(sortedAt(distance, 0.5))).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void shouldLoseNothingWhenTheOperatorIsKilledInTheMiddle() {
        scene.apply(Yaml.budget("slo", "500ms"));
        scene.apply(Yaml.loadTest("survivor", "/", 2, "100/s", "20s", "slo"));
        scene.awaitRunning("survivor", Duration.ofSeconds(6));
        client.pods()
                .inNamespace(Installation.NAMESPACE)
                .withLabel("app.kubernetes.io/name", "plimsoll-operator")
                .withGracePeriod(0)
                .delete();
        var status = scene.awaitEndOfFirstRun("survivor");
        assertThat(status.reason()).as(status.message()).isIn(SENT_AS_PLANNED);
        var totals = Objects.requireNonNull(status.totals());
        assertThat(totals.offered()).isEqualTo(2_000);
        assertThat(totals.sent() + totals.missed()).isEqualTo(2_000);
        assertThat(totals.ok() + totals.errors()).isEqualTo(totals.sent());
        // besides what is judged the target saw the warm-up, of which a late start may have missed some
        assertThat(scene.arrivals("/"))
                .hasSizeBetween(totals.sent().intValue(), totals.sent().intValue() + 2 * 100);
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenTheRunIsDeleted() {
        scene.apply(Yaml.budget("slo", "500ms"));
        scene.apply(Yaml.loadTest("doomed", "/", 2, "100/s", "5m", "slo"));
        scene.awaitRunning("doomed", Duration.ofSeconds(3));
        scene.delete(scene.run("doomed", 1).orElseThrow());
        assertLoadStopsWithinTwoSeconds();
        assertNothingOfTheRunIsLeft();
    }

    @Test
    void shouldStopTheLoadWithinTwoSecondsWhenTheLoadTestIsDeleted() {
        scene.apply(Yaml.budget("slo", "500ms"));
        scene.apply(Yaml.loadTest("doomed", "/", 2, "100/s", "5m", "slo"));
        scene.awaitRunning("doomed", Duration.ofSeconds(3));
        scene.delete(scene.loadTest("doomed"));
        assertLoadStopsWithinTwoSeconds();
        assertNothingOfTheRunIsLeft();
    }

    private void assertLoadStopsWithinTwoSeconds() {
        long[] atDeletion = scene.arrivals("/");
        await().pollDelay(Duration.ofSeconds(4)).untilAsserted(() -> {
            long[] later = scene.arrivals("/");
            assertThat(Duration.ofNanos(later[later.length - 1] - atDeletion[atDeletion.length - 1]))
                    .isLessThan(Duration.ofSeconds(2));
        });
    }

    private void assertNothingOfTheRunIsLeft() {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(scene.runnerPods()).isEmpty();
            assertThat(client.batch().v1().jobs().list().getItems()).isEmpty();
            assertThat(client.secrets().withLabel(Api.RUN_LABEL).list().getItems())
                    .isEmpty();
            assertThat(client.configMaps().withLabel(Api.RUN_LABEL).list().getItems())
                    .isEmpty();
        });
    }

    @Test
    void shouldBeInconclusiveWhenARunnerPodIsDeletedInTheMiddle() {
        scene.apply(Yaml.budget("slo", "500ms"));
        scene.apply(Yaml.loadTest("torn", "/", 2, "100/s", "60s", "slo"));
        scene.awaitRunning("torn", Duration.ofSeconds(3));
        client.resource(scene.runnerPods().getFirst()).withGracePeriod(0).delete();
        var status = scene.awaitEndOfFirstRun("torn");
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Inconclusive);
        assertThat(status.reason()).isEqualTo("RunnerLost");
    }

    @Test
    void shouldKeepTwoLoadTestsApartWhenTheyRunAtOnce() {
        scene.apply(Yaml.budget("slo", "500ms"));
        scene.apply(Yaml.loadTest("first", "/work?ms=1", 1, "100/s", "8s", "slo"));
        scene.apply(Yaml.loadTest("second", "/cart", 1, "50/s", "8s", "slo"));
        var first = scene.awaitEndOfFirstRun("first");
        var second = scene.awaitEndOfFirstRun("second");
        assertThat(List.of(first, second))
                .allSatisfy(status ->
                        assertThat(status.reason()).as(status.message()).isIn(SENT_AS_PLANNED));
        assertThat(Objects.requireNonNull(first.totals()).offered()).isEqualTo(800);
        assertThat(Objects.requireNonNull(second.totals()).offered()).isEqualTo(400);
        assertThat(scene.arrivals("/cart")).hasSize(10 * 50);
    }

    @Test
    void shouldCreateNoJobAndNameFieldValueAndRemedyWhenTheInputIsBad() {
        scene.apply(Yaml.loadTest("bad", "/", 1, "100/s", "5s", "absent")
                .replace("stages: [{duration: 5s, to: 100/s}]", "stages: [{duration: 0s, to: 100/s}]")
                .replace("- name: browse", "- name: browse\n      weight: 0"));
        var status = scene.awaitEndOfFirstRun("bad");
        assertThat(status.phase()).isEqualTo(RunPhase.Failed);
        var failed = condition(status, "Failed");
        assertThat(failed.getStatus()).isEqualTo("True");
        assertThat(failed.getReason()).isEqualTo("InvalidSpec");
        assertThat(failed.getMessage())
                .contains("spec.load.stages[0].duration", "0s")
                .contains("spec.scenarios", "weight")
                .contains("spec.budgets[0].name", "absent");
        assertThat(client.batch().v1().jobs().list().getItems()).isEmpty();
        assertThat(condition(status, "Complete").getStatus()).isEqualTo("True");
    }

    private static long sortedAt(long[] values, double fraction) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (fraction * (sorted.length - 1))];
    }

    private static Condition condition(LoadTestRunStatus status, String type) {
        return Objects.requireNonNull(status.conditions()).stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no condition " + type + " in " + status.conditions()));
    }

    private static ObjectiveStatus objective(LoadTestRunStatus status, String name) {
        return Objects.requireNonNull(status.objectives()).stream()
                .filter(objective -> objective.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
