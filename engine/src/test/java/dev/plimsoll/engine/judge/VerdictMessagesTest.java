package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.Objectives.errors;
import static dev.plimsoll.engine.judge.Objectives.p;
import static dev.plimsoll.engine.judge.Objectives.throughput;
import static dev.plimsoll.engine.judge.Objectives.time;
import static dev.plimsoll.engine.judge.TestRun.HOME;
import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read: whole sentences, so that nobody changes one without seeing it. */
class VerdictMessagesTest {

    @Test
    void shouldTellValueLimitSamplesAndIntervalWhenATimeHolds() {
        var run = TestRun.of(60_000).answered(10, HOME, 60_000, i -> i % 214 * MILLI);
        assertThat(message(run, p(99, "300ms")))
                .isEqualTo("p99 of response time was 211ms, limit 300ms, from 60,000 requests"
                        + " (95 % confidence: 211ms..212ms)");
    }

    @Test
    void shouldSayThatItIsCloseWhenTheIntervalIncludesTheLimit() {
        var run = TestRun.of(1_200).answered(10, HOME, 1_200, i -> i % 400 * MILLI);
        assertThat(message(run, p(95, "383ms")))
                .isEqualTo("p95 of response time was 379ms, limit 383ms, from 1,200 requests"
                        + " (95 % confidence: 374ms..384ms); that is close: the interval includes the limit");
    }

    @Test
    void shouldShowMoreDigitsWhenValueAndLimitWouldLookTheSame() {
        var run = TestRun.of(6_000).answered(HOME, 6_000, 300 * MILLI);
        assertThat(message(run, p(99, "300ms")))
                .isEqualTo("p99 of response time was 300.2ms, limit 300ms, from 6,000 requests"
                        + " (95 % confidence: 300ms..300ms)");
    }

    @Test
    void shouldSayHowManyAreNeededWhenThereAreTooFew() {
        var run = TestRun.of(999).answered(HOME, 999, 100 * MILLI);
        assertThat(message(run, p(99, "300ms")))
                .isEqualTo("p99 of response time was 100ms, limit 300ms, from 999 requests"
                        + " (95 % confidence: 100ms..100ms); that is too little to judge by:"
                        + " p99 needs at least 1,000");
    }

    @Test
    void shouldSayThatItIsEnoughWhenFewAreCertainToMiss() {
        var run = TestRun.of(200).answered(HOME, 200, 500 * MILLI);
        assertThat(message(run, p(99, "300ms")))
                .isEqualTo("p99 of response time was 500ms, limit 300ms, from 200 requests; that is little to judge by,"
                        + " but enough to say that the limit does not hold");
    }

    @Test
    void shouldNameScenarioAndStepWhenAnObjectiveSelectsThem() {
        var run = TestRun.of(600).answered(HOME, 600, 100 * MILLI);
        var objective = time(new Statistic.Percentile(50), "300ms", new Selector("browse", "home"), Severity.FAIL);
        assertThat(message(run, objective))
                .isEqualTo("p50 of response time of browse/home was 100ms, limit 300ms, from 600 requests"
                        + " (95 % confidence: 100ms..100ms)");
    }

    @Test
    void shouldTellErrorsAndRequestsWhenAnErrorRateIsJudged() {
        var run = TestRun.of(60_000).answered(HOME, 59_970, MILLI).failed(HOME, ErrorKind.TIMEOUT, 30, 1_000 * MILLI);
        assertThat(message(run, errors("0.1%")))
                .isEqualTo("error rate was 0.05%, limit 0.1%, from 60,000 requests with 30 errors"
                        + " (95 % confidence: 0.0337%..0.0714%)");
    }

    @Test
    void shouldTellHowManyAnErrorRateNeedsWhenThereAreTooFew() {
        assertThat(message(TestRun.of(600).answered(HOME, 600, MILLI), errors("0.1%")))
                .isEqualTo("error rate was 0%, limit 0.1%, from 600 requests with 0 errors"
                        + " (95 % confidence: 0%..0.613%); that is too little to judge by:"
                        + " a limit of 0.1% needs at least 3,000");
    }

    @Test
    void shouldSayWhatIsNotKnownWhenTheEvidenceIsPartial() {
        var refused = TestRun.of(6_000).answered(HOME, 5_900, 100 * MILLI).untimed(HOME, 100);
        assertThat(message(refused, p(99, "300ms")))
                .isEqualTo("p99 of response time was 100ms, limit 300ms, from 5,900 requests"
                        + " (95 % confidence: 100ms..100ms); that is too little to judge by:"
                        + " 100 of the 6,000 requests that were due have no response time, and p99 needs it of 99%;"
                        + " find out what kept them from it");
        var unsent = TestRun.of(6_000).answered(HOME, 5_900, MILLI).missed(HOME, 100, MILLI);
        assertThat(message(unsent, errors("1%")))
                .isEqualTo("error rate was 0%, limit 1%, from 5,900 requests with 0 errors"
                        + " (95 % confidence: 0%..0.0625%); that is too little to judge by:"
                        + " 100 slots were never sent, and had they failed, it would be 1.67%;"
                        + " find out what they waited for");
    }

