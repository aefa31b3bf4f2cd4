package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.compare.Recorded;
import dev.plimsoll.cli.compare.Recorded.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From logs to an exit code. */
class CompareCommandTest {
    @TempDir
    Path folder;

    private String log(String name, Recorded recorded) throws IOException {
        return recorded.to(folder.resolve(name)).toString();
    }

    /** Ten minutes, in intervals as of a tool that knows nothing of rounds. */
    private static Recorded tenMinutes(long seed) {
        return Recorded.seed(seed).lasting(600, 5);
    }

    private static JsonNode json(Cli run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    /** So many runs, a day apart. */
    private List<String> runs(String name, int count, double slower, double firstDay) throws IOException {
        var files = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var recorded = Recorded.seed(name.hashCode() + i)
                    .slower(slower)
                    .startingAt(Recorded.START + (firstDay + i) * 86_400);
            files.add(log(name + i + ".hlog", recorded));
        }
        return files;
    }

    private static Cli compare(List<String> baseline, List<String> candidate, String... options) {
        return Cli.run(Stream.of(
                        Stream.of("compare", "--baseline"),
                        baseline.stream(),
                        Stream.of("--candidate"),
                        candidate.stream(),
                        Stream.of(options))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    // --- rounds of one file a side

    @Test
    void shouldPassWhenRoundsAreAlike() throws IOException {
        var run = Cli.run("compare", log("a.hlog", tenMinutes(1)), log("b.hlog", tenMinutes(2)), "--round", "60s");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "Pass (NoWorse): none of 3 compared is worse (wrong in at most 5% of cases), the nearest: p99")
                .contains("so that 10% more is ruled out; 1 more had too few values, and is only shown")
                .contains("Advisory: all rounds are of one run a side");
    }

    @Test
    void shouldFailWhenRoundsAreSlower() throws IOException {
        var slower = tenMinutes(2).slower(1.15);
        var run = Cli.run("compare", log("a.hlog", tenMinutes(1)), log("b.hlog", slower), "--round", "60s");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("Fail (Worse): 3 of 3 compared are worse")
                .contains("over 6 rounds the ratio is 1.1");
    }

    /** What both are at the same instant belongs into the same round, whoever began first. */
    @Test
    void shouldAlignRoundsByTheClockWhenOneBeganLater() throws IOException {
        var later = tenMinutes(2).startingAt(Recorded.START + 90);
        var run = Cli.run("compare", log("a.hlog", tenMinutes(1)), log("b.hlog", later), "--round", "60s", "--json");

        assertThat(json(run).at("/baseline/replicates").asInt()).isEqualTo(8);
        assertThat(json(run).at("/candidate/replicates").asInt()).isEqualTo(8);
        // of each round the ten seconds of its begin are left out
        assertThat(json(run).at("/baseline/values").asInt()).isEqualTo(8 * 50 * 60);
    }

    @Test
    void shouldGiveNoVerdictWhenRoundsWereNotAtTheSameTime() throws IOException {
        var later = tenMinutes(2).startingAt(Recorded.START + 3_600);
        var run = Cli.run("compare", log("a.hlog", tenMinutes(1)), log("b.hlog", later), "--round", "60s");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("Inconclusive (NotConcurrent): the two were not recorded at the same time");
    }

    @ParameterizedTest
    @EnumSource(Times.class)
    void shouldCutRoundsHoweverALogTellsTheTime(Times times) throws IOException {
        var run = Cli.run(
                "compare",
                log("a.hlog", tenMinutes(1).times(times)),
                log("b.hlog", tenMinutes(2).times(times)),
                "--round",
                "1m",
                "--json");

        assertThat(json(run).path("by").asText()).isEqualTo("Rounds");
        assertThat(json(run).path("roundSeconds").asDouble()).isEqualTo(60);
        assertThat(json(run).at("/baseline/replicates").asInt()).isEqualTo(10);
        assertThat(json(run).path("verdict").asText()).isEqualTo("Pass");
        assertThat(run.out().contains("do not tell the time of day")).isEqualTo(times == Times.UNTOLD);
    }

    @Test
    void shouldCompareNoMoreRoundsThanWerePlanned() throws IOException {
        var run = Cli.run(
                "compare",
                log("a.hlog", Recorded.seed(1).lasting(1_500, 5)),
                log("b.hlog", Recorded.seed(2).lasting(1_500, 5)),
                "--round",
                "60s",
                "--json");

        assertThat(json(run).at("/baseline/replicates").asInt()).isEqualTo(20);
        assertThat(json(run).at("/notes/0").asText())
                .isEqualTo("there are 25 rounds, and the first 20 are compared; say --max-rounds before you look at the"
                        + " first");
    }

    @Test
    void shouldSayHowManyRoundsAreMissingWhenThereAreTooFew() throws IOException {
        var run = Cli.run("compare", log("a.hlog", tenMinutes(1)), log("b.hlog", tenMinutes(2)), "--round", "2m");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("(TooFewRounds)", "there are 5 of the 6 rounds it takes; record longer");
    }

    // --- files as rounds

    @Test
    void shouldPairFilesInTheirOrderWhenTheyWereRecordedTogether() throws IOException {
        var run = compare(runs("a", 6, 1, 0), runs("b", 6, 1, 0.01), "--paired");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("Pass (NoWorse)", "over 6 rounds").doesNotContain("Advisory");
    }

    @Test
    void shouldGiveNoVerdictWhenPairsLieApart() throws IOException {
        var run = compare(runs("a", 6, 1, 0), runs("b", 6, 1, 7), "--paired");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("Inconclusive (NotConcurrent)", "leave out --paired");
    }

    // --- whole runs

    @ParameterizedTest
    @CsvSource({"1,0,Pass (NoWorse)", "1.2,1,Fail (Worse)"})
    void shouldJudgeWholeRunsWhenThereAreSixOfEach(double slower, int exitCode, String verdict) throws IOException {
        var run = compare(runs("a", 6, 1, 0), runs("b", 7, slower, 7));

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
        assertThat(run.out()).contains(verdict, "6 runs, ", "7 runs, ", "over 6 runs a side the ratio is ");
    }

    @Test
    void shouldShowTheEffectAndGiveNoVerdictWhenThereIsOneRunOfEach() throws IOException {
        var run = Cli.run(
                "compare",
                log("a.hlog", Recorded.seed(1)),
                log("b.hlog", Recorded.seed(2).slower(2)));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("(large)")
                .containsPattern("p50 .* 1\\.963 +- +Inconclusive \\(TooFewRuns\\)")
                .contains("1 run of the baseline and 1 run of the candidate do not tell how much runs differ by"
                        + " themselves; give at least 6 runs a side, or --round 60s if both ran at the same time");
    }

    @Test
    void shouldSayWhatWouldHelpWhenRunsDifferTooMuch() throws IOException {
        var baseline = new ArrayList<String>();
        var candidate = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            baseline.add(log("a" + i, Recorded.seed(i).scattered(0.2)));
            candidate.add(log("b" + i, Recorded.seed(6 + i).scattered(0.2)));
        }
        var run = compare(baseline, candidate);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("(Undecided)").containsPattern("about \\d+ runs a side would decide");
    }

