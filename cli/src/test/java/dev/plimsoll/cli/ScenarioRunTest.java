package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scenario of the examples, with real runners and the demo service: rows of a ConfigMap, captures, loops, checks.
 */
class ScenarioRunTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "scenario");
    private static final String LOAD = """
            model: Open
            warmup: 5s
            stages:
              - {duration: 15s, to: 20/s}
        """;

    /** On a busy machine an open schedule is late, which is not what this is about. */
    private static final String SHORTER = """
            model: Closed
            stages:
              - {duration: 5s, to: 3}
        """;

    @TempDir
    Path folder;

    @Test
    void shouldGoThroughTheWholeScenarioWhenTheDemoServiceAnswers() throws IOException {
        var test = Files.readString(EXAMPLE.resolve("30-loadtest.yaml"));
        assertThat(test).contains(LOAD);
        Files.writeString(folder.resolve("test.yaml"), test.replace(LOAD, SHORTER));
        Files.copy(EXAMPLE.resolve("10-users.yaml"), folder.resolve("users.yaml"));
        Files.copy(EXAMPLE.resolve("20-performancebudget.yaml"), folder.resolve("budget.yaml"));
        var results = folder.resolve("results");

        var run = Cli.run("demo", folder.toString(), "--json", "--output", results.toString());

        var said = run.err() + run.out();
        var totals = new ObjectMapper().readTree(run.out()).path("totals");
        assertThat(totals.path("errors").asInt()).as(said).isZero();
        assertThat(totals.path("checks").asInt()).as(said).isPositive();
        assertThat(totals.path("failedChecksByName"))
                .as("none but the one about time, on a machine that does something else meanwhile: " + said)
                .allSatisfy(failed -> assertThat(failed.path("check").asText()).isEqualTo("quick"));
        assertThat(stepsSent(results)).contains("login", "catalog", "next-page", "add-to-cart", "order");
    }

    private static String stepsSent(Path results) throws IOException {
        try (var zipped = new GZIPInputStream(Files.newInputStream(results.resolve("run-result.json.gz")))) {
            return WireFormat.read(zipped.readAllBytes(), RunResult.class).intervals().stream()
                    .flatMap(interval -> interval.series().stream())
                    .map(series -> series.key().step())
                    .distinct()
                    .collect(Collectors.joining(" "));
        }
    }
}
