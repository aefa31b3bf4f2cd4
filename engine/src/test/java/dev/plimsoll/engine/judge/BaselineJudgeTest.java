package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.TestRun.HOME;
import static dev.plimsoll.engine.judge.TestRun.LOGIN;
import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.judge.Objective.Clock;
import dev.plimsoll.engine.judge.Objective.Regression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs that are held against earlier ones. */
class BaselineJudgeTest {
    private static final long REQUESTS = 6_000;
    private static final Regression P99 = p99(Severity.FAIL);
    private static final Regression ERRORS =
            new Regression("errors", Selector.ALL, new Compared.ErrorRate(), 0.1, 0.75, Severity.FAIL);
    private static final Regression THROUGHPUT =
            new Regression("throughput", Selector.ALL, new Compared.Throughput(), 0.02, 0.1, Severity.FAIL);
    private static final BaselineSource WINDOW = new BaselineSource.Window(10);

    private static Regression p99(Severity severity) {
        return new Regression(
                "p99",
                Selector.ALL,
                new Compared.Time(Clock.RESPONSE, new Statistic.Percentile(99)),
                0.02,
                0.1,
                severity);
    }

    private static List<Budget> budgets(BaselineSource source, Objective... objectives) {
        return List.of(new Budget("", "slo", List.of(objectives), 0.05, source));
    }

    private static RunResult run(double millis) {
        return TestRun.of(REQUESTS)
                .answered(LOGIN, REQUESTS, (long) (millis * MILLI))
                .result();
    }

    private static Baseline baseline(List<RunResult> results, List<Budget> budgets) {
        var runs = new ArrayList<BaselineRun>();
        for (var result : results) {
            runs.add(BaselineRun.of("checkout-" + (runs.size() + 1), result, budgets));
        }
        return new Baseline(runs, List.of());
    }

    private static Judgement judge(RunResult result, List<Budget> budgets, RunResult... earlier) {
        return Judge.judge(result, budgets, Map.of("slo", baseline(List.of(earlier), budgets)));
    }

    private static RunResult[] runs(double... millis) {
        return IntStream.range(0, millis.length).mapToObj(i -> run(millis[i])).toArray(RunResult[]::new);
    }

    private static RunResult[] sixRuns() {
        return runs(100, 101, 99, 100, 101, 99);
    }

