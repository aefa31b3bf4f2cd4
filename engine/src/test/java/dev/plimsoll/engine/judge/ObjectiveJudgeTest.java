package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.Objectives.errors;
import static dev.plimsoll.engine.judge.Objectives.p;
import static dev.plimsoll.engine.judge.Objectives.throughput;
import static dev.plimsoll.engine.judge.Objectives.time;
import static dev.plimsoll.engine.judge.TestRun.CART;
import static dev.plimsoll.engine.judge.TestRun.HOME;
import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static dev.plimsoll.engine.judge.TestRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.SeriesKey;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveJudgeTest {

    @Test
    void shouldHoldWhenTheValueEqualsTheLimit() {
        var run = TestRun.of(3_000).answered(HOME, 2_997, MILLI).failed(HOME, ErrorKind.TIMEOUT, 3, SECOND);
        assertThat(judged(run, errors("0.1%"))).satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
        assertThat(judged(TestRun.of(600).answered(HOME, 600, MILLI), throughput("10/s")))
                .satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
    }

    @Test
    void shouldJudgeTheWholeWhenSeveralStepsAndSecondsAreSelected() {
        var run = TestRun.of(900).answered(10, HOME, 900, _ -> 100 * MILLI).answered(40, CART, 100, _ -> 900 * MILLI);
        assertThat(judged(run, p(90, "500ms")).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged(run, p(91, "500ms")).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged(run, p(91, "500ms")).samples()).isEqualTo(1_000);
    }

    @Test
    void shouldLookOnlyAtWhatIsSelectedWhenAnObjectiveNamesAStep() {
        var run = TestRun.of(900).answered(HOME, 900, 100 * MILLI).answered(CART, 100, 900 * MILLI);
        var median = new Statistic.Percentile(50);
        assertThat(judged(run, time(median, "500ms", new Selector("buy", "cart"), Severity.FAIL))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(judged(run, time(median, "500ms", new Selector("browse", null), Severity.FAIL))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldNotBlameTheTargetWhenTheSlotsThatTheGeneratorNoticedLateMayBeTheSlowest() {
        var run = TestRun.of(20_000).answered(HOME, 19_900, 10 * MILLI).late(HOME, 100, 500 * MILLI);
        assertThat(judged(run, p(99, "100ms"))).satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
        assertThat(judged(run, p(99.9, "100ms")))
                .satisfies(verdict(Verdict.INCONCLUSIVE, Reason.GENERATOR_LIMITED))
                .satisfies(judgement -> assertThat(judgement.message())
                        .contains("100 slots late, and were these the slowest, the others would hold"));
        assertThat(judged(run, time(new Statistic.Max(), "100ms", Selector.ALL, Severity.FAIL)))
                .satisfies(verdict(Verdict.INCONCLUSIVE, Reason.GENERATOR_LIMITED));
    }

    @Test
    void shouldBlameTheTargetWhenItIsTooSlowWithoutTheSlotsThatTheGeneratorNoticedLate() {
        var run = TestRun.of(20_000)
                .answered(HOME, 19_700, 10 * MILLI)
                .answered(CART, 200, 500 * MILLI)
                .late(HOME, 100, 500 * MILLI);
        assertThat(judged(run, p(99.9, "100ms")).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged(run, time(new Statistic.Max(), "100ms", Selector.ALL, Severity.FAIL))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldNotLookAtTheWarmUpWhenItWasTerrible() {
        var warmup = new SeriesKey("browse", "home", true);
        var run = TestRun.of(1_000).answered(0, warmup, 1_000, _ -> 9 * SECOND).answered(HOME, 1_000, 100 * MILLI);
        assertThat(judged(run, p(99, "1s"))).satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
        assertThat(judged(run, p(99, "1s")).samples()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({"50, 20", "90, 100", "99, 1000", "99.9, 10000", "10, 100", "1, 1000", "100, 1", "0, 1"})
    void shouldNeedTenSamplesBeyondWhenAPercentileIsJudged(double percent, long needed) {
        var enough = TestRun.of(needed).answered(HOME, needed, MILLI);
        assertThat(judged(enough, p(percent, "1s"))).satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
        if (needed > 1) {
            var tooFew = TestRun.of(needed - 1).answered(HOME, needed - 1, MILLI);
            assertThat(judged(tooFew, p(percent, "1s")))
                    .satisfies(verdict(Verdict.INCONCLUSIVE, Reason.TOO_FEW_SAMPLES));
        }
    }

    @Test
    void shouldFailWhenFewSamplesAreCertainToMiss() {
        var allSlow = TestRun.of(100).answered(HOME, 100, SECOND);
        assertThat(judged(allSlow, p(99, "300ms"))).satisfies(verdict(Verdict.FAIL, Reason.ABOVE_LIMIT));
        var someSlow = TestRun.of(100).answered(HOME, 98, MILLI).answered(HOME, 2, SECOND);
        assertThat(judged(someSlow, p(99, "300ms"))).satisfies(verdict(Verdict.INCONCLUSIVE, Reason.TOO_FEW_SAMPLES));
    }

    @Test
    void shouldSayTheValueWhenThereAreTooFewSamples() {
        var judged = judged(TestRun.of(50).answered(HOME, 50, 100 * MILLI), p(99, "300ms"));
        assertThat(judged.measuredText()).isEqualTo("100ms");
        assertThat(judged.confidenceText()).isNull();
    }

    @Test
    void shouldJudgeMeanAndMaxWhenAskedTo() {
        var run = TestRun.of(100).answered(HOME, 99, 100 * MILLI).answered(HOME, 1, 10 * SECOND);
        var mean = judged(run, time(new Statistic.Mean(), "150ms", Selector.ALL, Severity.FAIL));
        assertThat(mean).satisfies(verdict(Verdict.FAIL, Reason.ABOVE_LIMIT));
        assertThat(mean.measured()).isCloseTo(199e6, within(1e6));
        assertThat(mean.message()).contains("mean of response time was 199ms", "includes the limit");
        var max = judged(run, time(new Statistic.Max(), "11s", Selector.ALL, Severity.FAIL));
        assertThat(max).satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
        assertThat(max.measuredText()).isEqualTo("10s");
        assertThat(max.confidence()).isNull();
    }

    @Test
    void shouldNeedThirtySamplesWhenAMeanIsJudged() {
        var mean = time(new Statistic.Mean(), "1ms", Selector.ALL, Severity.FAIL);
        assertThat(judged(TestRun.of(29).answered(HOME, 29, SECOND), mean))
                .satisfies(verdict(Verdict.INCONCLUSIVE, Reason.TOO_FEW_SAMPLES));
        assertThat(judged(TestRun.of(30).answered(HOME, 30, SECOND), mean))
                .satisfies(verdict(Verdict.FAIL, Reason.ABOVE_LIMIT));
    }

    @Test
    void shouldTellResponseFromServiceTimeWhenAClockIsNamed() {
        var run = TestRun.of(600).missed(HOME, 300, 5 * SECOND).answered(HOME, 300, MILLI);
        var slow = judged(run, p(90, "1s"));
        assertThat(slow.verdict()).isEqualTo(Verdict.FAIL);
        var service = new Objective.Latency(
                "s", Selector.ALL, Objective.Clock.SERVICE, new Statistic.Percentile(90), SECOND, Severity.FAIL);
        assertThat(service.subject()).isEqualTo("p90 of service time");
        assertThat(judged(run, service).samples()).isEqualTo(300);
        assertThat(judged(run, service)).satisfies(verdict(Verdict.INCONCLUSIVE, Reason.PARTIAL_EVIDENCE));
    }

    @ParameterizedTest
    @CsvSource({"99, 100", "99.9, 10", "100, 0", "50, 5000"})
    void shouldNotPassAPercentileWhenMoreHaveNoTimeThanItLeavesOut(double percent, long leftOut) {
        assertThat(judged(refused(20_000 - 2 * leftOut, 2 * leftOut), p(percent, "1s")))
                .satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
        assertThat(judged(refused(20_000 - 2 * leftOut - 1, 2 * leftOut + 1), p(percent, "1s")))
                .satisfies(verdict(Verdict.INCONCLUSIVE, Reason.PARTIAL_EVIDENCE));
    }

    @Test
    void shouldFailAPercentileWhenThoseWithATimeMissItAndOthersHaveNone() {
        assertThat(judged(refused(1_000, 1_000), p(99, "100us"))).satisfies(verdict(Verdict.FAIL, Reason.ABOVE_LIMIT));
    }

    @Test
    void shouldStillJudgeMeanAndMaxWhenSomeHaveNoTime() {
        for (var statistic : new Statistic[] {new Statistic.Mean(), new Statistic.Max()}) {
            assertThat(judged(refused(1_000, 1_000), time(statistic, "1s", Selector.ALL, Severity.FAIL)))
                    .satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
        }
    }

    @Test
    void shouldCountAMissedSlotAsTimedWhenTheResponseTimeIsJudged() {
        var run = TestRun.of(600).missed(HOME, 300, MILLI).answered(HOME, 300, MILLI);
        assertThat(judged(run, p(90, "1s"))).satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
    }

    @Test
    void shouldNotPassAnErrorRateWhenMissedSlotsWouldHaveMissedIt() {
        var atTheLimit = TestRun.of(6_000)
                .answered(HOME, 5_940, MILLI)
                .failed(HOME, ErrorKind.TIMEOUT, 30, SECOND)
                .missed(HOME, 30, SECOND);
        assertThat(judged(atTheLimit, errors("1%"))).satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
        var above = TestRun.of(6_000)
                .answered(HOME, 5_939, MILLI)
                .failed(HOME, ErrorKind.TIMEOUT, 30, SECOND)
                .missed(HOME, 31, SECOND);
        assertThat(judged(above, errors("1%"))).satisfies(verdict(Verdict.INCONCLUSIVE, Reason.PARTIAL_EVIDENCE));
        assertThat(judged(above, errors("0.1%"))).satisfies(verdict(Verdict.FAIL, Reason.ABOVE_LIMIT));
    }

    /** A target that refuses everything at once has wonderful times. */
    @Test
    void shouldNotPassATimeWhenNothingWasAnsweredAsExpected() {
        var run = TestRun.of(3_000).failed(HOME, ErrorKind.BAD_STATUS, 3_000, MILLI);
        assertThat(judged(run, p(99, "300ms"))).satisfies(verdict(Verdict.INCONCLUSIVE, Reason.NO_DATA));
        assertThat(judged(run, p(99, "300us"))).satisfies(verdict(Verdict.FAIL, Reason.ABOVE_LIMIT));
        assertThat(judged(run, errors("1%"))).satisfies(verdict(Verdict.FAIL, Reason.ABOVE_LIMIT));
    }

    @ParameterizedTest
    @CsvSource({"1%, 300", "0.1%, 3000", "0.3%, 1000", "100%, 3", "0%, 1"})
    void shouldFollowTheRuleOfThreeWhenAnErrorRateIsToPass(String limit, long needed) {
        assertThat(judged(TestRun.of(needed).answered(HOME, needed, MILLI), errors(limit)))
                .satisfies(verdict(Verdict.PASS, Reason.WITHIN_LIMIT));
        if (needed > 1) {
            assertThat(judged(TestRun.of(needed - 1).answered(HOME, needed - 1, MILLI), errors(limit)))
                    .satisfies(verdict(Verdict.INCONCLUSIVE, Reason.TOO_FEW_SAMPLES));
        }
    }

    @Test
    void shouldFailAnErrorRateWhenFewRequestsAreCertainToMissIt() {
        var down = TestRun.of(20).failed(HOME, ErrorKind.CONNECTION_REFUSED, 20, MILLI);
        assertThat(judged(down, errors("0.1%"))).satisfies(verdict(Verdict.FAIL, Reason.ABOVE_LIMIT));
        var unlucky = TestRun.of(100).answered(HOME, 99, MILLI).failed(HOME, ErrorKind.TIMEOUT, 1, SECOND);
        assertThat(judged(unlucky, errors("0.1%"))).satisfies(verdict(Verdict.INCONCLUSIVE, Reason.TOO_FEW_SAMPLES));
    }

    @Test
    void shouldFailWhenOneErrorIsOneTooMany() {
        var run = TestRun.of(100).answered(HOME, 99, MILLI).failed(HOME, ErrorKind.TIMEOUT, 1, SECOND);
        assertThat(judged(run, errors("0%"))).satisfies(verdict(Verdict.FAIL, Reason.ABOVE_LIMIT));
    }

    @Test
    void shouldNotCountWhatCameAfterTheScheduleWhenThroughputIsJudged() {
        var run = TestRun.of(6_000).answered(69, HOME, 4_800, _ -> MILLI).answered(70, HOME, 1_200, _ -> SECOND);
        var judged = judged(run, throughput("90/s"));
        assertThat(judged).satisfies(verdict(Verdict.FAIL, Reason.BELOW_LIMIT));
        assertThat(judged.measured()).isEqualTo(80.0);
        assertThat(run.judged().totals().okPerSecond()).isEqualTo(80.0);
        assertThat(run.judged().totals().offeredPerSecond()).isEqualTo(100.0);
    }

    @Test
    void shouldFailThroughputWhenThereIsNoGoodResponse() {
        var run = TestRun.of(600).failed(HOME, ErrorKind.TIMEOUT, 600, SECOND);
        assertThat(judged(run, throughput("1/s"))).satisfies(verdict(Verdict.FAIL, Reason.BELOW_LIMIT));
    }

    @Test
    void shouldWarnWhenOnlyAWarningIsMissed() {
        var run = TestRun.of(6_000).answered(HOME, 6_000, SECOND);
        var warning = time(new Statistic.Percentile(99), "300ms", Selector.ALL, Severity.WARN);
        assertThat(judged(run, warning)).satisfies(verdict(Verdict.WARN, Reason.ABOVE_LIMIT));
    }

    @Test
    void shouldHaveNoDataWhenTheStepWasNeverReached() {
        var run = TestRun.of(600).answered(HOME, 600, MILLI);
        var cart = new Selector("buy", "cart");
        for (var objective : new Objective[] {
            time(new Statistic.Percentile(50), "1s", cart, Severity.FAIL),
            new Objective.ErrorRate("errors", cart, 0.1, Severity.FAIL),
            new Objective.Throughput("throughput", cart, 1, Severity.FAIL)
        }) {
            assertThat(judged(run, objective)).satisfies(verdict(Verdict.INCONCLUSIVE, Reason.NO_DATA));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 100.5, Double.NaN})
    void shouldRefuseWhenItIsNoPercentile(double percent) {
        assertThatThrownBy(() -> new Statistic.Percentile(percent)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldShowAllNumbersWhenTotalsAreTaken() {
        var totals = TestRun.of(1_000)
                .answered(HOME, 989, 100 * MILLI)
                .failed(HOME, ErrorKind.TIMEOUT, 11, SECOND)
                .judged()
                .totals();
        assertThat(totals.counts()).isEqualTo(new Counts(1_000, 1_000, 989, 0, 0, 0, Map.of(ErrorKind.TIMEOUT, 11L)));
        assertThat(totals.judgedNanos()).isEqualTo(60 * SECOND);
        assertThat(totals.errorFraction()).isEqualTo(0.011);
        assertThat(totals.startSkewNanos()).isEqualTo(MILLI);
        var response = Objects.requireNonNull(totals.response());
        assertThat(response.p50() / MILLI).isEqualTo(100);
        assertThat(response.p99() / MILLI).isEqualTo(1_000);
        assertThat(TestRun.of(10).judged().totals().response()).isNull();
    }

    /** So many answered in a millisecond, and so many refused, for which no time is recorded. */
    private static TestRun refused(long answered, long refused) {
        return TestRun.of(answered + refused).answered(HOME, answered, MILLI).untimed(HOME, refused);
    }

    private static ObjectiveJudgement judged(TestRun run, Objective objective) {
        return run.judged(objective).objectives().getFirst();
    }

    private static ThrowingConsumer<ObjectiveJudgement> verdict(Verdict verdict, Reason reason) {
        return judged -> {
            assertThat(judged.verdict()).as(judged.message()).isEqualTo(verdict);
            assertThat(judged.reason()).as(judged.message()).isEqualTo(reason);
        };
    }
}
