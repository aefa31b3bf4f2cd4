package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.condition;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RevisionSpec;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.gate.GatedRuns;
import dev.plimsoll.operator.status.ConditionType;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gates, in the whole operator against an API server without controllers: the test does what those would. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorGateTest {
    private static final String LIMIT = """
        metadata: {name: slo}
        spec: {objectives: [{name: p95, metric: ResponseTime, percentile: 95, max: 100ms}]}
        """;
    private static final String NO_SLOWER = """
        metadata: {name: slo}
        spec: {objectives: [{name: p90, metric: ResponseTime, percentile: 90, maxRegression: 10%}]}
        """;
    private static final String GATE = """
        metadata: {name: checkout}
        spec:
          target: {service: {name: checkout, port: 80}}
          load: {arrivals: Uniform, stages: [{duration: 3s, to: 200/s}]}
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart, timeout: 1s}}]}]
          budgets: [{name: slo}]
          gate: %s
        """;
    private static final String OF_DEPLOYMENT =
            "{rollout: {kind: Deployment, name: checkout}, rounds: {min: 4, max: 6}}";
    private static final String RUN = "checkout-v2-2";

    private Map<String, String> annotations = Map.of();

    private final OperatorScene scene = new OperatorScene();
    private final KubernetesClient client = scene.cluster.client();

    @AfterEach
    void close() {
        scene.close();
    }

    // --- a Deployment

    /** What Kubernetes has seen of it already, whatever the operator changes: nobody plays that controller here. */
    private static final long ALL_OBSERVED = 1_000;

    private void deployment(String version) {
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("checkout")
                        .withAnnotations(annotations)
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(2)
                        .withNewSelector()
                        .withMatchLabels(Map.of("app", "checkout"))
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .withLabels(Map.of("app", "checkout"))
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("checkout")
                        .withImage("checkout:" + version)
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .withNewStatus()
                        .withObservedGeneration(ALL_OBSERVED)
                        .endStatus()
                        .build())
                .createOr(there -> there.update());
    }

    private void revision(String version, int number, int pods) {
        var template = Map.of("app", "checkout", "pod-template-hash", version);
        client.resource(new ReplicaSetBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("checkout-" + version)
                        .withLabels(template)
                        .withAnnotations(Map.of("deployment.kubernetes.io/revision", String.valueOf(number)))
                        .addNewOwnerReference()
                        .withUid(deployment().getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(pods)
                        .withNewTemplate()
                        .withNewMetadata()
                        .withLabels(template)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("checkout")
                        .withImage("checkout:" + version)
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .withNewStatus()
                        .withReplicas(pods)
                        .withReadyReplicas(pods)
                        .endStatus()
                        .build())
                .createOr(there -> there.update());
    }

    private void service(String name) {
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app", "checkout"))
                        .addNewPort()
                        .withName("http")
                        .withPort(80)
                        .withNodePort(30080)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
    }

    private PodBuilder pod(String name, String version, boolean ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withLabels(Map.of("app", "checkout", "pod-template-hash", version))
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .addNewContainerStatus()
                .withName("checkout")
                .withReady(ready)
                .withRestartCount(0)
                .withImageID("checkout@sha256:" + version)
                .endContainerStatus()
                .endStatus();
    }

    private void create(Pod pod) {
        client.resource(pod).createOr(there -> there.update());
    }

    private Deployment deployment() {
        return client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("checkout")
                .get();
    }

    /** Version 1 serves, and the first pod of version 2 is there. */
    private void rollOut(boolean ready) {
        rollOut(ready, OF_DEPLOYMENT);
    }

    private void rollOut(boolean ready, String gate) {
        scene.cluster.apply(NO_SLOWER, PerformanceBudget.class);
        scene.cluster.apply(GATE.formatted(gate), LoadTest.class);
        service("checkout");
        deployment("v1");
        revision("v1", 1, 2);
        create(pod("v1-a", "v1", true).build());
        revision("v2", 2, 1);
        create(pod("v2-a", "v2", ready).build());
        deployment("v2");
    }

    private LoadTestRun decided(String run) {
        return scene.cluster.awaitRun(
                run,
                there -> there.getStatus() != null
                        && there.getStatus().gate() != null
                        && there.getStatus().gate().outcome() != null);
    }

    @Test
    void shouldWaitForARevisionAndSendNothing() {
        scene.cluster.apply(LIMIT, PerformanceBudget.class);
        scene.cluster.apply(GATE.formatted("{rollout: {kind: Deployment, name: checkout}}"), LoadTest.class);
        await().atMost(PATIENCE).until(() -> scene.cluster.loadTest("checkout").getStatus() != null);
        assertThat(scene.cluster.loadTest("checkout").getStatus().message())
                .isEqualTo("waits for a new revision of Deployment/checkout");
        assertThat(scene.cluster.runs()).isEmpty();
    }

    @Test
    void shouldHoldTheDeploymentAndCompareBothRevisionsOnceTheNewOneIsReady() {
        rollOut(false);
        scene.cluster.awaitRun(RUN, in(RunPhase.Pending));
        assertThat(deployment().getSpec().getPaused()).isTrue();
        assertThat(deployment().getMetadata().getAnnotations()).containsEntry("plimsoll.dev/held", RUN);

        create(pod("v2-a", "v2", true).build());
        var run = scene.cluster.awaitRun(RUN, in(RunPhase.Starting));
        assertThat(run.getStatus().target())
                .isEqualTo("baseline http://checkout-v2-2-old.shop.svc:80 and candidate"
                        + " http://checkout-v2-2-new.shop.svc:80");
        assertThat(run.getMetadata().getLabels())
                .containsEntry("plimsoll.dev/rollout", "checkout")
                .containsEntry("plimsoll.dev/revision", "v2");
        var service = client.services()
                .inNamespace(NAMESPACE)
                .withName("checkout-v2-2-new")
                .get();
        assertThat(service.getSpec().getSelector()).isEqualTo(Map.of("app", "checkout", "pod-template-hash", "v2"));
        assertThat(service.getSpec().getPorts().getFirst().getNodePort()).isNull();
        assertThat(scene.events("checkout")).contains("GateHeld");
    }

    @Test
    void shouldLeadBackToTheOldRevisionWhenTheNewOneCrashes() {
        rollOut(false);
        scene.cluster.awaitRun(RUN, in(RunPhase.Pending));
        create(pod("v2-a", "v2", false)
                .editStatus()
                .editFirstContainerStatus()
                .withRestartCount(2)
                .withState(new ContainerStateBuilder()
                        .withNewWaiting()
                        .withReason("CrashLoopBackOff")
                        .endWaiting()
                        .build())
                .endContainerStatus()
                .endStatus()
                .build());
        var run = decided(RUN);
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Fail);
        assertThat(run.getStatus().reason()).isEqualTo("CandidateCrashes");
        assertThat(run.getStatus().gate().outcome()).isEqualTo("Aborted");
        assertThat(condition(run, ConditionType.GatePassed).getStatus()).isEqualTo("False");
        assertThat(deployment().getSpec().getPaused()).isFalse();
        assertThat(deployment()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getImage())
                .isEqualTo("checkout:v1");
        assertThat(deployment().getSpec().getTemplate().getMetadata().getLabels())
                .isEqualTo(Map.of("app", "checkout"));
        assertThat(deployment().getMetadata().getAnnotations()).doesNotContainKey("plimsoll.dev/held");
        assertThat(scene.events("checkout")).contains("GateAborted");
        assertThat(client.services()
                        .inNamespace(NAMESPACE)
                        .withName("checkout-v2-2-new")
                        .get())
                .isNull();
    }

    @Test
    void shouldStopTheLoadAndActOnNothingWhenANewerRevisionComes() {
        rollOut(true);
        var runner = scene.runner(RUN, 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        scene.cluster.awaitRun(RUN, in(RunPhase.Running));
        deployment("v3"); // a template that no ReplicaSet has yet
        hold(RUN);
        await().atMost(PATIENCE).until(runner::reportAndHearStop);
        runner.end();
        assertThat(runner.report()).isEqualTo(200);
        var run = decided(RUN);
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Inconclusive);
        assertThat(run.getStatus().message()).contains("superseded");
        assertThat(run.getStatus().gate().outcome()).isEqualTo("MovedOn");
        await("its pods are taken away").atMost(PATIENCE).until(() -> wanted("checkout-v2") == 0);
        revision("v2", 2, 0); // they are gone
        await("the next revision may begin")
                .atMost(PATIENCE)
                .until(() -> !Boolean.TRUE.equals(deployment().getSpec().getPaused()));
    }

    private int wanted(String replicaSet) {
        return client.apps()
                .replicaSets()
                .inNamespace(NAMESPACE)
                .withName(replicaSet)
                .get()
                .getSpec()
                .getReplicas();
    }

    /** The test's update took the annotations away. */
    private void hold(String run) {
        client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("checkout")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"plimsoll.dev/held\":\"" + run
                                + "\"}},\"spec\":{\"paused\":true}}");
    }

    @Test
    void shouldLetTheDeploymentGoOnWhenItsGateIsTakenAway() {
        rollOut(false);
        scene.cluster.awaitRun(RUN, in(RunPhase.Pending));
        client.resource(scene.cluster.loadTest("checkout")).delete();
        await().atMost(PATIENCE)
                .until(() -> !Boolean.TRUE.equals(deployment().getSpec().getPaused()));
        assertThat(scene.events("checkout")).contains("GateRemoved");
    }

    // --- anything else, which asks

    private String ask(String gate, RevisionSpec revision) {
        service("checkout");
        create(pod("v2-a", "v2", true).build());
        if (client.resources(PerformanceBudget.class)
                        .inNamespace(NAMESPACE)
                        .withName("slo")
                        .get()
                == null) {
            scene.cluster.apply(LIMIT, PerformanceBudget.class);
        }
        scene.cluster.apply(GATE.formatted(gate), LoadTest.class);
        var run = GatedRuns.create(NAMESPACE, "checkout", revision);
        client.resource(run).create();
        return run.getMetadata().getName();
    }

    @Test
    void shouldTellToPromoteWhatPassed() {
        var run = ask("{}", new RevisionSpec(null, "abc", null, 1L));
        scene.complete(run, FAST);
        var decided = decided(run);
        assertThat(decided.getStatus().verdict())
                .as(decided.getStatus().message())
                .isEqualTo(Verdict.Pass);
        var gate = decided.getStatus().gate();
        assertThat(gate.action()).isEqualTo(GateAction.Promote);
        assertThat(gate.outcome()).isEqualTo("Told");
        assertThat(gate.candidateImages()).containsExactly("checkout@sha256:v2");
        assertThat(condition(decided, ConditionType.GatePassed).getStatus()).isEqualTo("True");
        assertThat(scene.cluster.loadTest("checkout").getSpec().gate()).isNotNull();
    }

    @Test
    void shouldSendNoMoreThanItsShareOfTheLoad() {
        var run = ask("{load: 50%}", new RevisionSpec(null, "abc", null, 1L));
        var runner = scene.runner(run, 0);
        assertThat(runner.register()).isEqualTo(200);
        assertThat(runner.plan().phases().getFirst().load().stages().getFirst().to())
                .isEqualTo(100);
    }

    @Test
    void shouldNotKnowWhatItMeasuredWhenThePodsWereReplacedMeanwhile() {
        var run = ask("{}", new RevisionSpec(null, "abc", null, 1L));
        var runner = scene.started(run);
        create(pod("v2-a", "v3", true).build());
        OperatorScene.drive(runner, 2, 200, FAST);
        runner.end();
        assertThat(runner.report()).isEqualTo(200);
        var decided = decided(run);
        assertThat(decided.getStatus().verdict()).isEqualTo(Verdict.Inconclusive);
        assertThat(decided.getStatus().reason()).isEqualTo("RevisionChanged");
        assertThat(decided.getStatus().message()).contains("v2 checkout@sha256:v2", "v3 checkout@sha256:v3");
        assertThat(decided.getStatus().gate().action()).isEqualTo(GateAction.Pause);
    }

    @Test
    void shouldTellToGoOnAllTheSameWhenSomebodyOverridesAFail() {
        var run = ask("{onFail: Pause}", new RevisionSpec(null, "abc", null, 1L));
        scene.complete(run, Duration.ofMillis(400));
        assertThat(decided(run).getStatus().gate().action()).isEqualTo(GateAction.Pause);
        override(run);
        var promoted =
                scene.cluster.awaitRun(run, there -> there.getStatus().gate().action() == GateAction.Promote);
        assertThat(promoted.getStatus().verdict()).as("what was measured stays").isEqualTo(Verdict.Fail);
        assertThat(promoted.getStatus().gate().message()).contains("overridden until", "known, see #42");
    }

    private void override(String run) {
        var until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        client.resources(LoadTestRun.class)
                .inNamespace(NAMESPACE)
                .withName(run)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"plimsoll.dev/override\":\"known, see #42\","
                                + "\"plimsoll.dev/override-until\":\"" + until + "\"}}}");
    }

    @Test
    void shouldTellToGoBackAtOnceWhenAnAbortRuleEndsTheLoad() {
        scene.cluster.apply("""
            metadata: {name: slo}
            spec:
              objectives: [{name: p95, metric: ResponseTime, percentile: 95, max: 100ms}]
              abort: [{metric: ErrorRate, above: 10%, for: 1s}]
            """, PerformanceBudget.class);
        var run = ask("{}", new RevisionSpec(null, "abc", null, 1L));
        var runner = scene.runner(run, 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        runner.driveErrors(200);
        runner.driveErrors(200);
        await("the runner is told to stop").atMost(PATIENCE).until(runner::reportAndHearStop);
        runner.end();
        assertThat(runner.report()).isEqualTo(200);
        var decided = decided(run);
        assertThat(decided.getStatus().phase()).isEqualTo(RunPhase.Aborted);
        assertThat(decided.getStatus().verdict()).isEqualTo(Verdict.Fail);
        assertThat(decided.getStatus().gate().action()).isEqualTo(GateAction.Abort);
    }

    @Test
    void shouldHoldADeploymentThatNamesItsGateItself() {
        annotations = Map.of("plimsoll.dev/gate", "checkout");
        rollOut(false, "{}");
        scene.cluster.awaitRun(RUN, in(RunPhase.Pending));
        assertThat(deployment().getSpec().getPaused()).isTrue();
    }

    @Test
    void shouldEndInTimeWithoutAVerdict() {
        var run = ask("{timeout: 1s}", new RevisionSpec(null, "abc", null, 1L));
        var decided = decided(run);
        assertThat(decided.getStatus().reason()).isEqualTo("GateTimeout");
        assertThat(decided.getStatus().verdict()).isEqualTo(Verdict.Inconclusive);
        assertThat(decided.getStatus().gate().action()).isEqualTo(GateAction.Pause);
    }

    @Test
    void shouldRefuseToJudgeForALoadTestThatIsNoGate() {
        var run = ask("null", new RevisionSpec(null, "abc", null, 1L));
        var decided = decided(run);
        assertThat(decided.getStatus().reason()).isEqualTo("InvalidSpec");
        assertThat(decided.getStatus().message())
                .isEqualTo("spec.revision: abc: LoadTest checkout has no gate, so it judges no revisions; give it gate:"
                        + " {}");
        assertThat(Objects.requireNonNull(decided.getStatus().gate()).action()).isEqualTo(GateAction.Pause);
    }
}
