package dev.plimsoll.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.ComparisonStatus;
import dev.plimsoll.api.v1alpha1.ComparisonStatus.Placement;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.FrozenBudget;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus.ComparedStatus;
import dev.plimsoll.api.v1alpha1.OverrideStatus;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.judge.Compared;
import dev.plimsoll.engine.judge.ComparisonProgress;
import dev.plimsoll.engine.judge.Contrast;
import dev.plimsoll.engine.judge.Judgement;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.ObjectiveJudgement;
import dev.plimsoll.engine.judge.Reason;
import dev.plimsoll.engine.judge.Selector;
import dev.plimsoll.engine.judge.Severity;
import dev.plimsoll.engine.judge.Statistic;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.engine.judge.Totals;
import dev.plimsoll.engine.judge.ValueRange;
import dev.plimsoll.engine.judge.Verdict;
import dev.plimsoll.operator.testing.Resources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonStatusesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final double MILLI = 1e6;
    private static final Whereabouts TOGETHER = Whereabouts.of(Set.of("n1"), Set.of("n1"));
    private static final Whereabouts APART = Whereabouts.of(Set.of("n1", "n2"), Set.of("n3"));
    private static final String REGRESSION =
            "{name: no slower, metric: ResponseTime, percentile: 99, maxRegression: 10%}";

    private final RunStatuses statuses = new RunStatuses(new Conditions(Clock.fixed(NOW, ZoneOffset.UTC)));
    private final LoadTestRun run = Resources.loadTestRun("metadata: {name: a-1, generation: 3}\nspec: {loadTest: a}");

    private void planned(String budget) {
        var spec = Resources.budget("spec: " + budget).getSpec();
        run.setStatus(
                statuses.planned(run, "http://b against http://a", List.of(new FrozenBudget("slo", 1L, spec)), 1));
    }

    private void started(Whereabouts whereabouts) {
        run.setStatus(statuses.placed(run, whereabouts));
        run.setStatus(statuses.started(run, NOW, List.of(), "a-1-result"));
    }

    private LoadTestRunStatus judged(Verdict verdict, Whereabouts atTheEnd) {
        var objective = new Objective.Regression(
                "no slower",
                Selector.ALL,
                new Compared.Time(Objective.Clock.RESPONSE, new Statistic.Percentile(99)),
                0.02,
                0.1,
                Severity.FAIL);
        var judgement = new Judgement(
                verdict,
                Reason.ALL_OBJECTIVES_MET,
                "the objective is met",
                List.of(new ObjectiveJudgement(
                        "",
                        "slo",
                        objective,
                        verdict,
                        0.031,
                        new ValueRange(-0.01, 0.056),
                        599,
                        Reason.NO_WORSE,
                        "3.1% more",
                        new Contrast(45 * MILLI, 46.4 * MILLI, 7, 0.03, 0))),
                new Totals(Counts.NONE, 1, 100, 99.8, 98, 0, null, null, 0, List.of()),
                List.of(),
                new ComparisonProgress(7, 20, 1, 1, List.of("round 3: the generator was late"), true));
        var plan = new RunPlan(
                RunPlan.VERSION,
                "shop/a-1",
                new Target("http", "a", 80, "", null),
                new Load.Open(Load.Arrivals.UNIFORM, List.of(new Load.Stage(1, 1, 1, false))),
                List.of(),
                1,
                1,
                1,
                1);
        var result = new RunResult(
                RunPlan.VERSION, plan, 0, List.of(), 1, List.of(), StopCause.DECIDED.because("all was decided"));
        return statuses.judged(run, result, judgement, atTheEnd);
    }

    @Test
    void shouldBeCompleteWhenItEndedBecauseAllWasDecided() {
        planned("{objectives: [" + REGRESSION + "]}");
        started(TOGETHER);
        var status = judged(Verdict.PASS, TOGETHER);
        assertThat(status.phase()).isEqualTo(dev.plimsoll.api.v1alpha1.RunPhase.Complete);
        assertThat(status.advisory()).isNull();
        assertThat(met(status)).isEqualTo("True:AllObjectivesMet");
        assertThat(status.comparison())
                .isEqualTo(new ComparisonStatus(
                        "7/20",
                        "1/1",
                        List.of("round 3: the generator was late"),
                        Placement.SameNodes,
                        "the pods of both sides run on the same nodes: n1"));
        var objective = Objects.requireNonNull(status.objectives()).getFirst();
        assertThat(objective.compared()).isEqualTo(new ComparedStatus("45ms", "46.4ms", 7));
        assertThat(objective.limit()).isEqualTo("<= +10%");
        assertThat(objective.measured()).isEqualTo("+3.1%");
        assertThat(objective.confidenceInterval()).isEqualTo("-1%..+5.6%");
    }

    @Test
    void shouldBeAdvisoryWhenTheSidesRunApartAtTheBeginOrAtTheEnd() {
        for (var looks : List.of(List.of(APART, TOGETHER), List.of(TOGETHER, APART))) {
            planned("{objectives: [" + REGRESSION + "]}");
            started(looks.getFirst());
            var status = judged(Verdict.PASS, looks.getLast());
            assertThat(status.advisory()).isTrue();
            assertThat(status.advisoryReason()).isEqualTo("DifferentNodes");
            assertThat(status.verdict()).isEqualTo(dev.plimsoll.api.v1alpha1.Verdict.Pass);
            assertThat(met(status)).isEqualTo("Unknown:DifferentNodes");
            assertThat(status.message())
                    .isEqualTo(
                            "the objective is met; advisory, for the pods of the baseline run on n1, n2, those of the"
                                + " candidate on n3, and the nodes may be what differs: let both sides run on the same"
                                + " nodes, or set acceptDifferentNodes in the budget");
            run.setStatus(null);
        }
    }

    @Test
    void shouldCountWhenTheBudgetAcceptsDifferentNodes() {
        planned("{acceptDifferentNodes: true, objectives: [" + REGRESSION + "]}");
        started(APART);
        var status = judged(Verdict.PASS, APART);
        assertThat(status.advisory()).isNull();
        assertThat(Objects.requireNonNull(status.comparison()).placement()).isEqualTo(Placement.DifferentNodes);
        assertThat(met(status)).isEqualTo("True:AllObjectivesMet");
    }

    @Test
    void shouldNotBeAdvisoryWhenThereIsNoVerdictAnyway() {
        planned("{objectives: [" + REGRESSION + "]}");
        started(APART);
        assertThat(judged(Verdict.INCONCLUSIVE, APART).advisory()).isNull();
    }

    @Test
    void shouldSayWhyNobodyKnowsWhereTheSidesRun() {
        assertThat(Whereabouts.of(Set.of("n1"), Set.of()))
                .isEqualTo(new Whereabouts(
                        Placement.Unknown,
                        "the Service of the candidate has no pod that is ready, so nobody can say whether both sides"
                                + " run on the same nodes"));
    }

    @Test
    void shouldTellHowFarItIsWhileTheLoadIsSent() {
        planned("{objectives: [" + REGRESSION + "]}");
        started(TOGETHER);
        var status = statuses.running(run, 100, 99, 5_000_000, new ComparisonProgress(3, 20, 0, 2, List.of(), false));
        assertThat(status.message())
                .isEqualTo("the load is sent: 3 of at most 20 rounds are over, 0 of 2 objectives that compare are"
                        + " decided");
        assertThat(Objects.requireNonNull(status.comparison()).rounds()).isEqualTo("3/20");
        assertThat(status.comparison().placement()).isEqualTo(Placement.SameNodes);
    }

    @Test
    void shouldShowAnOverrideAndLeaveTheVerdict() {
        planned("{objectives: [" + REGRESSION + "]}");
        started(TOGETHER);
        var measured = judged(Verdict.FAIL, TOGETHER);
        var override = new OverrideStatus("known", "2026-11-23T10:00:00Z");
        var status = RunStatuses.overridden(measured, new Overrides.Reading(override, null, Duration.ofDays(1)));
        assertThat(status.override()).isEqualTo(override);
        assertThat(status.verdict()).isEqualTo(measured.verdict());
        assertThat(RunStatuses.overridden(status, Overrides.Reading.NONE)).isEqualTo(measured);
    }

    private static String met(LoadTestRunStatus status) {
        var met = Conditions.find(status.conditions(), ConditionType.BudgetMet).orElseThrow();
        return met.getStatus() + ":" + met.getReason();
    }
}
