package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.Objectives.p;
import static dev.plimsoll.engine.judge.TestRun.CART;
import static dev.plimsoll.engine.judge.TestRun.HOME;
import static dev.plimsoll.engine.judge.TestRun.LOGIN;
import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static dev.plimsoll.engine.judge.TestRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.SeriesKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidityTest {

    @Test
    void shouldBeValidWhenAllShardsDroveTheWholeSchedule() {
        assertRun(steady(), Verdict.PASS, Reason.ALL_OBJECTIVES_MET);
    }

    @Test
    void shouldPassAndSaySoWhenNothingIsAskedFor() {
        var judged = Judge.judge(steady().result(), List.of());
        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.reason()).isEqualTo(Reason.NO_OBJECTIVES);
    }

    @Test
    void shouldNotPassWhenNothingIsAskedForAndTheTargetIsDead() {
        var judged = Judge.judge(TestRun.of(6_000).untimed(HOME, 6_000).result(), List.of());
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.reason()).isEqualTo(Reason.NO_DATA);
        assertThat(judged.message())
                .isEqualTo("not one of 6,000 requests was answered as expected;"
                        + " look at the errors: is the target up, at this address?");
    }

    @Test
    void shouldNotPassWhenNothingIsAskedForButARunnerWasLost() {
        var judged = Judge.judge(steady().shards(Ending.COMPLETED, null).result(), List.of());
        assertThat(judged.reason()).isEqualTo(Reason.RUNNER_LOST);
    }

    @Test
    void shouldBeInconclusiveWhenARunnerFellSilent() {
        assertRun(steady().shards(Ending.COMPLETED, null), Verdict.INCONCLUSIVE, Reason.RUNNER_LOST);
    }

    @Test
    void shouldBeInconclusiveWhenARunnersPodWasDeleted() {
        assertRun(steady().shards(Ending.INTERRUPTED, Ending.COMPLETED), Verdict.INCONCLUSIVE, Reason.RUNNER_LOST);
    }

    @Test
    void shouldBlameTheLostRunnerWhenTheOthersWereStoppedForIt() {
        var run = steady().shards(null, Ending.STOPPED).stopped(StopCause.STOPPED.because("pod-a was lost"));
        assertRun(run, Verdict.INCONCLUSIVE, Reason.RUNNER_LOST);
        assertThat(run.judged().message()).endsWith("shard 0 (pod-a) fell silent; pod-a was lost");
    }

    @Test
    void shouldBeInconclusiveWhenFewerRunnersCameThanPlanned() {
        assertRun(steady().shards(Ending.COMPLETED), Verdict.INCONCLUSIVE, Reason.RUNNER_LOST);
        assertRun(steady().shards(), Verdict.INCONCLUSIVE, Reason.RUNNER_LOST);
    }

    @Test
    void shouldBeInconclusiveWhenTheRunWasInterrupted() {
        var run = steady().shards(Ending.INTERRUPTED, null)
                .stopped(StopCause.INTERRUPTED.because("the user pressed Ctrl-C"));
        assertRun(run, Verdict.INCONCLUSIVE, Reason.INTERRUPTED);
        assertThat(run.judged().message()).isEqualTo("the run was interrupted: the user pressed Ctrl-C");
    }

    @Test
    void shouldBeInconclusiveWhenTheLoadWasStopped() {
        var run = steady().shards(Ending.STOPPED, Ending.STOPPED);
        assertRun(run, Verdict.INCONCLUSIVE, Reason.STOPPED);
        assertRun(run.stopped("some reason of old"), Verdict.INCONCLUSIVE, Reason.STOPPED);
        assertThat(run.judged().message()).isEqualTo("the load was ended before its schedule: some reason of old");
    }

    @Test
    void shouldFailAndStillShowObjectivesWhenTheLoadWasAborted() {
        var run = steady().shards(Ending.STOPPED, null)
                .stopped(StopCause.ABORTED.because("error rate was above 10% for 10s"));
        assertRun(run, Verdict.FAIL, Reason.ABORTED);
        var judged = run.judged(p(99, "300ms"));
        assertThat(judged.message()).isEqualTo("the load was aborted: error rate was above 10% for 10s");
        assertThat(judged.objectives().getFirst().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldBlameTheGeneratorWhenItWasLateForALoadThatWasAborted() {
        assertRun(
                aborted(TestRun.of(6_000).answered(HOME, 990, MILLI).late(HOME, 10, MILLI)),
                Verdict.FAIL,
                Reason.ABORTED);
        assertRun(
                aborted(TestRun.of(6_000).answered(HOME, 989, MILLI).late(HOME, 11, MILLI)),
                Verdict.INCONCLUSIVE,
                Reason.GENERATOR_LIMITED);
    }

    @Test
    void shouldBlameTheGeneratorWhenItWasLateForALoadThatWasAbortedInTheWarmUp() {
        var warmup = new SeriesKey("browse", "home", true);
        var run = TestRun.of(6_000).answered(0, warmup, 100, _ -> MILLI).late(warmup, 2, MILLI);
        assertRun(aborted(run), Verdict.INCONCLUSIVE, Reason.GENERATOR_LIMITED);
    }

    @Test
    void shouldShowObjectivesButNotFailWhenARunnerWasLost() {
        var judged = steady().shards(Ending.COMPLETED, null).judged(p(99, "1ms"));
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.objectives().getFirst().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.objectives().getFirst().measuredText()).isEqualTo("100ms");
    }

    @Test
    void shouldHaveNoDataWhenNothingWasSent() {
        assertRun(TestRun.of(6_000), Verdict.INCONCLUSIVE, Reason.NO_DATA);
    }

    @Test
    void shouldHaveNoDataWhenOnlyTheWarmUpSentAnything() {
        var run = TestRun.of(6_000).answered(0, new SeriesKey("browse", "home", true), 1_000, _ -> MILLI);
        assertRun(run, Verdict.INCONCLUSIVE, Reason.NO_DATA);
    }

    @Test
    void shouldBlameTheGeneratorWhenItWasLateForMoreThanOneInAHundred() {
        assertRun(
                TestRun.of(6_000).answered(HOME, 5_940, 100 * MILLI).late(HOME, 60, 100 * MILLI),
                Verdict.PASS,
                Reason.ALL_OBJECTIVES_MET);
        assertRun(
                TestRun.of(6_000).answered(HOME, 5_939, 100 * MILLI).late(HOME, 61, 100 * MILLI),
                Verdict.INCONCLUSIVE,
                Reason.GENERATOR_LIMITED);
    }

    /** A step that begins when the one before has ended is never late, and must not hide that slots were. */
    @Test
    void shouldNotDiluteLateSlotsWhenLaterStepsFollow() {
        assertRun(
                TestRun.of(6_000)
                        .answered(LOGIN, 5_939, 100 * MILLI)
                        .late(LOGIN, 61, 100 * MILLI)
                        .answered(CART, 6_000, 100 * MILLI),
                Verdict.INCONCLUSIVE,
                Reason.GENERATOR_LIMITED);
    }

    @Test
    void shouldNotDiluteUnaccountedSlotsWhenLaterStepsFollow() {
        assertRun(
                TestRun.of(6_000).answered(LOGIN, 5_930, 100 * MILLI).answered(CART, 5_930, 100 * MILLI),
                Verdict.INCONCLUSIVE,
                Reason.GENERATOR_LIMITED);
    }

    @Test
    void shouldBlameTheGeneratorWhenItHadNoPortLeftForMoreThanOneInAHundred() {
        var run = TestRun.of(6_000).answered(HOME, 5_940, MILLI).failed(HOME, ErrorKind.GENERATOR_FAULT, 60, MILLI);
        assertRun(run, Verdict.PASS, Reason.ALL_OBJECTIVES_MET);
        run = TestRun.of(6_000).answered(HOME, 5_939, MILLI).failed(HOME, ErrorKind.GENERATOR_FAULT, 61, MILLI);
        assertRun(run, Verdict.INCONCLUSIVE, Reason.GENERATOR_LIMITED);
        assertThat(run.judged(p(99, "1s")).message()).contains("61 without a free file, port or memory");
    }

    @Test
    void shouldBlameTheGeneratorWhenItKeptUsersWaiting() {
        assertRun(
                TestRun.ofUsers(5).answered(HOME, 1_980, MILLI).late(HOME, 20, MILLI),
                Verdict.PASS,
                Reason.ALL_OBJECTIVES_MET);
        assertRun(
                TestRun.ofUsers(5).answered(HOME, 1_979, MILLI).late(HOME, 21, MILLI),
                Verdict.INCONCLUSIVE,
                Reason.GENERATOR_LIMITED);
    }

    @Test
    void shouldBlameTheTargetWhenSlotsNoticedInTimeWereNeverSent() {
        assertRun(
                TestRun.of(6_000).answered(HOME, 3_000, 100 * MILLI).missed(HOME, 3_000, 20 * SECOND),
                Verdict.FAIL,
                Reason.OBJECTIVE_MISSED);
    }

    @Test
    void shouldBlameTheGeneratorWhenSlotsNoticedLateWereNeverSent() {
        var neverSent = new Counts(100, 0, 0, 100, 100, 0, Map.of());
        assertRun(
                TestRun.of(6_000).answered(HOME, 5_900, 100 * MILLI).seen(69, HOME, neverSent, 0, _ -> 0),
                Verdict.INCONCLUSIVE,
                Reason.GENERATOR_LIMITED);
    }

    @Test
    void shouldBeInconclusiveWhenSlotsOfTheScheduleAreNowhere() {
        assertRun(TestRun.of(6_000).answered(HOME, 5_900, 100 * MILLI), Verdict.INCONCLUSIVE, Reason.GENERATOR_LIMITED);
    }

    @Test
    void shouldCountFirstStepsOfAllScenariosWhenSlotsAreCounted() {
        assertRun(
                TestRun.of(6_000).answered(HOME, 3_000, MILLI).answered(LOGIN, 3_000, MILLI),
                Verdict.PASS,
                Reason.ALL_OBJECTIVES_MET);
        assertRun(
                TestRun.of(6_000).answered(HOME, 3_000, MILLI).answered(CART, 3_000, MILLI),
                Verdict.INCONCLUSIVE,
                Reason.GENERATOR_LIMITED);
    }

    /** Of 6,000 Poisson arrivals on average, 5,650 come by chance; 5,400 do not. */
    @Test
    void shouldAllowForChanceWhenArrivalsArePoisson() {
        assertRun(
                TestRun.at(100, Load.Arrivals.POISSON).answered(HOME, 5_650, MILLI),
                Verdict.PASS,
                Reason.ALL_OBJECTIVES_MET);
        assertRun(
                TestRun.at(100, Load.Arrivals.POISSON).answered(HOME, 5_400, MILLI),
                Verdict.INCONCLUSIVE,
                Reason.GENERATOR_LIMITED);
    }

    @Test
    void shouldAskForNoRateWhenUsersDecideWhenToSend() {
        assertRun(TestRun.ofUsers(5).answered(HOME, 1_500, MILLI), Verdict.PASS, Reason.ALL_OBJECTIVES_MET);
    }

    /** A rate is per second of the load that was driven, not of the load that was planned. */
    @Test
    void shouldDivideByTheTimeDrivenWhenTheRunWasCutShort() {
        var run = TestRun.of(6_000)
                .answered(10, HOME, 100, _ -> MILLI)
                .answered(39, HOME, 2_900, _ -> MILLI)
                .shards(Ending.STOPPED, Ending.STOPPED)
                .stopped(StopCause.ABORTED.because("harm"));
        assertThat(run.judged().totals().judgedNanos()).isEqualTo(30 * SECOND);
        assertThat(run.judged().totals().achievedPerSecond()).isEqualTo(100);
    }

    @Test
    void shouldReadBackTheCauseWhenAReasonWasWritten() {
        for (var cause : StopCause.values()) {
            assertThat(StopCause.of(cause.because("x"))).isEqualTo(cause);
        }
        assertThat(StopCause.of("whatever")).isEqualTo(StopCause.STOPPED);
    }

    private static TestRun aborted(TestRun run) {
        return run.shards(Ending.STOPPED, Ending.STOPPED)
                .stopped(StopCause.ABORTED.because("error rate was above 10% for 10s"));
    }

    private static TestRun steady() {
        return TestRun.of(6_000).answered(HOME, 6_000, 100 * MILLI);
    }

    private static void assertRun(TestRun run, Verdict verdict, Reason reason) {
        var judged = run.judged(p(99, "300ms"));
        assertThat(judged.verdict()).as(judged.message()).isEqualTo(verdict);
        assertThat(judged.reason()).as(judged.message()).isEqualTo(reason);
    }
}
