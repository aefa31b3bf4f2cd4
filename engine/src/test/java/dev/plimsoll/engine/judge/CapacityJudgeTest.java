package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.TestRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.capacity.Limit;
import dev.plimsoll.engine.capacity.Step;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.histogram.Timeline;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CapacityJudgeTest {
    private static final Objective P99 = Objectives.p(99, "300ms");

    private static CapacityJudgement capacity(Judgement judgement) {
        return Objects.requireNonNull(judgement.capacity());
    }

    private static Judgement judged(StaircaseRun run, Objective... objectives) {
        return Judge.judge(run.result(), List.of(new Budget("slo", List.of(objectives))));
    }

    @Test
    void shouldFindTheHighestRateThatHoldsTheBudget() {
        var judgement = judged(StaircaseRun.carrying(560), P99);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.reason()).isEqualTo(Reason.CAPACITY_FOUND);
        assertThat(judgement.message())
                .isEqualTo(
                        "the target carries 500/s (all 3 climbs agree); at 600/s p99 of response time was 2.52s, limit"
                                + " 300ms");
        assertThat(judgement.objectives()).singleElement().satisfies(objective -> {
            assertThat(objective.verdict()).isEqualTo(Verdict.PASS);
            assertThat(objective.samples()).as("three steps of 30 s at 500/s").isEqualTo(45_000);
        });
        var found = Objects.requireNonNull(capacity(judgement).capacity());
        assertThat(found.perSecond()).isEqualTo(500);
        assertThat(found.low()).isEqualTo(500);
        assertThat(found.climbs()).isEqualTo(3);
        assertThat(found.limit()).isEqualTo(Limit.RESPONSE_TIME);
        assertThat(capacity(judgement).steps()).hasSize(30);
    }

    @Test
    void shouldTellWhatTheNumbersSayOfTheTarget() {
        var found = capacity(judged(StaircaseRun.carrying(560), P99));

        assertThat(found.kneePerSecond()).isEqualTo(500);
        assertThat(Objects.requireNonNull(found.littlesLaw()).holds()).isTrue();
        assertThat(Objects.requireNonNull(found.littlesLaw()).inFlight()).isCloseTo(500 * 0.02, within(1.0));
        assertThat(found.scalability()).isNotNull();
    }

    @Test
    void shouldSayWhenErrorsAreTheLimitThoughNoBudgetAsks() {
        var judgement =
                Judge.judge(StaircaseRun.carrying(5_000).failingAbove(350).result(), List.of());

        assertThat(Objects.requireNonNull(capacity(judgement).capacity()).perSecond())
                .isEqualTo(300);
        assertThat(Objects.requireNonNull(capacity(judgement).capacity()).limit())
                .isEqualTo(Limit.ERROR_RATE);
        assertThat(judgement.message())
                .isEqualTo("the target carries 300/s (all 3 climbs agree); at 400/s error rate was 5%, limit 1%");
    }

    @Test
    void shouldSayAtLeastWhenTheHighestRateHolds() {
        var judgement = judged(StaircaseRun.carrying(5_000), P99);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.message())
                .isEqualTo("the target carries at least 1000/s, the highest rate that was tried (all 3 climbs agree);"
                        + " climb higher to find its limit");
        assertThat(Objects.requireNonNull(capacity(judgement).capacity()).limit())
                .isEqualTo(Limit.NOTHING);
    }

    @Test
    void shouldFailWhenNotEvenTheLowestStepHolds() {
        var judgement = judged(StaircaseRun.carrying(50).resting(4_000), P99);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.reason()).isEqualTo(Reason.NO_CAPACITY);
    }

    @Test
    void shouldFailWhenTheCapacityIsBelowTheThroughputThatIsAskedFor() {
        var judgement = judged(StaircaseRun.carrying(560), P99, Objectives.throughput("600/s"));

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.message()).startsWith("the target carries 500/s").contains("throughput was");
    }

    @Test
    void shouldNotBlameTheTargetWhenTheGeneratorIsTheLimit() {
        var judgement = judged(StaircaseRun.carrying(5_000).generatorLateAbove(450), P99);

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason()).isEqualTo(Reason.GENERATOR_LIMITED);
        assertThat(judgement.message()).startsWith("the target carries at least 400/s, but then at 500/s");
    }

    @Test
    void shouldNotJudgeAStepThatBeginsWithTheBacklogOfTheClimbBefore() {
        var judgement = judged(StaircaseRun.carrying(260).resting(1), P99);

        assertThat(capacity(judgement).steps())
                .filteredOn(reading -> reading.climb() == 1)
                .first()
                .satisfies(reading -> assertThat(reading.step().outcome()).isInstanceOf(Step.Unknown.class));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.message()).contains("still waited from the climb before; give it a longer rest");
    }

    @Test
    void shouldBeInconclusiveWhenStepsHaveTooFewRequests() {
        var judgement = judged(StaircaseRun.carrying(5_000).holding(1), Objectives.p(99.9, "300ms"));

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.reason()).isEqualTo(Reason.TOO_FEW_SAMPLES);
    }

    /** What only warns limits nothing: the first step that is too much is one whose backlog grows. */
    @Test
    void shouldBeLimitedByABacklogThoughNoObjectiveIsMissed() {
        var warning = Objectives.time(new Statistic.Percentile(50), "1ms", Selector.ALL, Severity.WARN);

        var found = Objects.requireNonNull(
                capacity(judged(StaircaseRun.carrying(580), warning)).capacity());

        assertThat(found.perSecond()).isEqualTo(500);
        assertThat(found.limit()).isEqualTo(Limit.BACKLOG);
        assertThat(Objects.requireNonNull(found.climb().next()).outcome())
                .isInstanceOfSatisfying(
                        Step.Exceeded.class,
                        exceeded -> assertThat(exceeded.why())
                                .startsWith(
                                        "requests in flight or waiting grew by 20 a second, to more than their mean of"
                                                + " 4"));
    }

    /** After 25 s at 40/s too much, the thousand that may be in flight are, and the rest is not sent. */
    @Test
    void shouldBeLimitedByItsRateWhenRequestsWaitForAPlaceInFlight() {
        var found = Objects.requireNonNull(
                capacity(judged(StaircaseRun.carrying(560))).capacity());

        assertThat(found.perSecond()).isEqualTo(500);
        assertThat(found.limit()).isEqualTo(Limit.ACHIEVED_RATE);
        assertThat(Objects.requireNonNull(found.climb().next()).outcome())
                .isEqualTo(new Step.Exceeded(
                        Limit.ACHIEVED_RATE,
                        "only 17,600 of 18,000 requests that fell due were sent (97.8%), the others waited for a place"
                                + " among those in flight"));
    }

    @Test
    void shouldHoldNoStepOfWhoseRequestsTooManyHaveNoTime() {
        var judgement = judged(StaircaseRun.carrying(5_000).refusingAbove(350), P99, Objectives.errors("50%"));

        var found = Objects.requireNonNull(capacity(judgement).capacity());
        assertThat(found.perSecond()).isEqualTo(300);
        assertThat(found.limit()).isEqualTo(Limit.RESPONSE_TIME);
        assertThat(judgement.message())
                .contains("at 400/s p99 of response time was ")
                .contains("; ");
    }

    @Test
    void shouldSayWhatAStepOfWhichNothingIsKnownNeeds() {
        var run = StaircaseRun.carrying(5_000).holding(1);

        assertThat(firstOutcome(judged(run, Objectives.p(99.9, "300ms"))))
                .isInstanceOfSatisfying(
                        Step.Unknown.class,
                        unknown -> assertThat(unknown.why())
                                .startsWith("p99.9 of response time was ")
                                .endsWith(": hold each step longer"));
        assertThat(firstOutcome(judged(run, Objectives.errors("10%"))))
                .isEqualTo(new Step.Unknown(
                        "100 requests are too few to say that 99% of those due are sent; hold each step longer"));
    }

    private static Step.Outcome firstOutcome(Judgement judgement) {
        return capacity(judgement).steps().getFirst().step().outcome();
    }

    @Test
    void shouldHaveTheVerdictOfTheRunWhenItWasCutShort() {
        var judgement = Judge.judge(
                StaircaseRun.carrying(560).stopped(StopCause.ABORTED.because("error rate above 10%"), 60 * SECOND),
                List.of());

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.reason()).isEqualTo(Reason.ABORTED);
        assertThat(capacity(judgement).steps().getLast().step().outcome())
                .isEqualTo(new Step.Unknown("the load ended before this step did"));
    }

    @Test
    void shouldNotCountARunnerThatIsLost() {
        assertThat(Judge.judge(StaircaseRun.carrying(560).ended(null), List.of())
                        .reason())
                .isEqualTo(Reason.RUNNER_LOST);
    }

    /** As many intervals as there are stretches between bounds: each step is one, and so is each warm-up. */
    @Test
    void shouldFindTheSameWhenIntervalsAreJoinedAsFarAsTheyCanBe() {
        var result = StaircaseRun.carrying(560).result();
        var joined = Timeline.from(result).fitting(1, List::size);

        var judgement = Judge.judge(
                new RunResult(result.version(), result.plan(), 0, joined, 1, result.shards(), null),
                List.of(new Budget("slo", List.of(P99))));

        assertThat(joined).hasSize(60);
        assertThat(Objects.requireNonNull(capacity(judgement).capacity()).perSecond())
                .isEqualTo(500);
        assertThat(judgement.message())
                .isEqualTo(judged(StaircaseRun.carrying(560), P99).message());
    }
}
