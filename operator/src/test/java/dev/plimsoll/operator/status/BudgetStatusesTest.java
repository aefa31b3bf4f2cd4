package dev.plimsoll.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.PerformanceBudget;
import dev.plimsoll.api.v1alpha1.PerformanceBudgetStatus.LastVerdict;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.operator.testing.Resources;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetStatusesTest {
    private final BudgetStatuses statuses =
            new BudgetStatuses(new Conditions(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC)));
    private final PerformanceBudget budget = Resources.budget("""
        metadata: {name: slo, generation: 1}
        spec: {objectives: [{name: x, metric: ErrorRate, max: 1%}]}
        """);

    @Test
    void shouldKeepTheLatestTenWhenThereAreMoreRuns() {
        var runs = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> run("a-" + i, "Pass", "2026-11-22T10:00:%02dZ".formatted(i), "slo: Pass"))
                .toList();

        var status = statuses.of(budget, "", runs, List.of());

        assertThat(status.lastRun()).isEqualTo("a-12");
        assertThat(status.lastVerdicts())
                .hasSize(10)
                .extracting(LastVerdict::run)
                .startsWith("a-12", "a-11");
    }

    @Test
    void shouldRememberRunsWhenTheyWereDeleted() {
        budget.setStatus(
                statuses.of(budget, "", List.of(run("a-1", "Pass", "2026-11-22T10:00:01Z", "slo: Pass")), List.of()));

        assertThat(statuses.of(budget, "", List.of(), List.of())).isEqualTo(budget.getStatus());
    }

    @ParameterizedTest
    @CsvSource({
        "Fail, 'slo: Pass, other: Fail', Pass",
        "Fail, 'slo: Pass, slo: Fail', Fail",
        "Inconclusive, 'slo: Pass', Inconclusive",
        "Warn, 'slo: Pass, slo: Warn', Warn"
    })
    void shouldTellItsOwnVerdictWhenARunHasSeveralBudgets(String ofRun, String objectives, Verdict expected) {
        var run = run("a-1", ofRun, "2026-11-22T10:00:01Z", objectives);

        assertThat(statuses.of(budget, "", List.of(run), List.of()).verdict()).isEqualTo(expected);
    }

    @Test
    void shouldNotBeReadyWhenThereAreProblems() {
        assertThat(statuses.of(budget, "spec.objectives[0].max: says no limit", List.of(), List.of())
                        .conditions())
                .singleElement()
                .satisfies(condition -> {
                    assertThat(condition.getStatus()).isEqualTo("False");
                    assertThat(condition.getReason()).isEqualTo("InvalidSpec");
                });
    }

    private static LoadTestRun run(String name, String verdict, String time, String objectives) {
        var list = new StringBuilder();
        for (var objective : objectives.split(", ", -1)) {
            var parts = objective.split(": ", -1);
            list.append("{budget: %s, name: x, verdict: %s, limit: '', samples: 1, reason: r, message: m},"
                    .formatted(parts[0], parts[1]));
        }
        return Resources.loadTestRun("""
            metadata: {name: %s}
            spec: {loadTest: a}
            status: {verdict: %s, completedAt: '%s', objectives: [%s]}
            """.formatted(name, verdict, time, list));
    }
}