    @Test
    void shouldTellResponsesAndTimeWhenAThroughputIsJudged() {
        assertThat(message(TestRun.of(29_988).answered(HOME, 29_988, MILLI), throughput("450/s")))
                .isEqualTo("throughput was 499.8/s, limit 450/s, from 29,988 good responses in 1m");
    }

    @Test
    void shouldSayWhatThereIsWhenAnObjectiveSelectsWhatThereIsNot() {
        var run = TestRun.of(600).answered(HOME, 600, MILLI);
        var statistic = new Statistic.Max();
        assertThat(message(run, time(statistic, "1s", new Selector("by", null), Severity.FAIL)))
                .isEqualTo("there is no scenario \"by\"; the plan has \"buy\", \"browse\"");
        assertThat(message(run, time(statistic, "1s", new Selector("buy", "home"), Severity.FAIL)))
                .isEqualTo("there is no step \"home\" in scenario \"buy\"; there are \"login\", \"cart\"");
        assertThat(message(run, time(statistic, "1s", new Selector(null, "car"), Severity.FAIL)))
                .isEqualTo("there is no step \"car\"; there are \"login\", \"cart\", \"home\"");
        assertThat(message(run, time(statistic, "1s", new Selector("buy", "cart"), Severity.FAIL)))
                .isEqualTo("max of response time of buy/cart could not be measured:"
                        + " no such request was sent in the judged time");
    }

    @Test
    void shouldSayThatNothingAnsweredWhenAllThatWasSentIsRefused() {
        var run = TestRun.of(600).seen(0, HOME, refused(600), 0, i -> 0);
        assertThat(message(run, time(new Statistic.Max(), "1s", Selector.ALL, Severity.FAIL)))
                .isEqualTo("max of response time could not be measured: not one of 600 such requests had a response;"
                        + " the errors say why");
    }

    private static Counts refused(long count) {
        return new Counts(count, count, 0, 0, 0, 0, Map.of(ErrorKind.CONNECTION_REFUSED, count));
    }

    @Test
    void shouldSumUpWhenTheRunIsJudged() {
        var run = TestRun.of(6_000).answered(HOME, 6_000, 100 * MILLI);
        assertThat(run.judged(p(50, "1s"), p(99, "1s")).message()).isEqualTo("all 2 objectives are met");
        assertThat(run.judged(p(50, "1s")).message()).isEqualTo("the objective is met");
        assertThat(run.judged(p(50, "1s"), throughput("200/s")).message())
                .isEqualTo("1 of 2 objectives is missed:"
                        + " throughput was 100/s, limit 200/s, from 6,000 good responses in 1m");
        assertThat(run.judged(throughput("200/s"), p(99, "1ms")).message())
                .isEqualTo("2 of 2 objectives are missed, the first:"
                        + " throughput was 100/s, limit 200/s, from 6,000 good responses in 1m");
        assertThat(run.judged(errors("0.01%")).message())
                .startsWith("the objective is inconclusive: error rate was 0%, limit 0.01%");
        assertThat(run.judged().message())
                .isEqualTo("the load was driven as planned; no budget asked for anything, so nothing was judged");
    }

    @Test
    void shouldSayWhatIsWrongWithTheRunWhenItCarriesNoVerdict() {
        var run = TestRun.of(6_000).answered(HOME, 6_000, 100 * MILLI);
        assertThat(run.shards(Ending.COMPLETED).judged().message())
                .isEqualTo("1 of 2 runners did not drive their share of the load to the end: shard 1 was never taken");
        assertThat(run.shards(null, Ending.INTERRUPTED).judged().message())
                .isEqualTo("2 of 2 runners did not drive their share of the load to the end:"
                        + " shard 0 (pod-a) fell silent, shard 1 (pod-b) was told to end");
        assertThat(TestRun.of(6_000)
                        .answered(HOME, 5_800, MILLI)
                        .late(HOME, 100, MILLI)
                        .judged()
                        .message())
                .isEqualTo("the generator was ready in time for only 96.7% of 5,998 slots, and 99% are needed"
                        + " (100 noticed late, 98 never accounted for);"
                        + " give the runners more CPU or use more of them");
    }

    @Test
    void shouldKeepWhyTheLoadWasAbortedWhenTheGeneratorIsToBlame() {
        var run = TestRun.of(6_000).answered(HOME, 900, MILLI).late(HOME, 100, MILLI);
        assertThat(run.stopped(StopCause.ABORTED.because("error rate was above 10% for 10s, last at 34%"))
                        .judged()
                        .message())
                .isEqualTo("the load was aborted: error rate was above 10% for 10s, last at 34%;"
                        + " but the generator was ready in time for only 90% of 1,000 slots, and 99% are needed"
                        + " (100 noticed late); give the runners more CPU or use more of them");
    }

    private static String message(TestRun run, Objective objective) {
        return run.judged(objective).objectives().getFirst().message();
    }
}
