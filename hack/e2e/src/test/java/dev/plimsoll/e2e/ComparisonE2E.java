package dev.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.ComparisonStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two Deployments on a real cluster, held against each other. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class ComparisonE2E {
    private Scene scene;

    @BeforeEach
    void startBaseline(Scene givenScene) throws IOException {
        scene = givenScene;
        scene.startDemoService("stable", Duration.ZERO);
        scene.apply(Yaml.noSlower("no-slower"));
    }

    @Test
    void shouldPassWhenBothDeploymentsAreAlike() throws IOException {
        scene.startDemoService("canary", Duration.ZERO);
        scene.apply(Yaml.comparison("alike", "no-slower"));
        var status = scene.awaitEnd("alike", run -> Scene.isGeneratorLimited(run) || isOpen(run));
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Pass);
        assertThat(objective(status).reason()).isEqualTo("NoWorse");
        assertThat(objective(status).compared()).isNotNull();
        assertSeen(comparison(status));
    }

    @Test
    void shouldFailBeforeTheLastRoundWhenTheCandidateTakes30MillisecondsLonger() throws IOException {
        scene.startDemoService("canary", Duration.ofMillis(30));
        scene.apply(Yaml.comparison("slower", "no-slower"));
        var status = scene.awaitEnd("slower");
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Fail);
        assertThat(status.phase()).as("it is complete, not stopped").isEqualTo(RunPhase.Complete);
        assertThat(objective(status).reason()).isEqualTo("Worse");
        assertThat(comparison(status).rounds()).isNotEqualTo("12/12");
        assertThat(comparison(status).decided()).isEqualTo("1/1");
        assertSeen(comparison(status));
    }

    @Test
    void shouldBeInconclusiveWhenTheCandidateHasNoPods() throws IOException {
        scene.startDemoService("canary", Duration.ZERO);
        scene.removePods("canary");
        scene.apply(Yaml.comparison("idle", "no-slower"));
        var status = scene.awaitEndOfFirstRun("idle");
        assertThat(status.verdict()).as(status.message()).isEqualTo(Verdict.Inconclusive);
        assertThat(status.reason()).as(status.message()).isIn("NotAnswering", "GeneratorLimited");
        assertThat(status.advisory()).isNull();
        assertThat(comparison(status).placement()).isEqualTo(ComparisonStatus.Placement.Unknown);
    }

    /** A machine that is shared may stall one side more than the other for minutes. */
    private static boolean isOpen(LoadTestRunStatus status) {
        return status.verdict() == Verdict.Inconclusive;
    }

    /** Where the pods run is up to the scheduler; that the operator could look is not. */
    private static void assertSeen(ComparisonStatus comparison) {
        assertThat(comparison.placement())
                .as(comparison.placementMessage())
                .isNotEqualTo(ComparisonStatus.Placement.Unknown);
    }

    private static ComparisonStatus comparison(LoadTestRunStatus status) {
        return Objects.requireNonNull(status.comparison());
    }

    private static ObjectiveStatus objective(LoadTestRunStatus status) {
        return Objects.requireNonNull(status.objectives()).getFirst();
    }
}
