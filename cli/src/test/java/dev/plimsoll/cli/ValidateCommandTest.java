package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ValidateCommandTest {
    @Test
    void shouldPrintThePlanWhenFilesAreWellFormed() {
        var run = Cli.run("validate", "src/test/resources/dev/plimsoll/cli/run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "PerformanceBudget small-budget: 2 objectives",
                        "LoadTest long against http://127.0.0.1:1: 5m, up to 50/s, 1 runner",
                        "  stages      5m at 50/s",
                        "  arrivals    about 15,000 judged, 0 in the warm-up; at most 50/s",
                        "  scenarios   visit 100% (page)",
                        "  objectives  none: it passes when its numbers are complete",
                        "  runners     1",
                        "LoadTest open against http://127.0.0.1:1: 2.5s, up to 100/s, 1 runner",
                        "  stages      500ms at 100/s (warm-up), then 2s at 100/s",
                        "  arrivals    about 200 judged, 50 in the warm-up; at most 100/s",
                        "  scenarios   visit 100% (page)",
                        "  objectives  none: it passes when its numbers are complete",
                        "  runners     1",
                        "LoadTest small against http://nowhere.default.svc: 2.5s, up to 4 users, 1 runner",
                        "  stages      500ms at 4 users (warm-up), then 2s at 4 users",
                        "  scenarios   visit 100% (page)",
                        "  objectives  p50 of response time <= 100ms, error rate <= 5%",
                        "  runners     1");
    }

    @Test
    void shouldPrintEachPhaseWithTheStagesOfItsShape() {
        var run = Cli.run("validate", "../examples/phases");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "PerformanceBudget ordinary-day: 2 objectives",
                        "PerformanceBudget rush: 2 objectives",
                        "LoadTest phases against http://demo-service.default.svc:8080: 50s, 3 phases, 1 runner",
                        "  phase       smoke from 0s to 10s",
                        "  stages      10s at 5/s",
                        "  arrivals    about 50 judged, 0 in the warm-up; at most 5/s",
                        "  scenarios   shop 25% (login, cart), browse 75% (page)",
                        "  objectives  none: it passes when its numbers are complete",
                        "  phase       ordinary-day from 10s to 50s",
                        "  stages      5s from 0/s to 40/s, then 30s at 40/s, then 5s from 40/s to 0/s",
                        "  arrivals    about 1,400 judged, 0 in the warm-up; at most 40/s",
                        "  scenarios   shop 25% (login, cart), browse 75% (page)",
                        "  objectives  p99 of response time <= 300ms, error rate <= 1%",
                        "  phase       rush from 25s to 34s",
                        "  stages      2s from 0/s to 150/s, then 5s at 150/s, then 2s from 150/s to 0/s",
                        "  arrivals    about 1,050 judged, 0 in the warm-up; at most 150/s",
                        "  scenarios   browse 100% (page)",
                        "  objectives  p99 of response time <= 2s, error rate <= 5%",
                        "  runners     1",
                        "  aborts at   error rate above 50% for 5s");
    }

    /** As `kubectl get loadtest,performancebudget -o yaml` writes them. */
    @Test
    void shouldPlanTheItemsWhenInputIsAList() throws IOException {
        var items = Files.readString(Path.of("src/test/resources/dev/plimsoll/cli/run/test.yaml"))
                .replaceAll("(?m)^(?!---)", "  ")
                .replaceAll("(?m)^---$", "")
                .replace("  apiVersion", "- apiVersion");
        var list = "apiVersion: v1\nitems:\n" + items + "\nkind: List\nmetadata: {resourceVersion: \"\"}\n";

        var run = Cli.runWithInput(list, "validate", "-");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("PerformanceBudget small-budget: 2 objectives", "LoadTest small against", "p50 of response");
    }

    @Test
    void shouldSayWhenATestWithAScheduleRuns() {
        var run = Cli.run("validate", "../examples/nightly");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).contains("  schedule    30 1 * * * in Europe/Berlin");
    }

    @Test
    void shouldRefuseWhatAClusterRefusesWhenAScheduleSaysNoTimes() throws IOException {
        var nightly = Files.readString(Path.of("../examples/nightly/30-loadtest.yaml"))
                .replace("'30 1 * * *'", "'30 1 31 4 *'")
                .replace("Europe/Berlin", "Europe/Berln")
                .replace("'2027-01-07'", "'2026-12-01'")
                .replace("{passed: 30, failed: 30}", "{maxAge: 0s}");

        var run = Cli.runWithInput(nightly, "validate", "-");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "spec.schedule.cron: \"30 1 31 4 *\" never comes",
                        "spec.schedule.timeZone: \"Europe/Berln\" is no time zone",
                        "spec.schedule.blackout[1]: \"2026-12-20 to 2026-12-01\" ends before it begins",
                        "spec.history.maxAge: \"0s\" would keep no run at all");
    }

    /** Java would end with 1, which says that the service is too slow. */
    @Test
    void shouldNotSayFailWhenJavaItselfFails() {
        var tooDeep = new ByteArrayInputStream(new byte[0]) {
            @Override
            public synchronized byte[] readAllBytes() {
                throw new StackOverflowError("of the test");
            }
        };

        var run = Cli.runWithInput(tooDeep, "validate", "-");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("StackOverflowError: of the test");
    }

    @Test
    void shouldTellItsVersionWhenAsked() {
        assertThat(Cli.run("--version").out()).matches("plimsoll [0-9].* \\(Java [0-9].*\\)\\R");
    }
}
