package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.conditions;
import static dev.plimsoll.operator.OperatorScene.drive;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.collect.ConfigMapResultStore;
import dev.plimsoll.operator.collect.RunName;
import dev.plimsoll.operator.status.ConditionType;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.testing.FakeRunner;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole operator against an API server without controllers: runs as they should be. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorTest {
    private final OperatorScene scene = new OperatorScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldPassWhenObjectivesHold() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);

        scene.complete("checkout-1", FAST);

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(run.getStatus().pods()).isEqualTo("1/1");
        assertThat(run.getStatus().objectives())
                .extracting(objective -> objective.name() + " " + objective.verdict() + " " + objective.samples())
                .containsExactly("p95 Pass 600", "errors Pass 600");
        assertThat(conditions(run)).contains("Started=True", "Progressing=False", "Complete=True", "BudgetMet=True");
        assertThat(new ConfigMapResultStore(scene.cluster.client()).load(new RunName(NAMESPACE, "checkout-1")))
                .hasValueSatisfying(result -> assertThat(result.intervals()).hasSize(3));
        await().atMost(PATIENCE)
                .until(() -> scene.cluster.loadTest("checkout").getStatus().verdict() == Verdict.Pass);
        await().atMost(PATIENCE).until(() -> {
            var status = scene.cluster.budget("slo").getStatus();
            return status.verdict() == Verdict.Pass && "checkout-1".equals(status.lastRun());
        });
        assertThat(scene.events("checkout-1")).contains("Starting", "Running", "Judging", "AllObjectivesMet");
    }

    @Test
    void shouldFailWhenAnObjectiveDoesNotHold() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);

        scene.complete("checkout-1", Duration.ofMillis(300));

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Fail);
        assertThat(conditions(run)).contains("BudgetMet=False", "Failed=False");
    }

    @Test
    void shouldTellWhatStandsOutAsAnEventWhenARunPassesNonetheless() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST.replace("duration: 3s", "duration: 60s"), LoadTest.class);
        var runner = scene.runner("checkout-1", 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        for (int i = 0; i < 6; i++) {
            drive(runner, 5, 200, FAST);
            drive(runner, 5, 200, FAST.multipliedBy(4));
        }
        runner.end();
        assertThat(runner.report()).isEqualTo(200);

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(run.getStatus().findings())
                .extracting(finding -> finding.name())
                .containsExactly("Unsteady");
        await().atMost(PATIENCE).until(() -> scene.events("checkout-1").contains("Unsteady"));
    }

    @Test
    void shouldStartAllRunnersTogetherWhenThereAreSeveral() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST + "  runners: {count: 2}\n", LoadTest.class);

        var first = scene.runner("checkout-1", 0);
        assertThat(first.register()).isEqualTo(200);
        scene.cluster.awaitRun("checkout-1", run -> "1/2".equals(run.getStatus().pods()));
        var second = scene.runner("checkout-1", 1);
        assertThat(second.register()).isEqualTo(200);
        assertThat(scene.runner("checkout-1", 2).register()).isEqualTo(409);
        List.of(first, second).parallelStream().forEach(FakeRunner::awaitStart);
        for (var runner : List.of(first, second)) {
            drive(runner, 3, 100, FAST);
            runner.end();
            runner.report();
        }

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(run.getStatus().pods()).isEqualTo("2/2");
    }

    @Test
    void shouldWaitAMomentWhenBudgetIsCreatedAfterItsLoadTest() {
        // by a clock that is behind, what was created now is young for long
        try (var patient = new OperatorScene(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1)))) {
            patient.cluster.apply(TEST, LoadTest.class);
            patient.cluster.awaitRun("checkout-1", in(RunPhase.Pending));
            patient.cluster.apply(BUDGET, PerformanceBudget.class);

            patient.cluster.awaitRun("checkout-1", in(RunPhase.Starting));
        }
    }

    @Test
    void shouldRunAgainWhenAnnotationChangesAndOnlyOnceWhenAppliedAgain() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);
        scene.complete("checkout-1", FAST);
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));

        scene.cluster.apply(TEST, LoadTest.class);
        scene.cluster.apply(
                TEST.replace("{name: checkout}", "{name: checkout, annotations: {plimsoll.dev/run: again}}"),
                LoadTest.class);

        scene.cluster.awaitRun("checkout-2", in(RunPhase.Starting));
        assertThat(scene.cluster.runs()).hasSize(2);
    }

    @Test
    void shouldRunTheNewestSpecAfterTheActiveRunWhenSpecChangesMeanwhile() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Starting));
        scene.cluster.apply(TEST.replace("200/s", "201/s"), LoadTest.class);
        await().atMost(PATIENCE)
                .until(() -> "SpecDrifted"
                        .equals(Conditions.find(
                                        scene.cluster
                                                .loadTest("checkout")
                                                .getStatus()
                                                .conditions(),
                                        ConditionType.Progressing)
                                .map(Condition::getReason)
                                .orElse("")));
        scene.cluster.apply(TEST.replace("200/s", "202/s"), LoadTest.class);
        assertThat(scene.cluster.runs()).hasSize(1);

        scene.complete("checkout-1", FAST);

        var next = scene.cluster.awaitRun("checkout-2", in(RunPhase.Starting));
        assertThat(next.getSpec().test().load().stages().getFirst().to().getStrVal())
                .isEqualTo("202/s");
        assertThat(scene.cluster.runs()).hasSize(2);
    }

    @Test
    void shouldRunAgainWhenAnEarlierSpecComesBack() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        for (var rate : List.of("200/s", "201/s", "200/s")) {
            var name = "checkout-" + (scene.cluster.runs().size() + 1);
            scene.cluster.apply(TEST.replace("200/s", rate), LoadTest.class);
            scene.complete(name, FAST);
            scene.cluster.awaitRun(name, in(RunPhase.Complete));
        }
        assertThat(scene.cluster.runs()).hasSize(3);
    }

    @Test
    void shouldTakeSpecFromLoadTestWhenRunIsMadeByHandWithOverrides() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);
        scene.complete("checkout-1", FAST);
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));

        scene.cluster.apply("""
            metadata: {name: by-hand}
            spec:
              loadTest: checkout
              overrides: {target: {url: http://canary.shop.svc}}
            """, LoadTestRun.class);

        var run = scene.cluster.awaitRun("by-hand", in(RunPhase.Starting));
        assertThat(run.getStatus().target()).isEqualTo("http://canary.shop.svc");
        assertThat(run.getSpec().test().load().stages()).hasSize(1);
        assertThat(run.getMetadata().getOwnerReferences()).hasSize(1);
        scene.complete("by-hand", FAST);
        scene.cluster.awaitRun("by-hand", in(RunPhase.Complete));
        assertThat(scene.cluster.runs()).hasSize(2);
    }
}
