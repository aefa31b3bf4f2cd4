package dev.plimsoll.operator;

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
import dev.plimsoll.operator.job.RunTokens;
import dev.plimsoll.operator.status.ConditionType;
import dev.plimsoll.operator.status.Conditions;
import dev.plimsoll.operator.testing.FakeCluster;
import dev.plimsoll.operator.testing.FakeRunner;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole operator against an API server without controllers, with runners that speak its protocol. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorTest {
    private static final byte[] KEY = new byte[32];
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FAST = Duration.ofMillis(5);

    private static final String BUDGET = """
        metadata: {name: slo}
        spec:
          objectives:
            - {name: p95, metric: ResponseTime, percentile: 95, max: 100ms}
            - {name: errors, metric: ErrorRate, max: 1%}
        """;
    private static final String TEST = """
        metadata: {name: checkout}
        spec:
          target: {url: http://checkout.shop.svc:8080}
          load: {arrivals: Uniform, stages: [{duration: 3s, to: 200/s}]}
          scenarios: [{name: buy, steps: [{name: cart, request: {path: /cart, timeout: 1s}}]}]
          budgets: [{name: slo}]
        """;

    private final FakeCluster cluster = new FakeCluster();
    private final List<FakeRunner> runners = new ArrayList<>();
    private PlimsollOperator operator = newOperator();

    @BeforeEach
    void start() {
        operator.start();
    }

    @AfterEach
    void stop() {
        runners.forEach(FakeRunner::close);
        operator.close();
        cluster.close();
    }

    @Test
    void shouldPassWhenObjectivesHold() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST, LoadTest.class);

        complete("checkout-1", FAST);

        var run = cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(run.getStatus().pods()).isEqualTo("1/1");
        assertThat(run.getStatus().objectives())
                .extracting(objective -> objective.name() + " " + objective.verdict() + " " + objective.samples())
                .containsExactly("p95 Pass 600", "errors Pass 600");
        assertThat(conditions(run)).contains("Started=True", "Progressing=False", "Complete=True", "BudgetMet=True");
        assertThat(new ConfigMapResultStore(cluster.client()).load(new RunName(NAMESPACE, "checkout-1")))
                .hasValueSatisfying(result -> assertThat(result.intervals()).hasSize(3));
        await().atMost(PATIENCE)
                .until(() -> cluster.loadTest("checkout").getStatus().verdict() == Verdict.Pass);
        await().atMost(PATIENCE).until(() -> {
            var status = cluster.budget("slo").getStatus();
            return status.verdict() == Verdict.Pass && "checkout-1".equals(status.lastRun());
        });
        assertThat(events("checkout-1")).contains("Starting", "Running", "Judging", "AllObjectivesMet");
    }

    @Test
    void shouldFailWhenAnObjectiveDoesNotHold() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST, LoadTest.class);

        complete("checkout-1", Duration.ofMillis(300));

        var run = cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Fail);
        assertThat(conditions(run)).contains("BudgetMet=False", "Failed=False");
    }

    @Test
    void shouldStartAllRunnersTogetherWhenThereAreSeveral() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST + "  runners: {count: 2}\n", LoadTest.class);

        var first = runner("checkout-1", 0);
        assertThat(first.register()).isEqualTo(200);
        cluster.awaitRun("checkout-1", run -> "1/2".equals(run.getStatus().pods()));
        var second = runner("checkout-1", 1);
        assertThat(second.register()).isEqualTo(200);
        assertThat(runner("checkout-1", 2).register()).isEqualTo(409);
        List.of(first, second).parallelStream().forEach(FakeRunner::awaitStart);
        for (var runner : List.of(first, second)) {
            drive(runner, 3, 100, FAST);
            runner.end();
            runner.report();
        }

        var run = cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(run.getStatus().pods()).isEqualTo("2/2");
    }

    @Test
    void shouldRefuseWithoutJobWhenSpecIsInvalid() {
        cluster.apply(TEST.replace("3s", "0s").replace("  budgets: [{name: slo}]\n", ""), LoadTest.class);

        var run = cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(condition(run, ConditionType.Failed))
                .satisfies(condition -> assertThat(condition.getReason()).isEqualTo("InvalidSpec"))
                .satisfies(condition -> assertThat(condition.getMessage())
                        .isEqualTo(
                                "spec.load.stages[0].duration: 0s: a stage must be longer than zero; give it a length "
                                        + "such as 1m or remove it"));
        assertThat(conditions(run)).contains("Complete=True", "BudgetMet=Unknown", "Started=False");
        assertThat(cluster.job("checkout-1")).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> "InvalidSpec"
                        .equals(cluster.loadTest("checkout").getStatus().reason()));
    }

    @Test
    void shouldRefuseWhenBudgetDoesNotExist() {
        cluster.apply(TEST, LoadTest.class);

        var run = cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(run.getStatus().message()).startsWith("spec.budgets[0].name: slo: there is no PerformanceBudget");
        assertThat(cluster.job("checkout-1")).isEmpty();
    }

    @Test
    void shouldWaitAMomentWhenBudgetIsCreatedAfterItsLoadTest() {
        cluster.apply(TEST, LoadTest.class);
        cluster.awaitRun("checkout-1", in(RunPhase.Pending));
        cluster.apply(BUDGET, PerformanceBudget.class);

        cluster.awaitRun("checkout-1", in(RunPhase.Starting));
    }

    @Test
    void shouldRunAgainWhenAnnotationChangesAndOnlyOnceWhenAppliedAgain() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST, LoadTest.class);
        complete("checkout-1", FAST);
        cluster.awaitRun("checkout-1", in(RunPhase.Complete));

        cluster.apply(TEST, LoadTest.class);
        cluster.apply(
                TEST.replace("{name: checkout}", "{name: checkout, annotations: {plimsoll.dev/run: again}}"),
                LoadTest.class);

        cluster.awaitRun("checkout-2", in(RunPhase.Starting));
        assertThat(cluster.runs()).hasSize(2);
    }

    @Test
    void shouldRunTheNewestSpecAfterTheActiveRunWhenSpecChangesMeanwhile() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST, LoadTest.class);
        cluster.awaitRun("checkout-1", in(RunPhase.Starting));
        cluster.apply(TEST.replace("200/s", "201/s"), LoadTest.class);
        await().atMost(PATIENCE)
                .until(() -> "SpecDrifted"
                        .equals(Conditions.find(
                                        cluster.loadTest("checkout").getStatus().conditions(),
                                        ConditionType.Progressing)
                                .map(Condition::getReason)
                                .orElse("")));
        cluster.apply(TEST.replace("200/s", "202/s"), LoadTest.class);
        assertThat(cluster.runs()).hasSize(1);

        complete("checkout-1", FAST);

        var next = cluster.awaitRun("checkout-2", in(RunPhase.Starting));
        assertThat(next.getSpec().test().load().stages().getFirst().to().getStrVal())
                .isEqualTo("202/s");
        assertThat(cluster.runs()).hasSize(2);
    }

    @Test
    void shouldRunAgainWhenAnEarlierSpecComesBack() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        for (var rate : List.of("200/s", "201/s", "200/s")) {
            var name = "checkout-" + (cluster.runs().size() + 1);
            cluster.apply(TEST.replace("200/s", rate), LoadTest.class);
            complete(name, FAST);
            cluster.awaitRun(name, in(RunPhase.Complete));
        }
        assertThat(cluster.runs()).hasSize(3);
    }

    @Test
    void shouldTakeSpecFromLoadTestWhenRunIsMadeByHandWithOverrides() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST, LoadTest.class);
        complete("checkout-1", FAST);
        cluster.awaitRun("checkout-1", in(RunPhase.Complete));

        cluster.apply("""
            metadata: {name: by-hand}
            spec:
              loadTest: checkout
              overrides: {target: {url: http://canary.shop.svc}}
            """, LoadTestRun.class);

        var run = cluster.awaitRun("by-hand", in(RunPhase.Starting));
        assertThat(run.getStatus().target()).isEqualTo("http://canary.shop.svc");
        assertThat(run.getSpec().test().load().stages()).hasSize(1);
        assertThat(run.getMetadata().getOwnerReferences()).hasSize(1);
        complete("by-hand", FAST);
        cluster.awaitRun("by-hand", in(RunPhase.Complete));
        assertThat(cluster.runs()).hasSize(2);
    }

    @Test
    void shouldStopRunnersWhenRunIsDeleted() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = started("checkout-1");

        cluster.client().resource(cluster.run("checkout-1").orElseThrow()).delete();

        await().atMost(Duration.ofSeconds(2)).until(() -> runner.report() == 410);
    }

    @Test
    void shouldStopRunnersWhenLoadTestIsDeleted() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = started("checkout-1");

        cluster.client().resource(cluster.loadTest("checkout")).delete();

        await().atMost(Duration.ofSeconds(2)).until(runner::reportAndHearStop);
    }

    @Test
    void shouldEndWithTheSameResultWhenOperatorIsReplacedInTheMiddle() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST, LoadTest.class);
        var runner = started("checkout-1");

        operator.close();
        operator = newOperator();
        operator.start();
        runner.moveTo(operator.port());
        await().atMost(PATIENCE).until(() -> runner.report() == 200);
        drive(runner, 2, 200, FAST);
        runner.end();
        runner.report();

        var run = cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(run.getStatus().totals().sent()).isEqualTo(600);
    }

    @Test
    void shouldBeInconclusiveWhenARunnerPodFails() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = started("checkout-1");
        drive(runner, 2, 200, FAST);
        runner.report();

        cluster.client()
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

        var run = cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Inconclusive);
        assertThat(run.getStatus().reason()).isEqualTo("RunnerLost");
        assertThat(run.getStatus().message()).contains("OOMKilled");
        assertThat(conditions(run)).contains("BudgetMet=Unknown");
    }

    @Test
    void shouldAbortWhenARuleOfTheBudgetSaysSo() {
        cluster.apply(BUDGET + "  abort: [{metric: ErrorRate, above: 10%, for: 2s}]\n", PerformanceBudget.class);
        cluster.apply(TEST.replace("3s", "10m"), LoadTest.class);
        var runner = started("checkout-1");
        for (int second = 0; second < 5; second++) {
            runner.driveErrors(200);
        }

        await().atMost(Duration.ofSeconds(2)).until(runner::reportAndHearStop);
        runner.end();
        runner.report();

        var run = cluster.awaitRun("checkout-1", in(RunPhase.Aborted));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Fail);
        assertThat(run.getStatus().reason()).isEqualTo("Aborted");
        assertThat(conditions(run)).contains("Aborted=True", "Complete=True", "BudgetMet=False");
    }

    @Test
    void shouldRefuseWhenLoadTestOfARunByHandDoesNotExist() {
        cluster.apply("metadata: {name: by-hand}\nspec: {loadTest: nobody}\n", LoadTestRun.class);

        var run = cluster.awaitRun("by-hand", in(RunPhase.Failed));
        assertThat(run.getStatus().reason()).isEqualTo("LoadTestNotFound");
        assertThat(run.getStatus().message()).startsWith("spec.loadTest: nobody: there is no LoadTest of this name");
    }

    @Test
    void shouldNotRunAgainWhenOperatorIsReplaced() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST, LoadTest.class);
        complete("checkout-1", FAST);
        var ended = cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        await().atMost(PATIENCE)
                .until(() -> cluster.loadTest("checkout").getStatus().verdict() == Verdict.Pass);

        operator.close();
        operator = newOperator();
        operator.start();
        cluster.apply("metadata: {name: later}\nspec: {loadTest: nobody}\n", LoadTestRun.class);
        cluster.awaitRun("later", in(RunPhase.Failed));

        assertThat(cluster.run("checkout-1")).map(LoadTestRun::getStatus).contains(ended.getStatus());
        assertThat(cluster.runs()).hasSize(2);
    }

    @Test
    void shouldFailWithDiagnosisWhenAPodEndsBeforeTheStart() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST, LoadTest.class);
        var pod = cluster.startPod("checkout-1", 0);
        cluster.client()
                .resource(pod.edit()
                        .editStatus()
                        .withPhase("Failed")
                        .withReason("Evicted")
                        .withMessage("The node was low on memory")
                        .endStatus()
                        .build())
                .update();

        var run = cluster.awaitRun("checkout-1", in(RunPhase.Failed));
        assertThat(run.getStatus().reason()).isEqualTo("RunnersNotReady");
        assertThat(run.getStatus().message())
                .isEqualTo("0 of 1 runners registered, a runner pod ended before the start. checkout-1-0: Evicted: The"
                        + " node was low on memory");
    }

    @Test
    void shouldRunAsNewWhenAppliedAgainWhileADeletedRunOfTheSameNameStillEnds() {
        cluster.apply(BUDGET, PerformanceBudget.class);
        cluster.apply(TEST + "  runners: {count: 2}\n", LoadTest.class);
        var old = runner("checkout-1", 0);
        assertThat(old.register()).isEqualTo(200);

        cluster.client().resource(cluster.loadTest("checkout")).delete();
        cluster.client().resource(cluster.run("checkout-1").orElseThrow()).delete();
        cluster.client().resource(cluster.job("checkout-1").orElseThrow()).delete();
        cluster.apply(TEST, LoadTest.class);
        cluster.awaitRun("checkout-1", in(RunPhase.Starting));
        cluster.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withName("checkout-1-0")
                .edit(pod ->
                        pod.edit().editStatus().withPhase("Failed").endStatus().build());
        var runner = runner("checkout-1", 1);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        drive(runner, 3, 200, FAST);
        runner.end();
        assertThat(runner.report()).isEqualTo(200);

        assertThat(old.report()).isEqualTo(401);
        var run = cluster.awaitRun("checkout-1", in(RunPhase.Complete));
        assertThat(run.getStatus().verdict()).isEqualTo(Verdict.Pass);
    }

    // --- steps that tests share

    private FakeRunner started(String run) {
        var runner = runner(run, 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        drive(runner, 1, 200, FAST);
        assertThat(runner.report()).isEqualTo(200);
        return runner;
    }

    private void complete(String run, Duration responseTime) {
        var runner = runner(run, 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        drive(runner, 3, 200, responseTime);
        runner.end();
        assertThat(runner.report()).isEqualTo(200);
    }

    private static void drive(FakeRunner runner, int seconds, int requests, Duration responseTime) {
        for (int i = 0; i < seconds; i++) {
            runner.drive(requests, responseTime);
        }
    }

    private FakeRunner runner(String run, int index) {
        var pod = cluster.startPod(run, index).getMetadata().getName();
        var uid = cluster.run(run).orElseThrow().getMetadata().getUid();
        var runner = new FakeRunner(operator.port(), NAMESPACE + "/" + run, pod, new RunTokens(KEY).token(uid));
        runners.add(runner);
        return runner;
    }

    private PlimsollOperator newOperator() {
        var config = new OperatorConfig(
                "plimsoll-system",
                "operator-0",
                "plimsoll.dev/runner:test",
                "http://localhost",
                0,
                Set.of(),
                false,
                Duration.ofMinutes(5));
        return new PlimsollOperator(config, cluster.client(), KEY, Clock.systemUTC());
    }

    private static Predicate<LoadTestRun> in(RunPhase phase) {
        return run -> run.getStatus() != null && run.getStatus().phase() == phase;
    }

    private static List<String> conditions(LoadTestRun run) {
        return Objects.requireNonNull(run.getStatus().conditions()).stream()
                .map(condition -> condition.getType() + "=" + condition.getStatus())
                .toList();
    }

    private static Condition condition(LoadTestRun run, ConditionType type) {
        return Conditions.find(run.getStatus().conditions(), type).orElseThrow();
    }

    private List<String> events(String about) {
        return cluster.client().v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> about.equals(event.getInvolvedObject().getName()))
                .map(Event::getReason)
                .toList();
    }
}
