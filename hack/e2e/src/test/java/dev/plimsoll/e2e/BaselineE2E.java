package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.BaselineSpec.From;
import dev.plimsoll.api.v1alpha1.BaselineStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of a LoadTest that are held against the runs before them. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class BaselineE2E {
    private static final int FEWEST_THAT_DECIDE = 6;

    private Scene scene;
    private int runs;

    @BeforeEach
    void startDemoService(Scene givenScene) throws IOException {
        scene = givenScene;
        scene.startDemoService();
    }

    private void apply(String baseline) {
        scene.apply(Yaml.noSlowerThanBefore("no-slower", baseline));
        scene.apply(Yaml.loadTest("nightly", "/work?ms=20", 1, "100/s", "4s", "no-slower"));
    }

    /** The next run that the shared machine has not spoilt. */
    private Scene.Ended run() {
        runs++;
        if (runs > 1) {
            scene.runAgain("nightly", String.valueOf(runs));
        }
        var ended = scene.awaitEndFrom(runs, "nightly", BaselineE2E::isSpoilt);
        runs = ended.number();
        return ended;
    }

    private static boolean isSpoilt(LoadTestRunStatus status) {
        return Scene.isGeneratorLimited(status)
                || List.of("SeemsWorse", "Undecided").contains(status.reason());
    }

    @Test
    void shouldHoldTheSecondRunAgainstTheFirstAndBeAdvisory() {
        apply("{from: LastPassed}");
        var first = run();
        assertThat(first.status().verdict()).as(first.status().message()).isEqualTo(Verdict.Pass);
        assertThat(first.status().advisoryReason()).isEqualTo("NoBaseline");

        var second = run().status();
        assertThat(second.verdict()).as(second.message()).isEqualTo(Verdict.Pass);
        assertThat(second.advisory()).isTrue();
        assertThat(second.advisoryReason()).isEqualTo("TooFewRuns");
        assertThat(second.baselines())
                .containsExactly(new BaselineStatus("no-slower", From.LastPassed, List.of(name(first)), null));
        assertThat(Objects.requireNonNull(objective(second).compared()).runs()).isEqualTo(1);
        assertThat(budgetMet(second).getStatus()).isEqualTo("Unknown");
        assertThat(budgetMet(second).getReason()).isEqualTo("TooFewRuns");
    }

    @Test
    void shouldRefuseARunWithAnotherNumberOfRunners() {
        apply("{from: LastPassed}");
        var first = run();
        scene.apply("""
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTestRun
            metadata: {name: with-two}
            spec:
              loadTest: nightly
              overrides:
                runners: {count: 2, resources: {requests: {cpu: 100m, memory: 96Mi}, limits: {memory: 256Mi}}}
            """);
        var status = scene.awaitEndOf("with-two");
        assertThat(status.pods()).as(status.message()).isEqualTo("2/2");
        assertThat(status.baselines())
                .containsExactly(new BaselineStatus(
                        "no-slower", From.LastPassed, null, List.of(name(first) + " has 1 runner, this run has 2")));
        assertThat(objective(status).reason()).isEqualTo("NoBaseline");
        assertThat(objective(status).message()).contains("refused: " + name(first) + " has 1 runner");
    }

    @Test
    void shouldDecideWhenEnoughRunsHavePassed() {
        apply("{from: Window, runs: 10}");
        var earlier = new ArrayList<String>();
        while (earlier.size() < FEWEST_THAT_DECIDE) {
            var ended = run();
            assertThat(ended.status().verdict()).as(ended.status().message()).isEqualTo(Verdict.Pass);
            assertThat(ended.status().advisory()).isTrue();
            earlier.add(name(ended));
        }
        var decided = run().status();
        assertThat(decided.verdict()).as(decided.message()).isEqualTo(Verdict.Pass);
        assertThat(decided.advisory()).isNull();
        assertThat(objective(decided).reason()).isEqualTo("NoWorse");
        assertThat(decided.baselines()).singleElement().satisfies(baseline -> {
            assertThat(baseline.from()).isEqualTo(From.Window);
            assertThat(baseline.runs()).containsAll(earlier);
            assertThat(baseline.refused()).isNull();
        });
        assertThat(budgetMet(decided).getStatus()).isEqualTo("True");
    }

    private static String name(Scene.Ended run) {
        return "nightly-" + run.number();
    }

    private static ObjectiveStatus objective(LoadTestRunStatus status) {
        return Objects.requireNonNull(status.objectives()).getFirst();
    }

    private static Condition budgetMet(LoadTestRunStatus status) {
        return Objects.requireNonNull(status.conditions()).stream()
                .filter(condition -> condition.getType().equals("BudgetMet"))
                .findFirst()
                .orElseThrow();
    }
}
