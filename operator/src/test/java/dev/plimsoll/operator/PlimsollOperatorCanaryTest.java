package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.GateAction;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.operator.testing.FakeFlagger;
import dev.plimsoll.operator.testing.FakeFlagger.Phase;
import dev.plimsoll.operator.testing.FakeRunner;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole operator, and a canary whose webhooks ask it. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorCanaryTest {
    private static final Duration SLOW = Duration.ofMillis(300);

    private final OperatorScene scene = new OperatorScene();
    private FakeFlagger flagger;

    @BeforeEach
    void prepare() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST + "  gate: {rollout: {kind: Canary, name: shop}}\n", LoadTest.class);
        flagger = new FakeFlagger(scene.gate, "shop", "aaaa", token());
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldShipTheCanaryWhenItPasses() {
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        assertThat(flagger.calls())
                .containsExactly(
                        "confirm-rollout 200",
                        "event 200",
                        "rollback 403",
                        "pre-rollout 200",
                        "confirm-traffic-increase 403");
        assertThat(scene.cluster.runs()).hasSize(1);

        judge("checkout-bbbb-1", FAST);
        flagger.lookUntil(Phase.Succeeded, 6);

        assertThat(flagger.calls())
                .containsExactly(
                        "rollback 403",
                        "pre-rollout 200",
                        "confirm-traffic-increase 200",
                        "rollback 403",
                        "rollout 200",
                        "confirm-traffic-increase 200",
                        "rollback 403",
                        "rollout 200",
                        "confirm-traffic-increase 200",
                        "confirm-promotion 200",
                        "post-rollout 200");
        assertThat(closed("checkout-bbbb-1")).isEqualTo("Succeeded");
        assertThat(scene.cluster.runs()).hasSize(1);
    }

    @Test
    void shouldTellOfTheDecisionAtTheCanary() {
        var canary = new GenericKubernetesResource();
        canary.setApiVersion("flagger.app/v1beta1");
        canary.setKind("Canary");
        canary.setMetadata(new ObjectMetaBuilder()
                .withNamespace(NAMESPACE)
                .withName("shop")
                .build());
        var canaries = new ResourceDefinitionContext.Builder()
                .withGroup("flagger.app")
                .withVersion("v1beta1")
                .withKind("Canary")
                .withPlural("canaries")
                .withNamespaced(true)
                .build();
        scene.cluster
                .client()
                .genericKubernetesResources(canaries)
                .inNamespace(NAMESPACE)
                .resource(canary)
                .create();
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        judge("checkout-bbbb-1", FAST);
        assertThat(scene.events("shop")).contains("GateTold");
    }

    @Test
    void shouldRollTheCanaryBackBeforeAnyTrafficWhenItFails() {
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        judge("checkout-bbbb-1", SLOW);
        flagger.calls();

        flagger.look();

        assertThat(flagger.phase()).isEqualTo(Phase.Failed);
        assertThat(flagger.weight()).isZero();
        assertThat(flagger.calls()).containsExactly("rollback 200", "post-rollout 200");
        assertThat(closed("checkout-bbbb-1")).isEqualTo("Failed");
    }

    @Test
    void shouldMakeNoDifferenceWhenEveryCallIsSentThreeTimes() {
        flagger.repeat(3);
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        judge("checkout-bbbb-1", FAST);

        flagger.lookUntil(Phase.Succeeded, 6);

        assertThat(scene.cluster.runs()).hasSize(1);
        assertThat(closed("checkout-bbbb-1")).isEqualTo("Succeeded");
    }

    @Test
    void shouldGoOnWhenTheOperatorIsReplacedAtAnyMoment() {
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        scene.replaceOperator();
        judge("checkout-bbbb-1", FAST);
        flagger.look();
        assertThat(flagger.weight()).isPositive();

        scene.replaceOperator();
        flagger.lookUntil(Phase.Promoting, 6);
        scene.replaceOperator();
        flagger.lookUntil(Phase.Succeeded, 2);

        assertThat(scene.cluster.runs()).hasSize(1);
        assertThat(closed("checkout-bbbb-1")).isEqualTo("Succeeded");
    }

    @Test
    void shouldJudgeTheSecondRevisionWhenItArrivesMeanwhile() {
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        var runner = scene.started("checkout-bbbb-1");
        flagger.deploy("cccc");
        flagger.look();
        flagger.look();

        assertThat(stopped("checkout-bbbb-1", runner)).contains("superseded by cccc");
        judge("checkout-cccc-1", FAST);
        flagger.lookUntil(Phase.Succeeded, 6);
        assertThat(closed("checkout-cccc-1")).isEqualTo("Succeeded");
    }

    @Test
    void shouldJudgeAnewWhenTheSameRevisionComesAgain() {
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        judge("checkout-bbbb-1", FAST);
        flagger.lookUntil(Phase.Succeeded, 6);
        flagger.deploy("cccc");
        flagger.look();
        flagger.look();
        judge("checkout-cccc-1", SLOW);
        flagger.lookUntil(Phase.Failed, 2);
        flagger.calls();

        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();

        assertThat(flagger.calls())
                .containsExactly(
                        "confirm-rollout 200",
                        "event 200",
                        "rollback 403",
                        "pre-rollout 200",
                        "confirm-traffic-increase 403");
        judge("checkout-bbbb-2", SLOW);
        flagger.lookUntil(Phase.Failed, 2);
    }

    @Test
    void shouldHoldTheCanaryUntilSomebodyDecidesWhenTheVerdictOnlyPauses() {
        scene.cluster.apply(TEST + "  gate: {rollout: {kind: Canary, name: shop}, onPass: Pause}\n", LoadTest.class);
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        judge("checkout-bbbb-1", FAST);
        flagger.look();
        assertThat(flagger.phase()).isEqualTo(Phase.Progressing);
        assertThat(flagger.weight()).isZero();

        scene.cluster
                .client()
                .resource(scene.cluster.run("checkout-bbbb-1").orElseThrow())
                .edit(run -> {
                    run.getMetadata()
                            .setAnnotations(Map.of(
                                    Api.OVERRIDE_ANNOTATION,
                                    "seen by me",
                                    Api.OVERRIDE_UNTIL_ANNOTATION,
                                    Instant.now()
                                            .plusSeconds(3600)
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString()));
                    return run;
                });
        scene.cluster.awaitRun("checkout-bbbb-1", run -> run.getStatus().gate().action() == GateAction.Promote);
        flagger.lookUntil(Phase.Succeeded, 6);
    }

    @Test
    void shouldTestAgainWhenTheRunIsDeleted() {
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        var first = scene.cluster.run("checkout-bbbb-1").orElseThrow();
        scene.cluster.client().resource(first).delete();

        flagger.look();

        assertThat(scene.cluster
                        .run("checkout-bbbb-1")
                        .orElseThrow()
                        .getMetadata()
                        .getUid())
                .isNotEqualTo(first.getMetadata().getUid());
    }

    @Test
    void shouldStopTheLoadWhenTheCanaryGoesBackForAnotherReason() {
        flagger.deploy("bbbb");
        flagger.look();
        flagger.look();
        var runner = scene.started("checkout-bbbb-1");

        flagger.rollBack();

        assertThat(stopped("checkout-bbbb-1", runner)).contains("its rollout ended without it: Failed");
    }

    @Test
    void shouldHoldTheCanaryWhenItIsNotSetUpWell() {
        var stranger = new FakeFlagger(scene.gate, "shop", "aaaa", "wrong");
        stranger.deploy("bbbb");
        stranger.look();
        stranger.look();

        assertThat(stranger.phase()).isEqualTo(Phase.Waiting);
        assertThat(stranger.calls()).containsExactly("confirm-rollout 401", "confirm-rollout 401");
        assertThat(scene.cluster.runs()).isEmpty();
    }

    @Test
    void shouldTellThoseWhoPollTheSame() {
        scene.gate.authorize("Bearer " + token());
        assertThat(scene.gate
                        .post("/gate/shop/checkout", "{\"revision\": \"bbbb\"}")
                        .inShort())
                .isEqualTo("200 Pending Wait");
        judge("checkout-bbbb-1", SLOW);

        var answer = scene.gate.post("/gate/shop/checkout", "{\"revision\": \"bbbb\"}");

        assertThat(answer.inShort()).isEqualTo("200 Fail Abort");
        assertThat(answer.field("message")).contains("p95");
    }

    /** Why the load was stopped. */
    private String stopped(String run, FakeRunner runner) {
        await().atMost(PATIENCE).until(runner::reportAndHearStop);
        runner.end();
        runner.report();
        return scene.cluster
                .awaitRun(run, PlimsollOperatorCanaryTest::isDecided)
                .getStatus()
                .message();
    }

    private void judge(String run, Duration responseTime) {
        scene.complete(run, responseTime);
        scene.cluster.awaitRun(run, PlimsollOperatorCanaryTest::isDecided);
    }

    private static boolean isDecided(LoadTestRun run) {
        var status = run.getStatus();
        return status != null && status.gate() != null && status.gate().action() != null;
    }

    private String closed(String run) {
        return scene.cluster
                .run(run)
                .map(LoadTestRun::getMetadata)
                .orElseThrow()
                .getAnnotations()
                .get(Api.CLOSED_ANNOTATION);
    }

    private String token() {
        await().atMost(PATIENCE).until(() -> secret() != null);
        return new String(Base64.getDecoder().decode(secret().getData().get("token")), StandardCharsets.UTF_8);
    }

    private Secret secret() {
        return scene.cluster
                .client()
                .secrets()
                .inNamespace(NAMESPACE)
                .withName("checkout-gate")
                .get();
    }
}
