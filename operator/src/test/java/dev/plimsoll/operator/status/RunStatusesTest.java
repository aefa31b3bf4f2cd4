package dev.plimsoll.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.CapacityStatus;
import dev.plimsoll.api.v1alpha1.FindingStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRun;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus;
import dev.plimsoll.api.v1alpha1.LoadTestRunStatus.ErrorCount;
import dev.plimsoll.api.v1alpha1.ObjectiveStatus;
import dev.plimsoll.api.v1alpha1.RunPhase;
import dev.plimsoll.api.v1alpha1.Verdict;
import dev.plimsoll.engine.capacity.Capacity;
import dev.plimsoll.engine.capacity.Climb;
import dev.plimsoll.engine.capacity.Limit;
import dev.plimsoll.engine.capacity.LittlesLaw;
import dev.plimsoll.engine.capacity.PeakRange;
import dev.plimsoll.engine.capacity.Scalability;
import dev.plimsoll.engine.capacity.Step;
import dev.plimsoll.engine.contract.Connections;
import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.engine.judge.CapacityJudgement;
import dev.plimsoll.engine.judge.Judgement;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.ObjectiveJudgement;
import dev.plimsoll.engine.judge.PhaseJudgement;
import dev.plimsoll.engine.judge.Reason;
import dev.plimsoll.engine.judge.Selector;
import dev.plimsoll.engine.judge.Severity;
import dev.plimsoll.engine.judge.Statistic;
import dev.plimsoll.engine.judge.StepReading;
import dev.plimsoll.engine.judge.StopCause;
import dev.plimsoll.engine.judge.Totals;
import dev.plimsoll.engine.judge.ValueRange;
import dev.plimsoll.operator.testing.Resources;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStatusesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final long MILLI = 1_000_000;

    private final RunStatuses statuses = new RunStatuses(new Conditions(Clock.fixed(NOW, ZoneOffset.UTC)));
    private final LoadTestRun run = Resources.loadTestRun("metadata: {name: a-1, generation: 3}\nspec: {loadTest: a}");

    @Test
    void shouldProgressWhenPlanned() {
        var status = statuses.planned(run, "http://a", List.of(), 2);

        assertThat(status.phase()).isEqualTo(RunPhase.Starting);
        assertThat(status.pods()).isEqualTo("0/2");
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(words(status))
                .containsExactly(
                        "Started=False:WaitingForRunners",
                        "Progressing=True:Starting",
                        "Complete=False:Starting",
                        "Failed=False:NotFailed",
                        "Aborted=False:NotAborted",
                        "BudgetMet=Unknown:NotJudged");
    }

    @Test
    void shouldBeTheSameWhenToldTwice() {
        run.setStatus(statuses.gathering(run, 1, 2, "1 of 2 runners are there"));

        assertThat(statuses.gathering(run, 1, 2, "1 of 2 runners are there")).isEqualTo(run.getStatus());
    }

    @Test
    void shouldCompleteWhenFailedSoThatWaitingEnds() {
        var status = statuses.failed(run, "InvalidSpec", "spec.target.url: x: is no URL");

        assertThat(status.verdict()).isEqualTo(Verdict.Inconclusive);
        assertThat(status.completedAt()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(words(status))
                .containsExactly(
                        "Started=False:InvalidSpec",
                        "Progressing=False:InvalidSpec",
                        "Complete=True:InvalidSpec",
                        "Failed=True:InvalidSpec",
                        "Aborted=False:NotAborted",
                        "BudgetMet=Unknown:InvalidSpec");
    }

    @Test
    void shouldTellNumbersWithUnitsWhenJudged() {
        run.setStatus(statuses.started(run, NOW, List.of(), "a-1-result"));

        var status = statuses.judged(run, result(null), judgement(dev.plimsoll.engine.judge.Verdict.FAIL));

        assertThat(status.phase()).isEqualTo(RunPhase.Complete);
        assertThat(status.verdict()).isEqualTo(Verdict.Fail);
        assertThat(status.p99()).isEqualTo("212ms");
        assertThat(status.offeredRate()).isEqualTo("100/s");
        assertThat(status.achievedRate()).isEqualTo("99.8/s");
        assertThat(status.pods()).isEqualTo("1/2");
        assertThat(status.startSkew()).isEqualTo("140us");
        assertThat(status.totals())
                .isEqualTo(new LoadTestRunStatus.Totals(
                        600L,
                        599L,
                        590L,
                        9L,
                        2L,
                        1L,
                        List.of(new ErrorCount("Timeout", 4L), new ErrorCount("BadStatus", 5L)),
                        null,
                        null,
                        null));
        assertThat(status.objectives())
                .containsExactly(new ObjectiveStatus(
                        null,
                        "slo",
                        "p99",
                        Verdict.Fail,
                        null,
                        "<= 200ms",
                        "212ms",
                        "208ms..217ms",
                        null,
                        599L,
                        "AboveLimit",
                        "p99 was 212ms"));
        assertThat(words(status)).contains("Started=True:RunnersReady", "BudgetMet=False:ObjectiveMissed");
    }

    @Test
    void shouldSayWhatEachPhaseCameToWhenTheRunHasSome() {
        var rush = judgement(dev.plimsoll.engine.judge.Verdict.FAIL);
        var whole = new Judgement(
                rush.verdict(),
                rush.reason(),
                "1 of 1 phase failed",
                rush.objectives(),
                rush.totals(),
                List.of(new PhaseJudgement("rush", rush)));

        var status = statuses.judged(run, result(null), whole);

        assertThat(status.phases()).singleElement().satisfies(phase -> {
            assertThat(phase.name()).isEqualTo("rush");
            assertThat(phase.verdict()).isEqualTo(Verdict.Fail);
            assertThat(phase.reason()).isEqualTo("ObjectiveMissed");
            assertThat(phase.achievedRate()).isEqualTo("99.8/s");
            assertThat(phase.p99()).isEqualTo("212ms");
            assertThat(phase.totals().sent()).isEqualTo(599);
        });
        assertThat(statuses.judged(run, result(null), rush).phases())
                .as("a run without phases")
                .isNull();
    }

    @Test
    void shouldSumUpConnectionsWhenSomeWereOpened() {
        var times = Histograms.create();
        times.recordValue(3 * MILLI);
        var opened = new Connections(2, 1, 0, 0, Histograms.encode(times), EncodedHistogram.EMPTY);
        var intervals = Stream.of(opened, opened)
                .map(part -> new Interval(0, 0, MILLI, List.of(), GeneratorHealth.IDLE, part))
                .toList();
        var judgement = judgement(dev.plimsoll.engine.judge.Verdict.PASS);

        assertThat(statuses.judged(run, result(null, intervals), judgement).connections())
                .isEqualTo(new LoadTestRunStatus.Connections(4L, 2L, "3ms", null));
        assertThat(statuses.judged(run, result(null), judgement).connections()).isNull();
    }

    @Test
    void shouldTellWhatStandsOutWithoutChangingTheVerdict() {
        var times = Histograms.create();
        times.recordValueWithCount(20 * MILLI, 980);
        times.recordValueWithCount(900 * MILLI, 20);
        var encoded = Histograms.encode(times);
        var counts = new Counts(1_000, 1_000, 1_000, 0, 0, 0, Map.of());
        var series = new Series(new SeriesKey("buy", "cart", false), counts, encoded, encoded, encoded);
        var intervals = IntStream.range(0, 6)
                .mapToObj(second -> new Interval(
                        second,
                        second * 1_000L * MILLI,
                        (second + 1) * 1_000L * MILLI,
                        List.of(series),
                        GeneratorHealth.IDLE))
                .toList();

        var status = statuses.judged(run, result(null, intervals), judgement(dev.plimsoll.engine.judge.Verdict.PASS));

        assertThat(status.verdict()).isEqualTo(Verdict.Pass);
        assertThat(status.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.name()).isEqualTo("LatencyCliff");
            assertThat(finding.phase()).isNull();
            assertThat(finding.message()).startsWith("in 6s at a steady 100/s, p99 of response time was 900ms");
            assertThat(finding.numbers())
                    .contains(new FindingStatus.Figure("p95", "20ms"), new FindingStatus.Figure("ratio", "45"));
            assertThat(FindingStatuses.kind(finding)).isEqualTo(EventFactory.Kind.Warning);
        });
        assertThat(statuses.judged(run, result(null), judgement(dev.plimsoll.engine.judge.Verdict.PASS))
                        .findings())
                .isNull();
    }

    @Test
    void shouldTellWhatTheTargetCarriesWhenTheLoadClimbed() {
        var judged = judgement(dev.plimsoll.engine.judge.Verdict.PASS);
        var totals = judged.totals();
        var next = new Step(500, new Step.Exceeded(Limit.RESPONSE_TIME, "p99 was 412ms, limit 300ms"));
        var held = new Step(400, new Step.Sustained());
        var climb = Climb.of(List.of(held, next));
        var found = new CapacityJudgement(
                Capacity.of(List.of(climb, climb, climb)).orElseThrow(),
                400.0,
                new LittlesLaw(8.1, 8, 0.1),
                new Scalability(100, 0.03, 0.0005),
                new PeakRange(41, 47),
                20,
                List.of(
                        new StepReading(0, held, totals, List.of(), 0.02),
                        new StepReading(1, held, totals, List.of(), 0.02),
                        new StepReading(2, held, totals, List.of(), 0.02)));
        var judgement = new Judgement(
                judged.verdict(),
                Reason.CAPACITY_FOUND,
                "the target carries 400/s",
                List.of(),
                totals,
                List.of(),
                null,
                found);

        assertThat(statuses.judged(run, result(null), judgement).capacity())
                .isEqualTo(new CapacityStatus(
                        "400/s",
                        "400/s",
                        "400/s",
                        "75%",
                        "ResponseTime",
                        "500/s",
                        "p99 was 412ms, limit 300ms",
                        "3/3",
                        "400/s",
                        new CapacityStatus.LittlesLaw("8.1", "8", true),
                        new CapacityStatus.Scalability("0.03", "0.0005", "44", "41..47", "1360/s", true)));
        assertThat(statuses.judged(run, result(null), judged).capacity()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"PASS, True", "WARN, True", "FAIL, False", "INCONCLUSIVE, Unknown"})
    void shouldSayWhetherBudgetIsMetWhenJudged(dev.plimsoll.engine.judge.Verdict verdict, String met) {
        assertThat(words(statuses.judged(run, result(null), judgement(verdict))))
                .contains("BudgetMet=" + met + ":ObjectiveMissed");
    }

    @ParameterizedTest
    @CsvSource({"ABORTED, Aborted", "INTERRUPTED, Aborted", "DECIDED, Complete", "STOPPED, Complete"})
    void shouldBeAbortedWhenLoadWasEndedOnPurpose(StopCause cause, RunPhase phase) {
        var judgement = judgement(dev.plimsoll.engine.judge.Verdict.FAIL);

        assertThat(statuses.judged(run, result(cause.because("x")), judgement).phase())
                .isEqualTo(phase);
    }

    /** A server may refuse a condition without a message. */
    private static List<String> words(LoadTestRunStatus status) {
        assertThat(status.conditions())
                .allSatisfy(condition -> assertThat(condition.getMessage()).isNotBlank());
        return Objects.requireNonNull(status.conditions()).stream()
                .map(condition -> condition.getType() + "=" + condition.getStatus() + ":" + condition.getReason())
                .toList();
    }

    private static RunResult result(@Nullable String stopReason) {
        return result(stopReason, List.of());
    }

    private static RunResult result(@Nullable String stopReason, List<Interval> intervals) {
        var plan = new RunPlan(
                RunPlan.VERSION,
                "shop/a-1",
                new Target("http", "a", 80, "", null),
                new Load.Open(Load.Arrivals.UNIFORM, List.of(new Load.Stage(6_000 * MILLI, 100, 100, false))),
                List.of(),
                10,
                MILLI,
                MILLI,
                1);
        return new RunResult(
                RunPlan.VERSION,
                plan,
                0,
                intervals,
                2,
                List.of(
                        new ShardProgress(0, "a-1-0", "i0", 5, 140_000, Ending.COMPLETED),
                        new ShardProgress(1, "a-1-1", "i1", -1, 0, null)),
                stopReason);
    }

    @Test
    void shouldTellTheTenWorstChecksWhenMoreFailed() {
        var counts = new Counts(600, 599, 590, 0, 0, 0, Map.of(), 1_200, Map.of("total", 78L));
        var failed = IntStream.range(0, 12)
                .mapToObj(i -> new Totals.FailedCheck("buy", "cart", "check " + i, 12 - i))
                .toList();
        var totals = new Totals(counts, 6_000 * MILLI, 100, 99.8, 98, 0.015, null, null, 140_000, failed);
        var judgement =
                new Judgement(dev.plimsoll.engine.judge.Verdict.PASS, Reason.NO_OBJECTIVES, "ok", List.of(), totals);

        var status = Objects.requireNonNull(
                statuses.judged(run, result(null), judgement).totals());

        assertThat(status.checks()).isEqualTo(1_200);
        assertThat(status.failedChecks()).isEqualTo(78);
        assertThat(status.failedChecksByName())
                .hasSize(10)
                .startsWith(new LoadTestRunStatus.CheckFailures("buy", "cart", "check 0", 12L));
    }

    private static Judgement judgement(dev.plimsoll.engine.judge.Verdict verdict) {
        var objective = new Objective.Latency(
                "p99",
                Selector.ALL,
                Objective.Clock.RESPONSE,
                new Statistic.Percentile(99),
                200 * MILLI,
                Severity.FAIL);
        var counts = new Counts(600, 599, 590, 2, 1, 0, Map.of(ErrorKind.BAD_STATUS, 5L, ErrorKind.TIMEOUT, 4L));
        var quantiles = new Totals.Quantiles(
                50 * MILLI, 90 * MILLI, 95 * MILLI, 212 * MILLI, 230 * MILLI, 240 * MILLI, 60.0 * MILLI);
        return new Judgement(
                verdict,
                Reason.OBJECTIVE_MISSED,
                "one of one objectives does not hold",
                List.of(new ObjectiveJudgement(
                        "slo",
                        objective,
                        verdict,
                        212.0 * MILLI,
                        new ValueRange(208.0 * MILLI, 217.0 * MILLI),
                        599,
                        Reason.ABOVE_LIMIT,
                        "p99 was 212ms")),
                new Totals(counts, 6_000 * MILLI, 100, 99.8, 98, 0.015, quantiles, quantiles, 140_000, List.of()));
    }
}
