package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.compare.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What people and scripts get, word by word, from two logs as a database's load tool writes them: a tag for each kind
 * of operation, service and response time apart, intervals of 10 s. {@code -Dplimsoll.update=true} writes logs and
 * texts anew.
 */
class CompareGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/dev/plimsoll/cli/compare");

    @ParameterizedTest
    @CsvSource({
        "rounds, 1, --round 60s",
        "one-tag, 0, --round 60s --tag READ-rt --percentile 50 --percentile 95",
        "whole-runs, 3, --tag READ-rt",
        "json, 1, --round 60s --tag WRITE-rt --percentile 95 --json"
    })
    void shouldSayTheSameAsBefore(String name, int exitCode, String options) throws IOException {
        boolean update = Boolean.getBoolean("plimsoll.update");
        if (update) {
            write("baseline.hlog", 1, 1);
            write("candidate.hlog", 3, 1.25);
        }
        var files = Stream.of(
                "compare",
                CASES.resolve("baseline.hlog").toString(),
                CASES.resolve("candidate.hlog").toString());
        var run = Cli.run(Stream.concat(files, Stream.of(options.split(" "))).toArray(String[]::new));
        var golden = CASES.resolve(name + ".txt");
        if (update) {
            Files.writeString(golden, run.out());
        }
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
        assertThat(run.out()).isEqualTo(Files.readString(golden));
    }

    private static void write(String name, long seed, double slowerWrites) throws IOException {
        Files.createDirectories(CASES);
        recorded(seed)
                .tag("READ-rt")
                .to(CASES.resolve(name), recorded(seed + 1).tag("WRITE-rt").slower(slowerWrites));
    }

    private static Recorded recorded(long seed) {
        return Recorded.seed(seed).lasting(7 * 60, 10).rate(20).digits(2);
    }

    @Test
    void shouldBeFoundByThoseWhoAskForHelp() {
        assertThat(Cli.run("--help").out()).contains("compare", "Says whether a candidate is slower than a baseline");
        assertThat(Cli.run("compare", "--help").out())
                .contains(
                        "--baseline=FILE...",
                        "--round=DURATION",
                        "Exit codes: 0 Pass, 1 Fail, 2 bad input, 3 Inconclusive");
    }
}
