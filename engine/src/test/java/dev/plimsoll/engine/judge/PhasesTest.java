package dev.plimsoll.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Load.Stage;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.RunResult.ShardProgress;
import dev.plimsoll.engine.contract.Scenario;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.contract.Step;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.histogram.Histograms;
import dev.plimsoll.engine.histogram.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two phases of 100/s: calm from 0 to 20 s, the first 10 s its warm-up; rush from 15 s to 25 s. */
class PhasesTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Objective FAST = Objectives.p(90, "100ms");
    private static final List<Budget> BUDGETS =
            List.of(new Budget("calm", "slo", List.of(FAST)), new Budget("rush", "slo", List.of(FAST)));
    private static final List<Scenario> SCENARIOS = List.of(new Scenario(
            "buy", 1, List.of(new Step.Request("cart", "GET", "/cart", List.of(), "", List.of(), SECOND))));
    private static final RunPlan PLAN = new RunPlan(
            RunPlan.VERSION,
            "shop/checkout-1",
            new Target("http", "checkout", 80, "", null),
            List.of(
                    new Phase("calm", 0, load(new Stage(10 * SECOND, 100, 100, true), stage()), SCENARIOS),
                    new Phase("rush", 15 * SECOND, load(stage()), SCENARIOS)),
            List.of(),
            100,
            SECOND,
            10 * SECOND,
            42);

    private final List<Interval> intervals = new ArrayList<>();

    private static Load load(Stage... stages) {
        return new Load.Open(Load.Arrivals.UNIFORM, List.of(stages));
    }

    private static Stage stage() {
        return new Stage(10 * SECOND, 100, 100, false);
    }

    /** All that the phase plans, each response after so long. */
    private PhasesTest answered(String phase, int from, int to, long nanos) {
        for (int second = from; second < to; second++) {
            seen(
                    second,
                    new SeriesKey(phase, "buy", "cart", false),
                    new Counts(100, 100, 100, 0, 0, 0, Map.of()),
                    nanos);
        }
        return this;
    }

    private void seen(int second, SeriesKey key, Counts counts, long nanos) {
        var times = Histograms.create();
        times.recordValueWithCount(nanos, counts.offered());
        var encoded = Histograms.encode(times);
        intervals.add(new Interval(
                intervals.size(),
                second * SECOND,
                (second + 1) * SECOND,
                List.of(new Series(key, counts, encoded, encoded, EncodedHistogram.EMPTY)),
                GeneratorHealth.IDLE));
    }

    private Judgement judged(@Nullable String stopReason, @Nullable Ending ending) {
        var shard = new ShardProgress(0, "pod-a", "i", 25, 0, ending);
        return Judge.judge(new RunResult(RunPlan.VERSION, PLAN, 0, intervals, 1, List.of(shard), stopReason), BUDGETS);
    }

    private Judgement judged() {
        return judged(null, Ending.COMPLETED);
    }

    private static Judgement of(Judgement run, String phase) {
        return run.phases().stream()
                .filter(each -> each.phase().equals(phase))
                .findFirst()
                .orElseThrow()
                .judgement();
    }

    @Test
    void shouldGiveEachPhaseItsVerdictAndTheRunTheWorst() {
        answered("calm", 10, 20, 50 * MILLI).answered("rush", 15, 25, 200 * MILLI);
        var run = judged();
        assertThat(of(run, "calm").verdict()).isEqualTo(Verdict.PASS);
        assertThat(of(run, "rush").reason()).isEqualTo(Reason.OBJECTIVE_MISSED);
        assertThat(run.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(run.reason()).isEqualTo(Reason.OBJECTIVE_MISSED);
        assertThat(run.message()).startsWith("1 of 2 phases failed: rush: the objective is missed: p90 of response");
        assertThat(run.objectives()).extracting(ObjectiveJudgement::phase).containsExactly("calm", "rush");
    }

    @Test
    void shouldPassWhenEveryPhaseDoes() {
        answered("calm", 10, 20, 50 * MILLI).answered("rush", 15, 25, 50 * MILLI);
        var run = judged();
        assertThat(run.verdict()).isEqualTo(Verdict.PASS);
        assertThat(run.reason()).isEqualTo(Reason.ALL_OBJECTIVES_MET);
        assertThat(run.message()).startsWith("2 of 2 phases passed, the first: calm: the objective is met");
    }

    @Test
    void shouldCountRatesPerSecondOfThePhaseAndTimeInWhichTheyOverlapOnce() {
        answered("calm", 10, 20, 50 * MILLI)
                .answered("rush", 15, 25, 50 * MILLI)
                .answered("calm", 22, 23, 50 * MILLI);
        var run = judged();
        assertThat(of(run, "calm").totals().judgedNanos()).isEqualTo(10 * SECOND);
        assertThat(of(run, "calm").totals().okPerSecond())
                .as("without what was answered after the end of its schedule")
                .isCloseTo(100, within(1e-9));
        assertThat(of(run, "calm").totals().counts().ok()).isEqualTo(1_100);
        assertThat(run.totals().judgedNanos()).isEqualTo(15 * SECOND);
        assertThat(run.totals().counts().ok()).isEqualTo(2_100);
    }

    @Test
    void shouldFindTheGeneratorLimitedInThePhaseWhoseSlotsAreMissing() {
        answered("calm", 10, 20, 50 * MILLI).answered("rush", 15, 24, 50 * MILLI);
        var run = judged();
        assertThat(of(run, "calm").verdict()).isEqualTo(Verdict.PASS);
        assertThat(of(run, "rush").reason()).isEqualTo(Reason.GENERATOR_LIMITED);
        assertThat(run.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(run.reason()).isEqualTo(Reason.GENERATOR_LIMITED);
        assertThat(run.message()).startsWith("1 of 2 phases is inconclusive: rush: the generator was ready");
    }

    @Test
    void shouldLetAPhaseThatWasOverStandWhenTheRunIsAborted() {
        answered("calm", 10, 20, 50 * MILLI).answered("rush", 15, 22, 50 * MILLI);
        var run = judged(StopCause.ABORTED.because("error rate was above 10%"), Ending.STOPPED);
        assertThat(run.reason()).isEqualTo(Reason.ABORTED);
        assertThat(of(run, "calm").verdict()).isEqualTo(Verdict.PASS);
        assertThat(of(run, "rush").reason()).isEqualTo(Reason.ABORTED);
        assertThat(of(run, "rush").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldProveNothingOfAPhaseWhoseTurnNeverCame() {
        answered("calm", 10, 13, 50 * MILLI);
        var run = judged(StopCause.ABORTED.because("error rate was above 10%"), Ending.STOPPED);
        assertThat(run.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(of(run, "calm").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(of(run, "rush").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(of(run, "rush").reason()).isEqualTo(Reason.NOT_BEGUN);
    }

    @Test
    void shouldDoubtAPhaseThatWasOverWhenARequestOfItIsWithoutAnEnd() {
        answered("calm", 10, 20, 50 * MILLI).answered("rush", 15, 22, 50 * MILLI);
        seen(20, new SeriesKey("calm", "buy", "cart", false), new Counts(1, 1, 0, 0, 0, 0, Map.of()), MILLI);
        var run = judged(StopCause.INTERRUPTED.because("Ctrl-C was pressed"), Ending.STOPPED);
        assertThat(of(run, "calm").reason()).isEqualTo(Reason.INTERRUPTED);
    }

    @Test
    void shouldDoubtEveryPhaseWhenARunnerIsLost() {
        answered("calm", 10, 20, 50 * MILLI).answered("rush", 15, 25, 50 * MILLI);
        var run = judged(null, null);
        assertThat(run.reason()).isEqualTo(Reason.RUNNER_LOST);
        assertThat(run.phases()).extracting(phase -> phase.judgement().reason()).containsOnly(Reason.RUNNER_LOST);
    }

    @Test
    void shouldAbortForAPhaseOnlyByItsOwnRequests() {
        var errors = new SeriesKey("calm", "buy", "cart", false);
        seen(0, errors, new Counts(10, 10, 0, 0, 0, 0, Map.of(ErrorKind.TIMEOUT, 10L)), 1);
        assertThat(aborts("calm")).contains("error rate of phase calm was above 10% for 1s, last at 100%");
        assertThat(aborts("rush")).isEmpty();
        assertThat(aborts(null)).contains("error rate was above 10% for 1s, last at 100%");
    }

    private Optional<String> aborts(@Nullable String phase) {
        var rule = new AbortRule(new AbortRule.ErrorRate(), 0.1, SECOND, phase);
        var timeline = Timeline.of(PLAN, 1);
        intervals.forEach(timeline::add);
        return new AbortWatch(List.of(rule)).look(timeline);
    }
}
