package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.operator.collect.Sessions;
import dev.plimsoll.operator.gate.Rollout;
import dev.plimsoll.operator.gate.RolloutView;
import dev.plimsoll.operator.job.RunTokens;
import dev.plimsoll.operator.job.RunnerSettings;
import dev.plimsoll.operator.limits.LimitsConfig;
import dev.plimsoll.operator.limits.NamespaceStops;
import dev.plimsoll.operator.metrics.OperatorMetrics;
import dev.plimsoll.operator.notify.Dispatch;
import dev.plimsoll.operator.notify.Notifiers;
import dev.plimsoll.operator.notify.SecretFiles;
import dev.plimsoll.operator.notify.Sender;
import dev.plimsoll.operator.reconcile.KnownRuns;
import dev.plimsoll.operator.reconcile.KnownTests;
import dev.plimsoll.operator.reconcile.Reconcilers;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rollouts in the whole operator, against an API server where a test plays Argo Rollouts. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorRolloutTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final String RUN = "slower-new-3";
    private static final String BUDGET = """
        metadata: {name: slo}
        spec: {objectives: [{name: p90, metric: ResponseTime, percentile: 90, maxRegression: 10%}]}
        """;
    private static final String GATE = """
        metadata: {name: slower}
        spec:
          comparison: {baseline: {url: 'http://stable.shop.svc'}, candidate: {url: 'http://canary.shop.svc'}}
          load: {arrivals: Uniform, stages: [{duration: 3s, to: 200/s}]}
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart, timeout: 1s}}]}]
          budgets: [{name: slo}]
          gate: {rollout: {kind: Rollout, name: checkout}, onInconclusive: ACTION}
        """;
    private static final String ROLLOUT = """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: checkout, namespace: shop, annotations: {rollout.argoproj.io/revision: "3"}}
        spec: {strategy: {canary: {steps: [{setWeight: 10}, {pause: {}}, {setWeight: 50}, {pause: {}}]}}}
        """;
    private static final String WAITS = """
        {"status": {"observedGeneration": "99", "currentPodHash": "new", "stableRS": "old", "currentStepIndex": 1,
          "controllerPause": true, "updatedReplicas": 1,
          "pauseConditions": [{"reason": "CanaryPauseStep", "startTime": "2026-01-01T00:00:00Z"}]}}\
        """;

    private final OperatorScene scene = new OperatorScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private void gate(String onInconclusive) {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(GATE.replace("ACTION", onInconclusive), LoadTest.class);
    }

    private void rolloutWaits() {
        scene.cluster.client().resource(YAML.unmarshal(ROLLOUT, Rollout.class)).create();
        status(WAITS);
    }

    private void status(String patch) {
        var _ = rollout().subresource("status").patch(MERGE, patch);
    }

    private Resource<Rollout> rollout() {
        return scene.cluster
                .client()
                .resources(Rollout.class)
                .inNamespace(NAMESPACE)
                .withName("checkout");
    }

    private RolloutView view() {
        return RolloutView.of(rollout().get());
    }

    /** Measures next to nothing, so that the verdict is Inconclusive. */
    private LoadTestRun decided(String run) {
        var runner = scene.started(run);
        runner.end();
        assertThat(runner.report()).isEqualTo(200);
        return scene.cluster.awaitRun(run, PlimsollOperatorRolloutTest::isDecided);
    }

    private static boolean isDecided(LoadTestRun run) {
        return run.getStatus() != null
                && run.getStatus().gate() != null
                && run.getStatus().gate().outcome() != null;
    }

    @Test
    void shouldPromoteOnceFromTheStepWhereTheRolloutWaits() {
        gate("Promote");
        rolloutWaits();
        var run = decided(RUN);

        assertThat(run.getMetadata().getAnnotations()).containsEntry("plimsoll.dev/waits-at", "1");
        assertThat(run.getSpec().revision().baseline()).isEqualTo("old");
        assertThat(run.getStatus().gate().outcome()).isEqualTo("Promoted");
        assertThat(run.getStatus().gate().message()).startsWith("the rollout goes on from step 1");
        assertThat(view().isHeld()).isFalse();
        assertThat(view().isPaused()).isFalse();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.events("checkout")).contains("GateHeld", "GatePromoted"));

        status("{\"status\":{\"currentStepIndex\":3,\"pauseConditions\":[{\"reason\":\"CanaryPauseStep\"}]}}");
        scene.cluster.apply(GATE.replace("ACTION", "Abort"), LoadTest.class); // makes the operator look again
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(view().isHeld()).isTrue());
        assertThat(scene.cluster.runs()).hasSize(1);
    }

    @Test
    void shouldAbort() {
        gate("Abort");
        rolloutWaits();
        var _ = rollout().patch(MERGE, "{\"spec\":{\"paused\":true}}");
        var run = decided(RUN);

        assertThat(run.getStatus().gate().outcome()).isEqualTo("Aborted");
        assertThat(run.getStatus().gate().message()).startsWith("the rollout goes back to revision old");
        assertThat(view().isAborted()).isTrue();
        assertThat(view().isPaused()).as("a paused Rollout cannot go back").isFalse();
    }

    @Test
    void shouldPauseUntilSomebodyOverridesTheVerdict() {
        gate("Pause");
        rolloutWaits();
        assertThat(decided(RUN).getStatus().gate().outcome()).isEqualTo("Paused");
        assertThat(view().isPaused()).isTrue();
        assertThat(view().isHeld()).isTrue();

        var until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        var _ = scene.cluster
                .client()
                .resources(LoadTestRun.class)
                .inNamespace(NAMESPACE)
                .withName(RUN)
                .patch(
                        MERGE,
                        "{\"metadata\":{\"annotations\":{\"plimsoll.dev/override\":\"known\","
                                + "\"plimsoll.dev/override-until\":\"" + until + "\"}}}");
        scene.cluster.awaitRun(
                RUN, run -> "Promoted".equals(run.getStatus().gate().outcome()));
        assertThat(view().isPaused()).isFalse();
        assertThat(view().isHeld()).isFalse();
    }

    @Test
    void shouldNotKeepAnotherRevisionPaused() {
        gate("Pause");
        rolloutWaits();
        assertThat(decided(RUN).getStatus().gate().outcome()).isEqualTo("Paused");
        assertThat(view().heldFor()).contains(RUN);

        status("{\"status\":{\"currentPodHash\":\"newer\",\"currentStepIndex\":0,\"pauseConditions\":null}}");
        await().atMost(PATIENCE).until(() -> !view().isPaused());
        assertThat(view().heldFor()).isEmpty();
    }

    @Test
    void shouldStopTheRunOfARevisionThatANewerOneReplaces() {
        gate("Abort");
        rolloutWaits();
        var runner = scene.started(RUN);
        scene.cluster.awaitRun(RUN, in(RunPhase.Running));
        var _ = rollout().patch(MERGE, "{\"metadata\":{\"annotations\":{\"rollout.argoproj.io/revision\":\"4\"}}}");
        status("{\"status\":{\"currentPodHash\":\"newer\"}}");

        var old = scene.cluster.awaitRun(
                RUN, run -> run.getMetadata().getAnnotations().containsKey("plimsoll.dev/superseded-by"));
        assertThat(old.getMetadata().getAnnotations()).containsEntry("plimsoll.dev/superseded-by", "newer");
        scene.cluster.awaitRun("slower-newer-4", _ -> true);
        await().atMost(PATIENCE).until(runner::reportAndHearStop);
        runner.end();
        assertThat(runner.report()).isEqualTo(200);
        assertThat(scene.cluster
                        .awaitRun(RUN, PlimsollOperatorRolloutTest::isDecided)
                        .getStatus()
                        .gate()
                        .outcome())
                .isEqualTo("MovedOn");
        assertThat(view().isAborted()).isFalse();
    }

    @Test
    void shouldOnlyTellWhenSomebodyElseAsked() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(
                GATE.replace("ACTION", "Abort").replace("rollout: {kind: Rollout, name: checkout}, ", ""),
                LoadTest.class);
        scene.cluster.apply("""
            metadata: {name: asked}
            spec:
              loadTest: slower
              revision: {name: new, rollout: {kind: Rollout, name: checkout}, attempt: 1}
            """, LoadTestRun.class);
        rolloutWaits();

        var gate = decided("asked").getStatus().gate();
        assertThat(gate.outcome()).isEqualTo("Told");
        assertThat(gate.message()).startsWith("whoever asks is told to go back");
        assertThat(view().isAborted()).isFalse();
        assertThat(view().isHeld()).isTrue();
    }

    @Test
    void shouldDoEverythingElseWhenTheClusterHasNoRollouts() {
        scene.cluster.refuse("GET", "/rollouts", 404, "the server could not find the requested resource");
        scene.replaceOperator();
        scene.cluster.apply(OperatorScene.BUDGET, PerformanceBudget.class);
        scene.cluster.apply(OperatorScene.TEST, LoadTest.class);
        scene.complete("checkout-1", FAST);

        scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
    }

    @Test
    void shouldBeginOnceTheClusterHasRollouts() {
        scene.cluster.refuse("GET", "/rollouts", 404, "the server could not find the requested resource");
        scene.replaceOperator();
        gate("Abort");
        rolloutWaits();
        var clock = Clock.systemUTC();
        var known = new KnownRuns(() -> true);
        var dispatch = new Dispatch(new Sender(new SecretFiles(Path.of("none")), clock));
        var reconcilers = Reconcilers.create(
                scene.cluster.client(),
                new Sessions(_ -> false),
                known,
                new RunTokens(new byte[32]),
                new RunnerSettings("runner", "http://localhost", Duration.ofMinutes(5)),
                LimitsConfig.NONE,
                new NamespaceStops(scene.cluster.client(), "plimsoll-system", Set::of),
                Optional.empty(),
                "another",
                _ -> {},
                new OperatorMetrics(new Sessions(_ -> false), _ -> "").trends(),
                new KnownTests(known),
                Notifiers.NONE,
                dispatch,
                (_, _) -> {},
                clock);
        try (dispatch;
                var rollouts = new ArgoRollouts(
                        scene.cluster.client(), Set.of(), reconcilers.rollouts(), () -> true, Duration.ofMillis(50))) {
            rollouts.start();
            await().during(Duration.ofMillis(500))
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(scene.cluster.runs()).isEmpty());
            scene.cluster.refuseNothing();
            scene.cluster.awaitRun(RUN, _ -> true);
        }
    }
}
