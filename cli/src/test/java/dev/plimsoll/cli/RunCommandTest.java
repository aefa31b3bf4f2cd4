package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on a laptop, with real runner processes and a target on loopback. */
class RunCommandTest {
    private static final String TEST = "src/test/resources/dev/plimsoll/cli/run/test.yaml";
    private static final String OPEN = "src/test/resources/dev/plimsoll/cli/run/open.yaml";
    private static final String LONG = "src/test/resources/dev/plimsoll/cli/run/long.yaml";

    /** A machine that builds something else meanwhile takes long to start a process. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration ORPHANS_END = Duration.ofSeconds(4);

    @TempDir
    Path results;

    @Test
    void shouldPassAndKeepTheResultWhenObjectivesHold() throws IOException {
        try (var target = Target.answeringAfterMillis(0)) {
            var run = Cli.run("run", TEST, "--target", target.url(), "--output", results.toString());

            assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
            assertThat(run.out()).contains("Pass (AllObjectivesMet)", "median", "p50 of response time");
            assertThat(run.err()).contains("small against " + target.url(), results.toString());
            assertThat(result().at("/totals/sent").asInt()).isBetween(10, target.requests());
            assertThat(results)
                    .isDirectoryContaining("glob:**histograms.hlog")
                    .isDirectoryContaining("glob:**run-result.json.gz");
        }
    }

    /** A machine that is busy makes a phase Inconclusive; what its objective measured stands beside that. */
    @Test
    void shouldJudgeEachPhaseWhenATestHasSome() throws IOException {
        try (var target = Target.answeringAfterMillis(0)) {
            var run = Cli.run(
                    "run",
                    "src/test/resources/dev/plimsoll/cli/phases.yaml",
                    "--target",
                    target.url(),
                    "--output",
                    results.toString());

            assertThat(run.exitCode()).as(run.err() + run.out()).isIn(1, 3);
            assertThat(run.out()).contains("PHASE", "strict: impossible");
            assertThat(result().at("/phases/0/name").asText()).isEqualTo("easy");
            assertThat(result().at("/phases/0/verdict").asText()).isIn("Pass", "Inconclusive");
            assertThat(result().at("/phases/1/verdict").asText()).isIn("Fail", "Inconclusive");
            assertThat(result().at("/objectives/0/phase").asText()).isEqualTo("strict");
            assertThat(result().at("/objectives/0/verdict").asText()).isEqualTo("Fail");
            for (var phase : result().path("phases")) {
                assertThat(phase.at("/totals/judgedSeconds").asDouble()).isEqualTo(1);
                assertThat(phase.at("/totals/sent").asLong()).isPositive();
            }
        }
    }

    /** Whether it passes depends on how busy this machine is; that every slot is accounted for does not. */
    @Test
    void shouldShareTheScheduleWhenThereAreSeveralRunners() throws IOException {
        try (var target = Target.answeringAfterMillis(0)) {
            var run = Cli.run(
                    "run",
                    OPEN,
                    "--target",
                    target.url(),
                    "--runners",
                    "2",
                    "--json",
                    "--quiet",
                    "--output",
                    results.toString());

            assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
            var totals = new ObjectMapper().readTree(run.out()).path("totals");
            assertThat(totals.path("offered").asInt()).isBetween(199, 201);
            assertThat(totals.path("sent").asInt() + totals.path("missed").asInt())
                    .isEqualTo(totals.path("offered").asInt());
            assertThat(run.err()).doesNotContain("offered");
        }
    }

    @Test
    void shouldFailWhenTargetIsTooSlow() throws IOException {
        try (var target = Target.answeringAfterMillis(150)) {
            var run = Cli.run("run", TEST, "--target", target.url(), "--output", results.toString());

            assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(1);
            assertThat(run.out()).contains("Fail (ObjectiveMissed)");
        }
    }

    @Test
    void shouldFailAndNameTheErrorWhenNobodyListens() throws IOException {
        var run = Cli.run("run", TEST, "--target", Target.nobody(), "--output", results.toString());

        assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(1);
        assertThat(run.out()).contains("ConnectionRefused: ", "100%");
    }

    @Test
    void shouldWriteAPartialResultWhenCtrlCIsPressed() throws Exception {
        try (var target = Target.answeringAfterMillis(0)) {
            var process = longRun(target);
            await().atMost(PATIENCE).until(() -> target.requests() > 200);
            var runners = process.descendants().toList();
            assertThat(runners).isNotEmpty();

            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(result().path("verdict").asText()).isEqualTo("Inconclusive");
            assertThat(result().path("reason").asText()).isEqualTo("Interrupted");
            assertThat(result().at("/totals/sent").asInt()).isGreaterThan(50);
            await().atMost(ORPHANS_END) // later they end by themselves
                    .until(() -> runners.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void shouldBeInconclusiveWhenARunnerDies() throws Exception {
        try (var target = Target.answeringAfterMillis(0)) {
            var run = CompletableFuture.supplyAsync(
                    () -> Cli.run("run", LONG, "--target", target.url(), "--output", results.toString()));
            await().atMost(PATIENCE).until(() -> target.requests() > 60);

            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);

            var said = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(said.exitCode()).as(said.err() + said.out()).isEqualTo(3);
            assertThat(said.out()).contains("Inconclusive (RunnerLost)");
        }
    }

    @Test
    void shouldBeInconclusiveWhenTheResultIsLost() throws Exception {
        try (var target = Target.answeringAfterMillis(0)) {
            var run = CompletableFuture.supplyAsync(
                    () -> Cli.run("run", TEST, "--target", target.url(), "--output", results.toString()));
            await().atMost(PATIENCE).until(() -> target.requests() > 0);
            Files.createDirectory(results.resolve("result.json")); // where a file should go

            var said = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(said.exitCode()).as(said.err() + said.out()).isEqualTo(3);
            assertThat(said.err()).contains("the result is lost", results.toString());
        }
    }

    @Test
    void shouldKeepBothResultsWhenTwoNamespacesHaveTheName() throws Exception {
        var brief = Files.readString(Path.of(OPEN)).replace("duration: 2s", "duration: 500ms");
        var both = brief + "---\n" + brief.replace("name: open}", "name: open, namespace: shop}");
        try (var target = Target.answeringAfterMillis(0)) {
            var run = Cli.runWithInput(both, "run", "-", "--target", target.url(), "--output", results.toString());

            assertThat(results.resolve("default/open/result.json"))
                    .as(run.err())
                    .exists();
            assertThat(results.resolve("shop/open/result.json")).exists();
        }
    }

    @Test
    void shouldLeaveAnOlderResultAloneWhenOutputHasOne() throws IOException {
        Files.writeString(results.resolve("result.json"), "older");

        var run = Cli.run("run", OPEN, "--target", Target.nobody(), "--output", results.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--output: " + results + " is taken, by the result of another run");
        assertThat(results.resolve("result.json")).hasContent("older");
    }

    private Process longRun(Target target) throws IOException {
        return new ProcessBuilder(
                        // who started the tests in the background may have had Ctrl-C ignored, which is inherited
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.plimsoll.cli.Main",
                        "run",
                        LONG,
                        "--target",
                        target.url(),
                        "--output",
                        results.toString())
                .redirectOutput(Files.createTempFile("plimsoll", ".out").toFile())
                .redirectErrorStream(true)
                .start();
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper().readTree(results.resolve("result.json").toFile());
    }
}
