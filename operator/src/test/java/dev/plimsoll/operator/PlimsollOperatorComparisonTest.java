package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.ComparisonStatus.Placement;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Comparisons and overrides, in the whole operator against an API server without controllers. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorComparisonTest {
    private static final String BUDGET = """
        metadata: {name: slo}
        spec: {objectives: [{name: p90, metric: ResponseTime, percentile: 90, maxRegression: 10%}]}
        """;
    private static final String TEST = """
        metadata: {name: checkout}
        spec:
          comparison: {baseline: {service: {name: stable, port: 80}}, candidate: {url: 'http://canary.shop.svc:80'}}
          load: {arrivals: Uniform, stages: [{duration: 3s, to: 200/s}]}
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart, timeout: 1s}}]}]
          budgets: [{name: slo}]
        """;

    private final OperatorScene scene = new OperatorScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private void pods(String service, String node) {
        scene.cluster
                .client()
                .resource(new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(service + "-1")
                        .withLabels(Map.of("kubernetes.io/service-name", service))
                        .endMetadata()
                        .withAddressType("IPv4")
                        .addNewEndpoint()
                        .withAddresses("10.0.0.1")
                        .withNodeName(node)
                        .endEndpoint()
                        .build())
                .create();
    }

    private LoadTestRunStatus started() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);
        var runner = scene.runner("checkout-1", 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        return scene.cluster.awaitRun("checkout-1", in(RunPhase.Running)).getStatus();
    }

    @Test
    void shouldSayThatBothSidesShareANode() {
        pods("stable", "node-a");
        pods("canary", "node-a");
        var status = started();
        assertThat(status.target())
                .isEqualTo("baseline http://stable.shop.svc:80 and candidate http://canary.shop.svc:80");
        assertThat(status.comparison().placement()).isEqualTo(Placement.SameNodes);
    }

    @Test
    void shouldSayThatTheSidesRunApart() {
        pods("stable", "node-a");
        pods("canary", "node-b");
        assertThat(started().comparison().placementMessage())
                .isEqualTo("the pods of the baseline run on node-a, those of the candidate on node-b");
    }

    @Test
    void shouldStartAllTheSameWhenItMayNotLook() {
        scene.cluster.refuse("GET", "endpointslices", 403, "forbidden");
        var status = started();
        assertThat(status.comparison().placement()).isEqualTo(Placement.Unknown);
        assertThat(status.comparison().placementMessage()).startsWith("the operator may not list endpointslices");
    }

    @Test
    void shouldShowAnOverrideOfARunThatEndedAndForgetItWhenItIsRemoved() {
        scene.cluster.apply(OperatorScene.BUDGET, PerformanceBudget.class);
        scene.cluster.apply(OperatorScene.TEST, LoadTest.class);
        scene.complete("checkout-1", Duration.ofMillis(300));
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));

        var until = Instant.now()
                .plus(1, ChronoUnit.HOURS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        annotate("{\"plimsoll.dev/override\": \"known\", \"plimsoll.dev/override-until\": \"" + until + "\"}");
        var overridden =
                scene.cluster.awaitRun("checkout-1", run -> run.getStatus().override() != null);
        assertThat(overridden.getStatus().override().reason()).isEqualTo("known");
        assertThat(overridden.getStatus().verdict()).isEqualTo(Verdict.Fail);
        await().atMost(PATIENCE)
                .until(() -> scene.cluster.loadTest("checkout").getStatus().override() != null);

        annotate("{\"plimsoll.dev/override\": null, \"plimsoll.dev/override-until\": null}");
        scene.cluster.awaitRun("checkout-1", run -> run.getStatus().override() == null);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(scene.events("checkout-1")).contains("VerdictOverridden", "OverrideEnded"));
    }

    @Test
    void shouldSayWhyAnOverrideIsNotInForce() {
        scene.cluster.apply(OperatorScene.BUDGET, PerformanceBudget.class);
        scene.cluster.apply(
                OperatorScene.TEST.replace(
                        "{name: checkout}", "{name: checkout, annotations: {plimsoll.dev/override: known}}"),
                LoadTest.class);
        scene.complete("checkout-1", FAST);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var status = scene.cluster.loadTest("checkout").getStatus();
            assertThat(status.override()).isNull();
            assertThat(status.overrideRefused()).startsWith("plimsoll.dev/override-until: is not set");
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.events("checkout")).contains("OverrideRefused"));
    }

    private void annotate(String annotations) {
        scene.cluster
                .client()
                .resources(LoadTestRun.class)
                .inNamespace(NAMESPACE)
                .withName("checkout-1")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"annotations\":" + annotations + "}}");
    }
}
