package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a laptop that are held against earlier ones. */
class BaselineRunTest {
    private static final String TEST = "src/test/resources/dev/plimsoll/cli/baseline/test.yaml";

    @TempDir
    Path results;

    /** Whether the generator keeps up depends on how busy this machine is. */
    @Test
    void shouldHoldARunAgainstAnEarlierOneAndGateNothing() throws IOException {
        try (var target = Target.answeringAfterMillis(2)) {
            var first = Cli.run("run", TEST, "--target", target.url(), "--output", folder("first"));
            assertThat(first.err()).contains("is held against earlier runs, and there is none (--against DIR");
            assertThat(first.exitCode()).as(first.out()).isIn(0, 3);
            assertThat(objective("first").path("advisory").asBoolean()).isTrue();
            assertThat(objective("first").path("reason").asText()).isEqualTo("NoBaseline");
            assertThat(first.out()).contains("Inconclusive (advisory)");

            var second = Cli.run(
                    "run", TEST, "--target", target.url(), "--output", folder("second"), "--against", folder("first"));
            assertThat(second.exitCode()).as(second.out()).isIn(0, 3);
            if (first.exitCode() == 0) {
                assertThat(objective("second").path("reason").asText()).isIn("TooFewRuns", "SeemsWorse");
                assertThat(objective("second").at("/compared/runs").asInt()).isEqualTo(1);
            }
        }
        try (var other = Target.answeringAfterMillis(2)) {
            var third = Cli.run(
                    "run", TEST, "--target", other.url(), "--output", folder("third"), "--against", folder("first"));
            assertThat(third.out()).contains("refused: first had another target");
        }
    }

    @Test
    void shouldRefuseAFolderThatIsNoResultAndAnOptionThatChangesNothing() {
        var missing = Cli.run("run", TEST, "--target", "http://127.0.0.1:1", "--against", folder("nobody"));
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("--against: cannot read").contains("nobody");

        var unused = Cli.run(
                "run",
                "src/test/resources/dev/plimsoll/cli/run/open.yaml",
                "--target",
                "http://127.0.0.1:1",
                "--against",
                results.toString());
        assertThat(unused.exitCode()).isEqualTo(2);
        assertThat(unused.err()).contains("--against: no budget holds a run against earlier ones");
    }

    private String folder(String name) {
        return results.resolve(name).toString();
    }

    private JsonNode objective(String folder) throws IOException {
        return new ObjectMapper()
                .readTree(results.resolve(folder).resolve("result.json").toFile())
                .at("/objectives/0");
    }
}
