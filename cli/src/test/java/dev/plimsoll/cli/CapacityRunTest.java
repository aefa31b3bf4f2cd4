package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a LoadTest that looks for the capacity of its target to what is told of it. */
class CapacityRunTest {
    @TempDir
    Path folder;

    /** What a shared machine carries is its own affair, and in one second nobody can say; steps are as planned. */
    @Test
    void shouldTellEachStepAndWhatTheTargetCarries() throws IOException {
        try (var target = Target.answeringAfterMillis(2)) {
            var file = Files.writeString(folder.resolve("test.yaml"), """
                apiVersion: plimsoll.dev/v1alpha1
                kind: LoadTest
                metadata: {name: carries}
                spec:
                  target: {url: %s}
                  load: {capacity: {from: 200/s, to: 400/s, step: 200/s, settle: 1s, hold: 2s, rest: 0s}}
                  scenarios: [{name: visit, steps: [{name: page, request: {path: /page}}]}]
                """.formatted(target.url()));
            var output = folder.resolve("result");

            assertThat(Cli.run("validate", file.toString()).out())
                    .contains("  climbs      3 times, 2 steps from 200/s to 400/s, of which 2s each are judged");
            var run = Cli.run("run", file.toString(), "--output", output.toString());

            var json = new ObjectMapper()
                    .readTree(output.resolve("result.json").toFile())
                    .path("capacity");
            assertThat(json.path("climbs").asInt()).isEqualTo(3);
            assertThat(json.path("steps")).hasSize(6);
            assertThat(json.path("steps").findValuesAsText("rate"))
                    .containsExactly("200.0", "400.0", "200.0", "400.0", "200.0", "400.0");
            assertThat(json.at("/steps/5/responseTimeMillis/p50").asDouble()).isGreaterThan(2);
            assertThat(run.out()).contains("CLIMB    RATE").contains("carries");
        }
    }
}
