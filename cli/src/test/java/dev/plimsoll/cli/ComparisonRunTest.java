package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two targets on loopback, held against each other by a real runner. */
class ComparisonRunTest {
    private static final String GATE = "src/test/resources/dev/plimsoll/cli/compare/gate.yaml";
    private static final String TEST = "src/test/resources/dev/plimsoll/cli/compare/compare.yaml";

    @TempDir
    Path results;

    @Test
    void shouldFailEarlyWhenTheCandidateIsSlower() throws IOException {
        try (var baseline = Target.answeringAfterMillis(10);
                var candidate = Target.answeringAfterMillis(40)) {
            var run = run(baseline.url(), candidate.url());

            assertThat(run.exitCode()).as(run.err() + run.out()).isIn(1, 3);
            assertThat(run.out()).contains("Compared in", "of at most 8 rounds", "COMPARED", "BASELINE", "CANDIDATE");
            var result = result();
            if (run.exitCode() == 1) { // a machine that is busy makes it Inconclusive
                assertThat(result.at("/stopReason").asText()).startsWith("Decided: ");
                assertThat(result.at("/comparison/rounds").asInt()).isBetween(4, 7);
                assertThat(result.at("/objectives/0/reason").asText()).isEqualTo("Worse");
                assertThat(result.at("/objectives/0/compared/difference").asDouble())
                        .isGreaterThan(0.5);
            }
            assertThat(Math.abs(baseline.requests() - candidate.requests()))
                    .as("both get the same load: %d and %d", baseline.requests(), candidate.requests())
                    .isLessThan(50);
        }
    }

    @Test
    void shouldBeInconclusiveWhenTheCandidateIsNotThere() throws IOException {
        try (var baseline = Target.answeringAfterMillis(1)) {
            var run = run(baseline.url(), Target.nobody());

            assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(3);
            assertThat(result().at("/reason").asText()).isIn("NotAnswering", "GeneratorLimited");
            assertThat(result().at("/comparison/rounds").asInt())
                    .as("nobody waits for all rounds")
                    .isLessThan(8);
        }
    }

    @Test
    void shouldSayWhichOptionIsMissingWhenASideIsAService() {
        var run = Cli.run("run", TEST, "--baseline", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("spec.comparison.candidate.service")
                .contains("--candidate URL")
                .doesNotContain("--baseline URL");
    }

    @Test
    void shouldRefuseAnOptionThatChangesNothing() {
        assertThat(Cli.run("run", TEST, "--target", "http://127.0.0.1:1").err())
                .contains("--target: the LoadTest compares two targets");
        assertThat(Cli.run("run", "src/test/resources/dev/plimsoll/cli/run/open.yaml", "--candidate", "http://a")
                        .err())
                .contains("--baseline and --candidate: the LoadTest compares nothing; use --target URL");
    }

    @Test
    void shouldPrintOneRoundWhenValidated() {
        assertThat(Cli.run("validate", TEST).out().lines())
                .containsExactly(
                        "PerformanceBudget no-slower: 2 objectives",
                        "LoadTest versions against baseline http://stable.default.svc and candidate"
                                + " http://canary.default.svc: at most 12s, up to 200/s, 1 runner",
                        "  rounds      4 to 8 of 1.5s, half of the load to each target",
                        "  stages      500ms at 200/s (warm-up), then 1s at 200/s",
                        "  arrivals    about 1,600 judged, 800 in the warm-up; at most 200/s",
                        "  scenarios   visit 100% (page)",
                        "  objectives  p50 of response time <= +50% of the baseline's, 20% is tolerated, error rate"
                                + " <= 5%",
                        "  runners     1");
    }

    @Test
    void shouldCompareBothRevisionsOfAGateWhereSomebodySaysWhereTheyAre() throws IOException {
        try (var baseline = Target.answeringAfterMillis(10);
                var candidate = Target.answeringAfterMillis(60)) {
            var run = run(GATE, baseline.url(), candidate.url());

            assertThat(run.exitCode()).as(run.err() + run.out()).isIn(1, 3);
            assertThat(run.out()).contains("Compared in", "of at most 8 rounds");
            assertThat(result().at("/comparison/rounds").asInt()).isBetween(1, 8);
            assertThat(baseline.requests())
                    .as("each gets half of the half that the gate allows")
                    .isBetween(1, 1300);
            assertThat(Math.abs(baseline.requests() - candidate.requests())).isLessThan(50);
        }
    }

    @Test
    void shouldSayWhichOptionsAGateTakes() {
        assertThat(Cli.run("run", GATE).err())
                .contains("spec.target.service: is a Service of a cluster")
                .contains("with --target URL, or --baseline URL and --candidate URL");
        assertThat(Cli.run("run", GATE, "--baseline", "http://127.0.0.1:1").err())
                .contains("spec.target.service")
                .contains("with --candidate URL")
                .doesNotContain("--baseline URL");
    }

    @Test
    void shouldPrintWhatAGateDoesWhenValidated() {
        assertThat(Cli.run("validate", GATE).out().lines())
                .containsExactly(
                        "PerformanceBudget ships-when: 1 objectives",
                        "LoadTest gated against baseline and candidate at http://checkout.default.svc: at most 12s, up"
                                + " to 200/s, 1 runner",
                        "  rounds      4 to 8 of 1.5s, half of the load to each target",
                        "  stages      500ms at 200/s (warm-up), then 1s at 200/s",
                        "  arrivals    about 1,600 judged, 800 in the warm-up; at most 200/s",
                        "  scenarios   visit 100% (page)",
                        "  objectives  p50 of response time <= +50% of the baseline's, 20% is tolerated",
                        "  runners     1",
                        "  gate        of Rollout/checkout, within 1h: Promote after Pass, Abort after Fail, Pause"
                                + " after Inconclusive");
    }

    private Cli run(String baseline, String candidate) {
        return run(TEST, baseline, candidate);
    }

    private Cli run(String test, String baseline, String candidate) {
        return Cli.run("run", test, "--baseline", baseline, "--candidate", candidate, "--output", results.toString());
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper().readTree(results.resolve("result.json").toFile());
    }
}
