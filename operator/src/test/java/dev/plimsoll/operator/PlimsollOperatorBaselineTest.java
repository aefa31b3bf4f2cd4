package dev.plimsoll.operator;

import static dev.plimsoll.operator.OperatorScene.TEST;
import static dev.plimsoll.operator.OperatorScene.conditions;
import static dev.plimsoll.operator.OperatorScene.drive;
import static dev.plimsoll.operator.OperatorScene.in;
import static dev.plimsoll.operator.testing.FakeCluster.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.BaselineSpec.From;
import dev.plimsoll.api.v1alpha1.BaselineStatus;
import dev.plimsoll.api.v1alpha1.LoadTest;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole operator against an API server without controllers: runs that are held against earlier ones. */
@NullUnmarked // a status that is not there fails the test, as it should
class PlimsollOperatorBaselineTest {
    private static final int REQUESTS = 1_000;

    private final OperatorScene scene = new OperatorScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private void budget(String baseline) {
        scene.cluster.apply("""
            metadata: {name: slo}
            spec:
              objectives: [{name: p99, metric: ResponseTime, percentile: 99, maxRegression: 10%}]
              baseline: BASELINE
            """.replace("BASELINE", baseline), PerformanceBudget.class);
    }

    private void apply(int number, String rate) {
        scene.cluster.apply(
                TEST.replace("200/s", rate)
                        .replace(
                                "{name: checkout}",
                                "{name: checkout, annotations: {plimsoll.dev/run: '" + number + "'}}"),
                LoadTest.class);
    }

    /** The run of this number, in which every response took so long. */
    private LoadTestRun run(int number, int micros) {
        apply(number, REQUESTS + "/s");
        return complete("checkout-" + number, micros);
    }

    private LoadTestRun complete(String name, int micros) {
        var runner = scene.runner(name, 0);
        assertThat(runner.register()).isEqualTo(200);
        runner.awaitStart();
        drive(runner, 3, REQUESTS, Duration.ofNanos(micros * 1_000L));
        runner.end();
        assertThat(runner.report()).isEqualTo(200);
        return scene.cluster.awaitRun(name, in(RunPhase.Complete));
    }

    @Test
    void shouldDecideByEarlierRunsFromTheSixthOn() {
        budget("{from: Window, runs: 6}");

        var first = run(1, 5_000);
        assertThat(first.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(first.getStatus().reason()).isEqualTo("NoBaseline");
        assertThat(first.getStatus().advisory()).isTrue();
        assertThat(first.getStatus().advisoryReason()).isEqualTo("NoBaseline");
        assertThat(conditions(first)).contains("BudgetMet=Unknown");
        assertThat(first.getStatus().setup().runners()).isEqualTo(1);
        assertThat(first.getStatus().setup().runnerImage()).isEqualTo("plimsoll.dev/runner:test");
        assertThat(first.getStatus().baselines()).containsExactly(new BaselineStatus("slo", From.Window, null, null));

        for (int number = 2; number <= 6; number++) {
            var next = run(number, 5_000 + 50 * (number % 3));
            assertThat(next.getStatus().advisoryReason()).isEqualTo("TooFewRuns");
            assertThat(next.getStatus().verdict()).isEqualTo(Verdict.Pass);
        }

        var worse = run(7, 6_000);
        assertThat(worse.getStatus().verdict()).isEqualTo(Verdict.Fail);
        assertThat(worse.getStatus().advisory()).isNull();
        assertThat(worse.getStatus().objectives().getFirst().reason()).isEqualTo("Worse");

        var decided = run(8, 5_050);
        assertThat(decided.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(decided.getStatus().advisory()).isNull();
        assertThat(conditions(decided)).contains("BudgetMet=True");
        var objective = decided.getStatus().objectives().getFirst();
        assertThat(objective.reason()).isEqualTo("NoWorse");
        assertThat(objective.compared().runs()).isEqualTo(6);
        assertThat(objective.compared().rounds()).isNull();
        assertThat(decided.getStatus().baselines())
                .containsExactly(new BaselineStatus(
                        "slo",
                        From.Window,
                        List.of("checkout-1", "checkout-2", "checkout-3", "checkout-4", "checkout-5", "checkout-6"),
                        null));
    }

    @Test
    void shouldRefuseTheLastRunWhenItsLoadWasAnotherAndSayWhy() {
        budget("{from: LastPassed}");
        run(1, 5_000);
        apply(2, "1001/s");
        var other = complete("checkout-2", 5_000);

        assertThat(other.getStatus().verdict()).isEqualTo(Verdict.Pass);
        assertThat(other.getStatus().advisoryReason()).isEqualTo("NoBaseline");
        assertThat(other.getStatus().message()).contains("refused: checkout-1 differs from this run in load");
        assertThat(other.getStatus().baselines())
                .containsExactly(new BaselineStatus(
                        "slo", From.LastPassed, null, List.of("checkout-1 differs from this run in load")));

        var again = run(3, 9_000);
        assertThat(again.getStatus().verdict()).isEqualTo(Verdict.Warn);
        assertThat(again.getStatus().advisoryReason()).isEqualTo("SeemsWorse");
        assertThat(conditions(again)).contains("BudgetMet=Unknown");
        assertThat(again.getStatus().message()).contains("9ms, and 5ms in run checkout-1");
    }

    @Test
    void shouldSayThatAResultIsGone() {
        budget("{from: Pinned, run: checkout-1}");
        run(1, 5_000);
        scene.cluster
                .client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName("checkout-1-result")
                .delete();

        var next = run(2, 5_000);
        assertThat(next.getStatus().advisoryReason()).isEqualTo("NoBaseline");
        assertThat(next.getStatus().message()).contains("refused: checkout-1 has no result any more");
    }
}
