package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.BUDGET;
import static dev.plimsoll.operator.OperatorScene.FAST;
import static dev.plimsoll.operator.OperatorScene.PATIENCE;
import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.condition;
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
import dev.plimsoll.operator.status.ConditionType;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole operator when something is wrong: input, pods, the operator itself, a run that is deleted. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorTroubleTest {
    private final OperatorScene scene = new OperatorScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldRefuseWithoutJobWhenSpecIsInvalid() {
        scene.cluster.apply(TEST.replace("3s", "0s").replace("  budgets: [{name: slo}]\n", ""), LoadTest.class);

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(condition(run, ConditionType.Failed))
                .satisfies(condition -> assertThat(condition.getReason()).isEqualTo("InvalidSpec"))
                .satisfies(condition -> assertThat(condition.getMessage())
                        .isEqualTo(
                                "spec.load.stages[0].duration: 0s: a stage must be longer than zero; give it a length "
                                        + "such as 1m or remove it"));
        assertThat(conditions(run)).contains("Complete=True", "BudgetMet=Unknown", "Started=False");
        assertThat(scene.cluster.job("checkout-1")).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> "InvalidSpec"
                        .equals(scene.cluster.loadTest("checkout").getStatus().reason()));
    }

    @Test
    void shouldRefuseWhenBudgetDoesNotExist() {
        scene.cluster.apply(TEST, LoadTest.class);

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(run.getStatus().message()).startsWith("spec.budgets[0].name: slo: there is no PerformanceBudget");
        assertThat(scene.cluster.job("checkout-1")).isEmpty();
    }

    @Test
    void shouldStopRunnersWhenRunIsDeleted() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = scene.started("checkout-1");

        scene.cluster
                .client()
                .resource(scene.cluster.run("checkout-1").orElseThrow())
                .delete();

        await().atMost(PATIENCE).until(() -> runner.report() == 410);
    }

    @Test
    void shouldStopRunnersWhenLoadTestIsDeleted() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = scene.started("checkout-1");

        scene.cluster.client().resource(scene.cluster.loadTest("checkout")).delete();

        await().atMost(PATIENCE).until(runner::reportAndHearStop);
    }

    @Test
    void shouldEndWithTheSameResultWhenOperatorIsReplacedInTheMiddle() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);
        var runner = scene.started("checkout-1");

        scene.replaceOperator();
        await().atMost(PATIENCE).until(() -> runner.report() == 200);
        drive(runner, 2, 200, FAST);
        runner.end();
        runner.report();

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(run.getStatus().totals().sent()).isEqualTo(600);
    }

    @Test
    void shouldBeInconclusiveWhenARunnerPodFails() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = scene.started("checkout-1");
        drive(runner, 2, 200, FAST);
        runner.report();

        scene.cluster
                .client()
                .pods()
                .inNamespace(NAMESPACE)
                .withName("checkout-1-0")
                .edit(pod -> pod.edit()
                        .editStatus()
                        .withPhase("Failed")
                        .addNewContainerStatus()
                        .withNewState()
                        .withNewTerminated()
                        .withReason("OOMKilled")
                        .withExitCode(137)
                        .endTerminated()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build());

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Inconclusive);
        assertThat(run.getStatus().reason()).isEqualTo("RunnerLost");
        assertThat(run.getStatus().message()).contains("OOMKilled");
        assertThat(conditions(run)).contains("BudgetMet=Unknown");
    }

    @Test
    void shouldAbortWhenARuleOfTheBudgetSaysSo() {
        scene.cluster.apply(BUDGET + "  abort: [{metric: ErrorRate, above: 10%, for: 2s}]\n", PerformanceBudget.class);
        scene.cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = scene.started("checkout-1");
        for (int second = 0; second < 5; second++) {
            runner.driveErrors(200);
        }

        await().atMost(PATIENCE).until(runner::reportAndHearStop);
        runner.end();
        runner.report();

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Aborted));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Fail);
        assertThat(run.getStatus().reason()).isEqualTo("Aborted");
        assertThat(conditions(run)).contains("Aborted=True", "Complete=True", "BudgetMet=False");
    }

    @Test
    void shouldRefuseWhenLoadTestOfARunByHandDoesNotExist() {
        scene.cluster.apply("metadata: {name: by-hand}\nspec: {loadTest: nobody}\n", LoadTestRun.class);

        var run = scene.cluster.awaitRun("by-hand", in(RunPhase.Failed));
        assertThat(run.getStatus().reason()).isEqualTo("LoadTestNotFound");
        assertThat(run.getStatus().message()).startsWith("spec.loadTest: nobody: there is no LoadTest of this name");
    }

    @Test
    void shouldNotRunAgainWhenOperatorIsReplaced() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);
        scene.complete("checkout-1", FAST);
        var ended = scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        await().atMost(PATIENCE)
                .until(() -> scene.cluster.loadTest("checkout").getStatus().verdict() == Verdict.Pass);

        scene.replaceOperator();
        scene.cluster.apply("metadata: {name: later}\nspec: {loadTest: nobody}\n", LoadTestRun.class);
        scene.cluster.awaitRun("later", in(RunPhase.Failed));

        assertThat(scene.cluster.run("checkout-1")).map(LoadTestRun::getStatus).contains(ended.getStatus());
        assertThat(scene.cluster.runs()).hasSize(2);
    }

    @Test
    void shouldSayAtOnceWhenAnImageCannotBePulled() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);
        var pod = scene.cluster.startPod("checkout-1", 0);
        scene.cluster.changeStatus(
                pod,
                status -> status.withPhase("Pending")
                        .addNewContainerStatus()
                        .withNewState()
                        .withNewWaiting()
                        .withReason("ErrImagePull")
                        .withMessage("no such image")
                        .endWaiting()
                        .endState()
                        .endContainerStatus());

        scene.cluster.awaitRun(
                "checkout-1",
                run -> "0 of 1 runners are there; checkout-1-0: ErrImagePull: no such image"
                        .equals(run.getStatus().message()));
    }

    @Test
    void shouldFailWithDiagnosisWhenAPodEndsBeforeTheStart() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);
        var pod = scene.cluster.startPod("checkout-1", 0);
        scene.cluster.changeStatus(
                pod,
                status -> status.withPhase("Failed").withReason("Evicted").withMessage("The node was low on memory"));

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(run.getStatus().reason()).isEqualTo("RunnersNotReady");
        assertThat(run.getStatus().message())
                .isEqualTo("0 of 1 runners registered, a runner pod ended before the start. checkout-1-0: Evicted: The"
                        + " node was low on memory");
    }

    @Test
    void shouldRunAsNewWhenAppliedAgainWhileADeletedRunOfTheSameNameStillEnds() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST + "  runners: {count: 2}\n", LoadTest.class);
        var old = scene.runner("checkout-1", 0);
        assertThat(old.register()).isEqualTo(200);
        // an operator that has not written yet that it made the run makes it again; here is no garbage collector to
        // delete it
        await().atMost(PATIENCE).until(() -> scene.cluster.loadTest("checkout").getStatus() != null);

        scene.cluster.client().resource(scene.cluster.loadTest("checkout")).delete();
        scene.cluster
                .client()
                .resource(scene.cluster.run("checkout-1").orElseThrow())
                .delete();
        scene.cluster
                .client()
                .resource(scene.cluster.job("checkout-1").orElseThrow())
                .delete();
        scene.cluster.apply(TEST, LoadTest.class);
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Starting));
        scene.cluster
                .client()
                .pods()
                .inNamespace(NAMESPACE)
                .withName("checkout-1-0")
                .edit(pod ->
                        pod.edit().editStatus().withPhase("Failed").endStatus().build());
        var runner = scene.runner("checkout-1", 1);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        drive(runner, 3, 200, FAST);
        runner.end();
        assertThat(runner.report()).isEqualTo(200);

        assertThat(old.report()).isEqualTo(401);
        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
    }

    @Test
    void shouldFailWhenTheSpecOfARunIsChangedAfterItWasPlanned() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = scene.started("checkout-1");

        scene.cluster.apply("metadata: {name: checkout-1}\nspec: {test: {runners: {count: 2}}}\n", LoadTestRun.class);

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(run.getStatus().reason()).isEqualTo("SpecChanged");
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Inconclusive);
        await().atMost(PATIENCE).until(() -> runner.report() == 410);
    }

    @Test
    void shouldStopRunnersWhenARunIsToGoButSomethingStillHoldsIt() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = scene.started("checkout-1");
        var held = scene.cluster
                .client()
                .resource(scene.cluster.run("checkout-1").orElseThrow())
                .edit(run -> {
                    run.getMetadata().setFinalizers(List.of("example.com/held"));
                    return run;
                });

        scene.cluster.client().resource(held).delete();

        await().atMost(PATIENCE).until(() -> runner.report() == 410);
        assertThat(scene.cluster.run("checkout-1")).isPresent();
    }

    @Test
    void shouldNameTheFieldOfATemplateThatIsNoPodTemplate() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST + "  runners: {template: {spec: {tolerations: {key: load}}}}\n", LoadTest.class);

        var run = scene.cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(run.getStatus().reason()).isEqualTo("InvalidSpec");
        assertThat(run.getStatus().message())
                .startsWith("spec.runners.template.spec.tolerations: is not what a pod template has there");
    }

    @Test
    void shouldSayWhatTheApiServerRefusesAndGoOnWhenItNoLongerDoes() {
        scene.cluster.refuse("POST", "/jobs", 403, "exceeded quota: team, requested: count/jobs.batch=1");
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply(TEST, LoadTest.class);

        scene.cluster.awaitRun(
                "checkout-1",
                run -> run.getStatus() != null
                        && run.getStatus().phase() == RunPhase.Starting
                        && run.getStatus().message().contains("exceeded quota: team"));
        scene.cluster.refuseNothing();

        scene.complete("checkout-1", FAST);
        scene.cluster.awaitRun("checkout-1", in(RunPhase.Complete));
    }

    @Test
    void shouldTakeTheNextNumberWhenARunOfSomebodyElseHasTheName() {
        scene.cluster.apply(BUDGET, PerformanceBudget.class);
        scene.cluster.apply("metadata: {name: checkout-1}\nspec: {loadTest: nobody}\n", LoadTestRun.class);
        scene.cluster.apply(TEST, LoadTest.class);

        scene.cluster.awaitRun("checkout-2", in(RunPhase.Starting));
    }

    @Test
    void shouldRefuseOverridesWhenNoLoadTestIsNamed() {
        var test = TEST.replace("metadata: {name: checkout}\nspec:\n", "").indent(2);
        scene.cluster.apply(
                "metadata: {name: by-hand}\nspec:\n  overrides: {runners: {count: 2}}\n  test:\n" + test,
                LoadTestRun.class);

        var run = scene.cluster.awaitRun("by-hand", in(RunPhase.Failed));
        assertThat(run.getStatus().message()).startsWith("spec.overrides: they replace parts of a LoadTest");
    }
}
