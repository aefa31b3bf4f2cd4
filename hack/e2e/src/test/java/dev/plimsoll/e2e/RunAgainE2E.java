package dev.plimsoll.e2e;

import static dev.plimsoll.e2e.LoadAssertions.assertSentAsPlanned;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways to run a LoadTest other than to apply it. */
@ClusterTest
@SuppressWarnings("NullAway.Init") // set before each test
class RunAgainE2E {
    private Scene scene;

    @BeforeEach
    void apply(Scene givenScene) throws IOException {
        scene = givenScene;
        scene.startDemoService();
        scene.apply(Yaml.budget("slo", "500ms"));
        scene.apply(Yaml.loadTest("daily", "/", 1, "100/s", "3s", "slo"));
    }

    @Test
    void shouldRunAgainWhenTheRunAnnotationChanges() {
        assertSentAsPlanned(scene.awaitEndOfFirstRun("daily"), 300);
        scene.runAgain("daily", "after-deployment-7");
        assertSentAsPlanned(scene.awaitEndOfRun("daily", 2), 300);
        assertThat(scene.run("daily-1"))
                .as("the first run stays, with its result")
                .isPresent();
    }

    @Test
    void shouldRunWithItsOverridesWhenARunIsCreatedByHand() {
        scene.apply("""
            apiVersion: plimsoll.dev/v1alpha1
            kind: LoadTestRun
            metadata: {name: by-hand}
            spec:
              loadTest: daily
              overrides: {load: {arrivals: Uniform, stages: [{duration: 4s, to: 80/s}]}}
            """);
        var status = scene.awaitEndOf("by-hand");
        assertSentAsPlanned(status, 320);
        assertThat(Objects.requireNonNull(status.objectives())).hasSize(2);
    }
}
