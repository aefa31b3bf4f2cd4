package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exit code 2, one line for each thing to mend, and no load. */
class BadInputTest {
    private static final String TEST = "src/test/resources/dev/plimsoll/cli/run/test.yaml";
    private static final String LONG = "src/test/resources/dev/plimsoll/cli/run/long.yaml";

    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "run " + TEST,
                        TEST
                                + ":5: LoadTest small: spec.target.service: is a Service of a cluster, which this"
                                + " machine does not know; say where it is reached from here, with --target URL"),
                Arguments.of(
                        "run " + TEST + " --target 127.0.0.1:80",
                        "--target: \"127.0.0.1:80\" is no base URL; write one such as http://127.0.0.1:8080"),
                Arguments.of(
                        "run " + TEST + " " + LONG + " --name longer",
                        "--name: there is no LoadTest \"longer\" in the files; they hold small, long"),
                Arguments.of("run " + LONG + " --runners 0", "--runners: 0 is not from 1 to 64 processes"),
                Arguments.of("run " + LONG + " --ca-file no.pem", "--ca-file: no.pem is no file that can be read"),
                Arguments.of("run", "Missing required parameter: 'FILE'"),
                Arguments.of("validate nothing.yaml", "nothing.yaml: there is no such file or folder; check the path"),
                Arguments.of(
                        "compare a.hlog",
                        "1 file is named; say which is which: two files, the baseline first, or --baseline FILE..."
                                + " --candidate FILE..."),
                Arguments.of("compare a b c", "3 files are named; say which is which"),
                Arguments.of(
                        "compare --baseline a b", "--baseline and --candidate: both are needed, and no file without"),
                Arguments.of("compare a --baseline b --candidate c", "one of them; found 1, 1 and 1"),
                Arguments.of("compare a.hlog b.hlog", "a.hlog: there is no such file or folder; check the path"),
                Arguments.of("compare a b --round 60", "--round: \"60\" is not a duration: write digits and a unit"),
                Arguments.of("compare a b --round 0s", "--round: \"0s\" is no time at all; write one such as 60s"),
                Arguments.of("compare a b --round 60s --paired", "--paired and --round: both cannot be"),
                Arguments.of(
                        "compare --round 60s --baseline a b --candidate c",
                        "--round: cuts one file a side, and there are 2 and 1; use --paired"),
                Arguments.of(
                        "compare --paired --baseline a b --candidate c",
                        "--paired: 2 files of the baseline and 1 of the candidate are no pairs; name as many of both"),
                Arguments.of("compare a b --percentile 100", "--percentile: 100 is not between 0 and 100; write one"),
                Arguments.of("compare a b --unit sec", "--unit: \"sec\" is none; write one of ns, us, ms, s"),
                Arguments.of("compare a b --tolerance 2", "--tolerance: \"2\" is not a percentage: write digits"),
                Arguments.of(
                        "compare a b --tolerance 12%",
                        "--max-regression: 10% must be above 0%, and no less than --tolerance, which is 12%"),
                Arguments.of(
                        "compare a b --false-alarm-rate 30%", "--false-alarm-rate: 30% must be above 0% and below 20%"),
                Arguments.of("compare a b --min-rounds 3", "--min-rounds: 3 is not from 4 to 20"),
                Arguments.of(
                        "compare a b --max-rounds 5", "--max-rounds: 5 is not from 6, which is --min-rounds, to 60"),
                Arguments.of(
                        "gate checkout", "\"checkout\" names no LoadTest: write NAMESPACE/NAME, such as shop/checkout"),
                Arguments.of("gate shop/Checkout", "\"shop/Checkout\" names no LoadTest: write NAMESPACE/NAME"),
                Arguments.of(
                        "gate shop/checkout --baseline 7f4b",
                        "--baseline: 7f4b says something of a revision, and none is named; add --revision REVISION"),
                Arguments.of(
                        "gate shop/checkout --revision v1 --rollout Job/checkout",
                        "--rollout: \"Job/checkout\" is none: write KIND/NAME, such as Rollout/checkout; kinds are"
                                + " Deployment, Rollout, Canary, Other"),
                Arguments.of("gate shop/checkout --revision v1 --attempt 0", "--attempt: 0 is below 1"),
                Arguments.of("gate shop/checkout --timeout 0s", "--timeout: \"0s\" is no time at all; write one such"),
                Arguments.of("gate shop/checkout --timeout 60", "--timeout: \"60\" is not a duration: write digits"),
                Arguments.of("rnu", "Unmatched argument at index 0: 'rnu'"),
                Arguments.of("", "Say what to do: run, validate, compare, gate, stop or demo."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldSayWhatToDoWhenCommandIsWrong(String command, String said) {
        var run = Cli.run(command.isEmpty() ? new String[0] : command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldFindWhatCrossesDocumentsWhenEachIsWellFormed() throws IOException {
        var yaml = Files.readString(Path.of(TEST))
                .replace("name: small-budget}]", "name: other-budget}]")
                .replace("duration: 2s", "duration: 0s");

        var run = Cli.runWithInput(yaml, "run", "-", "--target", "http://127.0.0.1:1", "--output", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith("(stdin):12: LoadTest small: spec.load.stages[0].duration: \"0s\" "))
                .contains(
                        "(stdin):17: LoadTest small: spec.budgets[0].name: no PerformanceBudget \"other-budget\" is in"
                            + " the files (they hold small-budget); add its file to the command, or correct the name");
        assertThat(folder).isEmptyDirectory();
    }

    static Stream<Arguments> notYaml() {
        return Stream.of(
                Arguments.of(
                        "kind: LoadTest\nmetadata: {}\nspec: \"\u0007\"\n",
                        "\\(stdin\\):3: this is no YAML: the character U\\+0007 may not stand here; remove it"),
                Arguments.of(
                        "a: &a [1]\nb:\n" + "- *a\n".repeat(51),
                        "\\(stdin\\):5\\d: this cannot be read: Number of aliases .*"),
                Arguments.of(
                        "- 12345\n".repeat(400_000),
                        "\\(stdin\\):\\d+: this cannot be read: The incoming YAML document exceeds the limit.*"));
    }

    @ParameterizedTest
    @MethodSource("notYaml")
    void shouldSayWhereWhenTheReaderStops(String yaml, String said) {
        var run = Cli.runWithInput(yaml, "validate", "-");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err().strip()).matches(said);
    }

    @Test
    void shouldRefuseTwinsWhenOneLeavesOutTheDefaultNamespace() throws IOException {
        var yaml = Files.readString(Path.of(TEST));
        var budget = yaml.substring(yaml.indexOf("---\n"));
        var twin = budget.replace("name: small-budget", "name: small-budget, namespace: default");

        var run = Cli.runWithInput(yaml + twin, "validate", "-");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .contains("(stdin):29: PerformanceBudget small-budget: metadata.name: there is another one");
    }

    /** Not by its permissions, which do not keep root out, but by a path that is longer than the system takes. */
    @Test
    void shouldNameTheFolderWhenOneInsideCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("test.yaml"), Files.readString(Path.of(TEST)));
        var half = ("/" + "x".repeat(250)).repeat(9);
        var upper = Files.createDirectories(Path.of(folder + half));
        var lower = Files.createDirectories(Path.of(folder + "/lower" + half));
        var moved = Files.move(folder.resolve("lower"), upper.resolve("lower"));
        try {
            var run = Cli.run("validate", folder.toString());

            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).startsWith(moved.toString()).contains("cannot be read: ");
        } finally {
            Files.move(moved, folder.resolve("lower"));
            assertThat(lower).isDirectory();
        }
    }

    @Test
    void shouldPointIntoTheBudgetOfItsNamespaceWhenAnotherHasTheName() throws IOException {
        var yaml = Files.readString(Path.of(TEST));
        var budget = yaml.substring(yaml.indexOf("---\n"));
        var elsewhere = budget.replace("name: small-budget", "name: small-budget, namespace: elsewhere");

        var run = Cli.runWithInput(
                elsewhere + "---\n" + yaml.replace("max: 5%", "min: 5/s"),
                "run",
                "-",
                "--target",
                "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("(stdin):34: PerformanceBudget small-budget: spec.objectives[1].max: ");
    }

    @Test
    void shouldPointIntoTheBudgetWhenTheBudgetIsWrong() throws IOException {
        var yaml = Files.readString(Path.of(TEST)).replace("max: 5%", "min: 5/s");

        var run = Cli.runWithInput(yaml, "validate", "-");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("(stdin):25: PerformanceBudget small-budget: spec.objectives[1].max: ");
    }
}