    @Test
    void shouldPassWhenTheMarginIsRuledOutBySixRuns() {
        var judgement = judge(run(102), budgets(WINDOW, P99), sixRuns());
        var objective = judgement.objectives().getFirst();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.advisory()).isEmpty();
        assertThat(objective.reason()).isEqualTo(Reason.NO_WORSE);
        assertThat(objective.advisory()).isFalse();
        assertThat(objective.measured()).isCloseTo(0.02, within(0.002));
        assertThat(objective.confidence()).isNotNull();
        assertThat(objective.contrast())
                .isNotNull()
                .satisfies(contrast -> assertThat(contrast.rounds()).isEqualTo(6))
                .satisfies(contrast -> assertThat(contrast.replicate()).isEqualTo(Contrast.Replicate.RUN));
        assertThat(objective.message())
                .startsWith("p99 of response time was 102ms, and 100ms in the middle of 6 earlier runs, checkout-1 to"
                        + " checkout-6: 2")
                .contains("% more; by how much runs differ from each other, the difference lies within ")
                .endsWith("so that 10% more is ruled out (wrong in at most 5% of cases)");
    }

    @Test
    void shouldFailWhenARunIsWorseForCertain() {
        var judgement = judge(run(110), budgets(WINDOW, P99), sixRuns());
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.objectives().getFirst().reason()).isEqualTo(Reason.WORSE);
        assertThat(judgement.message()).contains("worse by more than the tolerated 2%");
        assertThat(judge(run(110), budgets(WINDOW, p99(Severity.WARN)), sixRuns())
                        .verdict())
                .isEqualTo(Verdict.WARN);
    }

    @Test
    void shouldStayOpenWhenRunsDifferTooMuchFromEachOther() {
        var judgement = judge(run(100), budgets(WINDOW, P99), runs(100, 130, 80, 115, 90, 100));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason()).isEqualTo(Reason.UNDECIDED);
        assertThat(judgement.message()).contains("longer runs scatter less");
    }

    @Test
    void shouldCountRunsAndNotRequests() {
        var few = TestRun.of(REQUESTS).answered(LOGIN, REQUESTS, 100 * MILLI).result();
        var judgement = judge(run(100), budgets(WINDOW, P99), few, run(101), run(99));
        assertThat(judgement.objectives().getFirst().reason()).isEqualTo(Reason.TOO_FEW_RUNS);
    }

    @Test
    void shouldBeginWithARunThatHasNoBaselineAndGateNothing() {
        var judgement = judge(run(100), budgets(new BaselineSource.LastPassed(), P99));
        var objective = judgement.objectives().getFirst();
        assertThat(objective.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(objective.reason()).isEqualTo(Reason.NO_BASELINE);
        assertThat(objective.advisory()).isTrue();
        assertThat(objective.message()).contains("100ms").endsWith("this run becomes one when it passes");
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.reason()).isEqualTo(Reason.NO_BASELINE);
        assertThat(judgement.advisory()).contains(Reason.NO_BASELINE);
        assertThat(judgement.message()).startsWith("the objective is advisory: p99 of");
    }

    @Test
    void shouldWarnAtMostWhenFewRunsSayThatItIsWorse() {
        var alike = judge(run(109), budgets(new BaselineSource.LastPassed(), P99), run(100));
        assertThat(alike.verdict()).isEqualTo(Verdict.PASS);
        assertThat(alike.advisory()).contains(Reason.TOO_FEW_RUNS);
        assertThat(alike.message())
                .contains(
                        "100ms in run checkout-1: 9.04% more; advisory, for 1 run does not say how much runs differ by"
                                + " chance, and 6 are needed: baseline: {from: Window}");

        var worse = judge(run(150), budgets(WINDOW, P99), runs(100, 100, 100, 100, 100));
        assertThat(worse.verdict()).isEqualTo(Verdict.WARN);
        assertThat(worse.reason()).isEqualTo(Reason.SEEMS_WORSE);
        assertThat(worse.advisory()).contains(Reason.SEEMS_WORSE);
        assertThat(worse.message()).contains("5 runs do not say").contains("1 more passed run would decide");
        assertThat(worse.objectives().getFirst().confidence()).isNull();
    }

    @Test
    void shouldFailByALimitThoughTheBaselineIsAdvisory() {
        var limit = Objectives.p(99, "50ms");
        var judgement = judge(run(100), budgets(WINDOW, limit, P99), run(100));
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.advisory()).isEmpty();

        var met = judge(run(100), budgets(WINDOW, Objectives.p(99, "200ms"), P99), run(100));
        assertThat(met.verdict()).isEqualTo(Verdict.PASS);
        assertThat(met.message()).startsWith("1 of 2 objectives is met, and 1 is advisory: ");
    }

    @Test
    void shouldLetAnObjectiveThatOnlyWarnsGateNothingEither() {
        var judgement = judge(
                run(100), budgets(new BaselineSource.LastPassed(), p99(Severity.WARN), Objectives.p(99, "200ms")));
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.advisory()).isEmpty();
    }

    @Test
    void shouldRefuseEarlierRunsThatCarryNoVerdictOrHaveTooFewRequests() {
        var lost = TestRun.of(REQUESTS)
                .answered(LOGIN, REQUESTS, 100 * MILLI)
                .shards(Ending.COMPLETED, null)
                .result();
        var few = TestRun.of(100).answered(LOGIN, 100, 100 * MILLI).result();
        var judgement = judge(run(100), budgets(WINDOW, P99), lost, few);
        assertThat(judgement.reason()).isEqualTo(Reason.NO_BASELINE);
        assertThat(judgement.message())
                .contains("refused: checkout-1: 1 of 2 runners did not drive their share")
                .contains("checkout-2: there were 100 requests, and p99 needs 3,000 to be compared");
    }

    @Test
    void shouldSayWhyBaselinesAreRefusedButNotForEver() {
        var refused = List.of("a has 2 runners, this run has 4", "b", "c", "d", "e");
        var budgets = budgets(WINDOW, P99);
        var judgement = Judge.judge(run(100), budgets, Map.of("slo", new Baseline(List.of(), refused)));
        assertThat(judgement.message()).contains("; refused: a has 2 runners, this run has 4; b; c; and 2 more");
    }

    @Test
    void shouldSayWhatToDoWhenThePinnedRunIsNoBaseline() {
        var budgets = budgets(new BaselineSource.Pinned("checkout-12"), P99);
        var judgement = Judge.judge(run(100), budgets);
        assertThat(judgement.message())
                .endsWith("name another run than checkout-12 in baseline.run, one of the same"
                        + " LoadTest with its result");
    }

    @Test
    void shouldBeInconclusiveWhenTheRunItselfHasTooFewRequests() {
        var judgement =
                judge(TestRun.of(100).answered(LOGIN, 100, 100 * MILLI).result(), budgets(WINDOW, P99), sixRuns());
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason()).isEqualTo(Reason.TOO_FEW_SAMPLES);
    }

    @Test
    void shouldTakeQuickErrorsForNoGoodTimes() {
        var broken = TestRun.of(REQUESTS)
                .failed(LOGIN, ErrorKind.BAD_STATUS, REQUESTS, MILLI)
                .result();
        assertThat(judge(broken, budgets(WINDOW, P99), sixRuns()).reason()).isEqualTo(Reason.NO_DATA);
        var dead = TestRun.of(REQUESTS).untimed(LOGIN, REQUESTS).result();
        assertThat(judge(dead, budgets(WINDOW, P99), sixRuns()).reason()).isEqualTo(Reason.NOT_ANSWERING);
        var half = TestRun.of(REQUESTS)
                .answered(LOGIN, REQUESTS / 2, MILLI)
                .untimed(LOGIN, REQUESTS / 2)
                .result();
        assertThat(judge(half, budgets(WINDOW, P99), sixRuns()).reason()).isEqualTo(Reason.PARTIAL_EVIDENCE);
    }

    /** One of five that can fail a run has to be worse by more, before it fails it; what only warns does not count. */
    @Test
    void shouldShareFalseAlarmsAmongThoseThatCanFailTheRun() {
        var alone = interval(P99);
        var shared = interval(P99, ERRORS, THROUGHPUT);
        assertThat(shared.low()).isLessThan(alone.low());
        assertThat(shared.high()).isEqualTo(alone.high());
        assertThat(interval(P99, p99(Severity.WARN), Objectives.p(99, "200ms"))).isEqualTo(alone);
    }

    private static ValueRange interval(Objective... objectives) {
        return Objects.requireNonNull(judge(run(102), budgets(WINDOW, objectives), sixRuns())
                .objectives()
                .getFirst()
                .confidence());
    }

    @Test
    void shouldCompareAsSoonAsThereAreEnoughRequests() {
        assertThat(reasonOf(3_000, P99)).isEqualTo(Reason.TOO_FEW_RUNS);
        assertThat(reasonOf(2_999, P99)).isEqualTo(Reason.TOO_FEW_SAMPLES);
        assertThat(reasonOf(30, ERRORS)).isEqualTo(Reason.TOO_FEW_RUNS);
        assertThat(reasonOf(29, ERRORS)).isEqualTo(Reason.TOO_FEW_SAMPLES);
    }

    private static Reason reasonOf(long requests, Objective objective) {
        var result = TestRun.of(requests).answered(LOGIN, requests, 100 * MILLI).result();
        return judge(result, budgets(WINDOW, objective), result)
                .objectives()
                .getFirst()
                .reason();
    }

    /** Half of the requests have no time: the median is the last that is known, and one more is too many. */
    @Test
    void shouldSayHowManyRequestsHaveNoTime() {
        var median = new Regression(
                "median",
                Selector.ALL,
                new Compared.Time(Clock.RESPONSE, new Statistic.Percentile(50)),
                0.02,
                0.1,
                Severity.FAIL);
        var budgets = budgets(WINDOW, median);
        assertThat(judge(untimed(500), budgets, untimed(500))
                        .objectives()
                        .getFirst()
                        .reason())
                .isEqualTo(Reason.TOO_FEW_RUNS);
        assertThat(judge(untimed(501), budgets, untimed(500)).message())
                .contains("501 of 1,000 requests have no response time, and p50 needs it of 50%; look at the errors");
    }

    private static RunResult untimed(long count) {
        return TestRun.of(1_000)
                .answered(LOGIN, 1_000 - count, 100 * MILLI)
                .untimed(LOGIN, count)
                .result();
    }

    @Test
    void shouldSayThatNoSuchRequestWasSent() {
        var cart =
                new Regression("cart", new Selector("buy", "cart"), new Compared.ErrorRate(), 0.1, 0.75, Severity.FAIL);
        var judgement = judge(run(100), budgets(WINDOW, cart), sixRuns());
        assertThat(judgement.reason()).isEqualTo(Reason.NO_DATA);
        assertThat(judgement.message()).contains("no such request was sent in the judged time");
    }

    @Test
    void shouldCompareErrorsAndThroughputOfWholeRuns() {
        var earlier = new RunResult[6];
        for (int i = 0; i < earlier.length; i++) {
            earlier[i] = failing(60 + i % 3);
        }
        var budgets = budgets(WINDOW, ERRORS, THROUGHPUT);
        var same = judge(failing(61), budgets, earlier);
        assertThat(same.objectives()).extracting(ObjectiveJudgement::verdict).containsOnly(Verdict.PASS);
        assertThat(Objects.requireNonNull(same.objectives().getFirst().contrast())
                        .candidate())
                .isCloseTo(61.0 / REQUESTS, within(1e-9));
        assertThat(same.objectives().getLast().contrast())
                .isNotNull()
                .satisfies(
                        contrast -> assertThat(contrast.candidate()).isCloseTo((REQUESTS - 61) / 60.0, within(0.01)));

        var worse = judge(failing(1_200), budgets, earlier);
        assertThat(worse.objectives()).extracting(ObjectiveJudgement::reason).containsOnly(Reason.WORSE);
        assertThat(worse.objectives().getLast().message()).contains("% less");
    }

    private static RunResult failing(long errors) {
        return TestRun.of(REQUESTS)
                .answered(HOME, REQUESTS - errors, 100 * MILLI)
                .failed(LOGIN, ErrorKind.BAD_STATUS, errors, 100 * MILLI)
                .result();
    }

    @Test
    void shouldNotAskForABaselineWhenTheBudgetComparesArms() {
        var judgement = judge(run(100), budgets(new BaselineSource.Comparison(), P99), sixRuns());
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason()).isEqualTo(Reason.NO_BASELINE);
        assertThat(judgement.advisory()).isEmpty();
    }
}