    // --- what a number is

    /** The same requests in another unit are the same comparison. */
    @ParameterizedTest
    @ValueSource(strings = {"ns", "us", "s"})
    void shouldDecideAlikeWhateverTheUnit(String unit) throws IOException {
        var logs = new ArrayList<String>();
        for (int side = 0; side < 2; side++) {
            var recorded = tenMinutes(side).slower(1 + 0.05 * side);
            var told = switch (unit) {
                case "ns" -> recorded;
                case "us" -> recorded.numbers(1e3, 1);
                default -> recorded.numbers(1e-3, 1).decimal();
            };
            logs.add(log(side + ".hlog", told));
        }
        var run = Cli.run("compare", logs.getFirst(), logs.getLast(), "--round", "60s", "--unit", unit, "--json");
        var median = json(run).at("/tags/0/percentiles/0");

        assertThat(median.path("ratio").asDouble()).isCloseTo(1.0525, within(0.0005));
        assertThat(median.path("baseline").asDouble() * perUnit(unit)).isCloseTo(9.97e6, within(5e4));
        assertThat(json(run).path("unit").asText()).isEqualTo(unit);
    }

    private static double perUnit(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us" -> 1e3;
            default -> 1e9;
        };
    }

    @Test
    void shouldShowPlainNumbersWhenNobodySaysTheUnit() throws IOException {
        var run = Cli.run(
                "compare",
                log("a.hlog", tenMinutes(1).numbers(1e3, 1)),
                log("b.hlog", tenMinutes(2).numbers(1e3, 1)),
                "--round",
                "60s");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Note: the logs do not say their unit, so numbers stand as they are; say it with --unit ns,"
                        + " us,")
                .containsPattern("p50 +\\d{4,5} +\\d{4,5} ");
    }

    @Test
    void shouldGiveNoVerdictWhenLogsAreTooCoarse() throws IOException {
        var run = Cli.run(
                "compare",
                log("a.hlog", tenMinutes(1).numbers(1, 1)),
                log("b.hlog", tenMinutes(2).numbers(1, 1)),
                "--round",
                "60s",
                "--unit",
                "ms");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains(
                        "Inconclusive (TooCoarse): p50 was 10ms at the candidate and 10ms at the baseline, and the logs"
                                + " know such a value only to 10% of itself; record in a finer unit");
    }

    // --- evidence

    @Test
    void shouldInsistOnAPercentileWhenItIsNamed() throws IOException {
        var logs = List.of(log("a.hlog", tenMinutes(1)), log("b.hlog", tenMinutes(2)));
        var run = Cli.run("compare", logs.getFirst(), logs.getLast(), "--round", "60s", "--percentile", "50,99.9");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("Inconclusive (TooFewSamples): p99.9 was")
                .contains("0 of the 6 rounds it takes count; round 1: the baseline has 3,000 values for p99.9, which"
                        + " needs 30,000; record longer, or send more")
                .contains("  and 7 more; --json has all")
                .containsPattern("p50 .* Pass \\(NoWorse\\)");
    }

    /** What passes must not have a step in it that nobody looked at. */
    @Test
    void shouldDecideOnePercentileOfEachTagWhenValuesAreFew() throws IOException {
        var baseline = tenMinutes(1)
                .tag("cart")
                .to(folder.resolve("a.hlog"), tenMinutes(2).tag("pay").rate(1));
        var candidate = tenMinutes(3)
                .tag("cart")
                .to(folder.resolve("b.hlog"), tenMinutes(4).tag("pay").rate(1));
        var run = Cli.run("compare", baseline.toString(), candidate.toString(), "--round", "60s");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(3);
        assertThat(run.out())
                .containsPattern("pay +p50 .* Inconclusive \\(TooFewSamples\\)")
                .containsPattern("pay +p95 .* not judged \\(TooFewSamples\\)")
                .contains("Inconclusive (TooFewSamples): p50 of pay was ");
    }

    /** The requests that it still answered may be the easy ones. */
    @Test
    void shouldGiveNoVerdictWhenTheCandidateStoppedAnswering() throws IOException {
        var half = tenMinutes(2).lasting(420, 5);
        var silent = tenMinutes(3).rate(0).startingAt(Recorded.START);
        var candidate = half.to(folder.resolve("b.hlog"), silent).toString();
        var run = Cli.run("compare", log("a.hlog", tenMinutes(1)), candidate, "--round", "60s");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(3);
        assertThat(run.out())
                .contains("Inconclusive (NotAnswering)")
                .contains("round 8: the candidate has 0 values for p50, which needs 60")
                .contains("Note: the candidate has 2,100 values a round, the baseline 3,000: a log knows nothing of"
                        + " errors");
    }

    @Test
    void shouldGiveNoVerdictWhenAStepWasNeverAnswered() throws IOException {
        var baseline = tenMinutes(1)
                .tag("cart")
                .to(folder.resolve("a.hlog"), tenMinutes(2).tag("pay"));
        var candidate = tenMinutes(3)
                .tag("cart")
                .to(folder.resolve("b.hlog"), tenMinutes(4).tag("pay").rate(0));
        var run = Cli.run("compare", baseline.toString(), candidate.toString(), "--round", "60s");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(3);
        assertThat(run.out())
                .contains(
                        "Inconclusive (NotAnswering): the candidate measured no value of pay, and the baseline 30,000");
    }

    @Test
    void shouldCompareOnlyTheTagsThatAreNamed() throws IOException {
        var baseline = tenMinutes(1)
                .tag("cart")
                .to(folder.resolve("a.hlog"), tenMinutes(2).tag("pay"));
        var candidate = tenMinutes(3).tag("cart").to(folder.resolve("b.hlog"));
        var run = Cli.run("compare", baseline.toString(), candidate.toString(), "--round", "60s", "--tag", "cart");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("p99 of cart was ").doesNotContain("pay");
    }

    @Test
    void shouldGiveNoVerdictWhenARunOfPlimsollHasNone() throws IOException {
        var good = Files.createDirectory(folder.resolve("good"));
        var bad = Files.createDirectory(folder.resolve("bad"));
        Recorded.seed(1).to(good.resolve("histograms.hlog"));
        Recorded.seed(2).to(bad.resolve("histograms.hlog"));
        Files.writeString(good.resolve("result.json"), "{\"reason\": \"ObjectiveMissed\"}");
        Files.writeString(bad.resolve("result.json"), "{\"reason\": \"GeneratorLimited\"}");

        var run = Cli.run(
                "compare", good.toString(), bad.resolve("run-result.json.gz").toString());
        assertThat(run.err()).contains("run-result.json.gz: there is no such file");

        run = Cli.run("compare", good.toString(), bad.resolve("result.json").toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("Inconclusive (DoubtfulRun): " + bad.resolve("result.json")
                        + " is of a run that carries no verdict itself (GeneratorLimited)");
    }

    @Test
    void shouldBeStableForMachines() throws IOException {
        var run = Cli.run(
                "compare", log("a.hlog", tenMinutes(1)), log("b.hlog", tenMinutes(2)), "--round", "60s", "--json");
        var json = json(run);

        assertThat(json.path("version").asInt()).isEqualTo(1);
        assertThat(json.path("tolerance").asDouble()).isEqualTo(0.02);
        assertThat(json.path("maxRegression").asDouble()).isEqualTo(0.1);
        assertThat(json.path("falseAlarmRate").asDouble()).isEqualTo(0.05);
        assertThat(json.at("/candidate/files/0").asText()).endsWith("b.hlog");
        assertThat(json.at("/tags/0/effect/shifts")).hasSize(9);
        var shown = json.at("/tags/0/percentiles/3");
        assertThat(shown.path("percentile").asDouble()).isEqualTo(99.9);
        assertThat(shown.path("baseline").isIntegralNumber()).isTrue();
        assertThat(shown.has("verdict")).isFalse();
        assertThat(shown.path("reason").asText()).isEqualTo("TooFewSamples");
        var p95 = json.at("/tags/0/percentiles/1");
        assertThat(p95.path("verdict").asText()).isEqualTo("Pass");
        assertThat(p95.path("ratio").asDouble())
                .isBetween(p95.path("low").asDouble(), p95.path("high").asDouble());
        assertThat(p95.path("replicates").asInt()).isEqualTo(6);
    }
}
