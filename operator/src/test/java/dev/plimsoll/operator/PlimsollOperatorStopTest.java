package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.Api;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.testing.FakeRunner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole operator against an API server without controllers: the kill switch. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorStopTest {
    /** A runner reports once a second: what is left of two is the operator's. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final OperatorScene scene = new OperatorScene();

    @BeforeEach
    void setUp() {
        for (var namespace : new String[] {NAMESPACE, "plimsoll-system", "bank"}) {
            var there = new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(namespace)
                    .endMetadata()
                    .build();
            scene.cluster.client().resource(there).create();
        }
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldEndARunThatSends() {
        scene.cluster.apply(TEST, LoadTest.class);
        var runner = scene.started("checkout-1");

        annotate(run("checkout-1"), "the database is on fire");

        assertStopped(runner, "checkout-1", "stopped: the database is on fire");
    }

    @Test
    void shouldEndARunThatHasNotBegun() {
        scene.cluster.apply(TEST, LoadTest.class);
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Starting));

        annotate(run("checkout-1"), "no need any more");

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(run.getStatus().reason()).isEqualTo("Stopped");
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Inconclusive);
        assertThat(run.getStatus().message()).isEqualTo("stopped: no need any more");
    }

    @Test
    void shouldEndTheRunsOfALoadTestAndHoldNewOnes() {
        scene.cluster.apply(TEST, LoadTest.class);
        var runner = scene.started("checkout-1");

        annotate(test("checkout"), "too much");

        assertStopped(runner, "checkout-1", "stopped with LoadTest checkout: too much");
        scene.cluster.apply(TEST.replace("200/s", "100/s"), LoadTest.class);
        var held = scene.cluster.awaitRun("checkout-2", isHeld());
        assertThat(held.getStatus().message()).isEqualTo("stopped with LoadTest checkout: too much");
        assertThat(scene.cluster.job("checkout-2")).isEmpty();

        annotate(test("checkout"), null);
        scene.cluster.awaitRun("checkout-2", in(RunPhase.Starting));
    }

    @Test
    void shouldEndAllInANamespace() {
        scene.cluster.apply(TEST, LoadTest.class);
        var runner = scene.started("checkout-1");

        annotate(namespace("bank"), "not here");
        annotate(namespace(NAMESPACE), "a release");

        assertStopped(runner, "checkout-1", "stopped with Namespace shop: a release");
        scene.cluster.apply(TEST.replace("name: checkout}", "name: search}"), LoadTest.class);
        scene.cluster.awaitRun("search-1", isHeld());
        await().atMost(PATIENCE).until(() -> scene.events("search-1").contains("Stopped"));

        annotate(namespace(NAMESPACE), null);
        scene.cluster.awaitRun("search-1", in(RunPhase.Starting));
    }

    @Test
    void shouldEndAllInTheClusterByTheOperatorsOwnNamespace() {
        scene.cluster.apply(TEST, LoadTest.class);
        var runner = scene.started("checkout-1");

        annotate(namespace("plimsoll-system"), "an incident");

        assertStopped(runner, "checkout-1", "stopped with Namespace plimsoll-system: an incident");
    }

    @Test
    void shouldFindTheStopThatCameWhileTheOperatorWasAway() {
        scene.cluster.apply(TEST, LoadTest.class);
        var runner = scene.started("checkout-1");
        scene.cluster.apply(TEST.replace("name: checkout}", "name: search}"), LoadTest.class);
        scene.cluster.awaitRun("search-1", in(RunPhase.Starting));

        scene.replaceOperator(() -> annotate(namespace(NAMESPACE), "a release"));

        await().atMost(PATIENCE).until(runner::reportAndHearStop);
        assertThat(scene.cluster
                        .awaitRun("search-1", in(RunPhase.Failed))
                        .getStatus()
                        .reason())
                .isEqualTo("Stopped");
    }

    @Test
    void shouldAskForNamespacesWhenItMayNotWatchThem() {
        scene.cluster.refuse("GET", "/namespaces", 403, "namespaces is forbidden");
        scene.replaceOperator();
        scene.cluster.apply(TEST, LoadTest.class);
        var runner = scene.started("checkout-1");

        annotate(namespace(NAMESPACE), "a release");

        await().atMost(AT_ONCE.multipliedBy(2)).until(runner::reportAndHearStop);
    }

    private void assertStopped(FakeRunner runner, String run, String message) {
        await().pollInterval(Duration.ofMillis(20)).atMost(AT_ONCE).until(runner::reportAndHearStop);
        runner.stopped();
        assertThat(runner.report()).isEqualTo(200);
        var stopped = scene.cluster.awaitRun(run, in(RunPhase.Aborted));
        assertThat(stopped.getStatus().reason()).isEqualTo("Interrupted");
        assertThat(stopped.getStatus().verdict()).isEqualTo(Verdict.Inconclusive);
        assertThat(stopped.getStatus().message()).contains(message);
    }

    private static Predicate<LoadTestRun> isHeld() {
        return in(RunPhase.Pending).and(run -> "Stopped".equals(run.getStatus().reason()));
    }

    private LoadTestRun run(String name) {
        return scene.cluster.run(name).orElseThrow();
    }

    private LoadTest test(String name) {
        return scene.cluster.loadTest(name);
    }

    private HasMetadata namespace(String name) {
        return scene.cluster.client().namespaces().withName(name).get();
    }

    private void annotate(HasMetadata resource, @Nullable String why) {
        var value = why == null ? "null" : "\"" + why + "\"";
        var change = "{\"metadata\":{\"annotations\":{\"%s\":%s}}}".formatted(Api.STOP_ANNOTATION, value);
        scene.cluster.client().resource(resource).patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }
}
