package dev.plimsoll.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.engine.contract.Arm;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.judge.TestRounds.Side;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ComparisonJudgeTest {
    private static final Objective.Regression MEDIAN = time(50, 0.02, 0.10, Severity.FAIL);

    /** A little noise, the same for whoever asks. */
    private static DoubleUnaryOperator around(double millis) {
        return round -> millis * (1 + 0.004 * ((round * 7) % 5 - 2));
    }

    private static DoubleUnaryOperator otherwiseAround(double millis) {
        return round -> millis * (1 + 0.004 * ((round * 3) % 5 - 2));
    }

    private static Objective.Regression time(double percent, double tolerance, double max, Severity severity) {
        return new Objective.Regression(
                "no slower",
                Selector.ALL,
                new Compared.Time(Objective.Clock.RESPONSE, new Statistic.Percentile(percent)),
                tolerance,
                max,
                severity);
    }

    private static Objective.Regression of(Compared compared, double tolerance, double max) {
        return new Objective.Regression("compared", Selector.ALL, compared, tolerance, max, Severity.FAIL);
    }

    @Test
    void shouldPassWhenBothAreAlike() {
        var judged = TestRounds.of(6, around(50), otherwiseAround(50)).judged(MEDIAN);
        assertThat(judged.verdict()).as(judged.message()).isEqualTo(Verdict.PASS);
        assertThat(judged.reason()).isEqualTo(Reason.ALL_OBJECTIVES_MET);
        var objective = judged.objectives().getFirst();
        assertThat(objective.reason()).isEqualTo(Reason.NO_WORSE);
        assertThat(objective.measured()).isCloseTo(0, within(0.01));
        assertThat(objective.confidence()).isNotNull();
        assertThat(objective.samples()).isEqualTo(6 * TestRounds.PER_SIDE);
        assertThat(Objects.requireNonNull(objective.contrast()).rounds()).isEqualTo(6);
        assertThat(judged.comparison()).isNotNull().satisfies(progress -> {
            assertThat(progress.rounds()).isEqualTo(6);
            assertThat(progress.decided()).isEqualTo(1);
            assertThat(progress.over()).isTrue();
        });
    }

    @Test
    void shouldFailWhenTheCandidateIsSlower() {
        var judged = TestRounds.of(6, around(50), otherwiseAround(65)).judged(MEDIAN);
        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.reason()).isEqualTo(Reason.OBJECTIVE_MISSED);
        assertThat(judged.objectives().getFirst().reason()).isEqualTo(Reason.WORSE);
        assertThat(judged.message())
                .startsWith(
                        "the objective is missed: p50 of response time was 64.8ms at the candidate and 49.9ms at the"
                                + " baseline, 30% more; after 6 rounds the difference lies within +28.7%..+31.3%")
                .contains("worse by more than the tolerated 2%")
                .contains("wrong in at most 5% of cases");
    }

    @Test
    void shouldWarnWhenOnlyAWarningIsAskedFor() {
        var judged = TestRounds.of(12, around(50), otherwiseAround(65)).judged(time(50, 0.02, 0.1, Severity.WARN));
        assertThat(judged.verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void shouldNotBeOverBeforeItIsDecided() {
        assertThat(TestRounds.of(5, around(50), otherwiseAround(65))
                        .progress(MEDIAN)
                        .over())
                .as("fewer rounds than the least")
                .isFalse();
        var between = TestRounds.of(8, around(50), round -> round % 2 == 0 ? 50.5 : 55);
        assertThat(between.progress(MEDIAN).over()).as("neither is proven").isFalse();
        assertThat(between.progress(MEDIAN).decided()).isZero();
    }

    @Test
    void shouldStayInconclusiveWhenNothingIsProvenAfterAllRounds() {
        var judged =
                TestRounds.of(12, around(50), round -> round % 2 == 0 ? 42 : 66).judged(MEDIAN);
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.reason()).isEqualTo(Reason.UNDECIDED);
        assertThat(judged.message())
                .contains("neither rules out 10% more nor proves more than the tolerated 2%", "rounds like these would")
                .contains("raise rounds.max");
    }

    @Test
    void shouldGoOnWhileAnotherObjectiveIsOpen() {
        var errors = of(new Compared.ErrorRate(), 0.1, 0.5);
        var run = TestRounds.none();
        for (int i = 0; i < 7; i++) {
            run.round(
                    Side.answering(50).failing(ErrorKind.BAD_STATUS, i % 2 == 0 ? 1 : 4),
                    Side.answering(50.1 - 0.1 * (i % 3)).failing(ErrorKind.BAD_STATUS, i % 2 == 0 ? 4 : 1));
        }
        assertThat(run.progress(MEDIAN).over()).isTrue();
        assertThat(run.progress(MEDIAN, errors).over()).isFalse();
    }

    @Test
    void shouldGiveUpWhenNoRoundCountsForAnObjective() {
        var tail = time(99, 0.02, 0.1, Severity.FAIL);
        var run = TestRounds.of(6, around(50), otherwiseAround(50));
        assertThat(run.progress(tail).over()).isTrue();
        var judged = run.judged(tail);
        assertThat(judged.reason()).isEqualTo(Reason.TOO_FEW_SAMPLES);
        assertThat(judged.message())
                .isEqualTo("the objective is inconclusive: p99 of response time could not be compared; 0 of 6 rounds"
                        + " count, and 6 are needed; in round 1 the baseline had 1,000 requests, and p99 needs 3,000 on"
                        + " each side in every round; make the rounds longer, or the load higher");
    }

    @Test
    void shouldStopAtOnceWhenOneObjectiveHasFailed() {
        var errors = of(new Compared.ErrorRate(), 0.1, 0.5);
        var run = TestRounds.none();
        for (int i = 0; i < 7; i++) {
            run.round(
                    Side.answering(50).failing(ErrorKind.BAD_STATUS, i % 2 == 0 ? 1 : 4),
                    Side.answering(70).failing(ErrorKind.BAD_STATUS, i % 2 == 0 ? 4 : 1));
        }
        var progress = run.progress(MEDIAN, errors);
        assertThat(progress.decided()).isEqualTo(1);
        assertThat(progress.over()).isTrue();
        assertThat(progress.sentence()).isEqualTo("the verdict was certain after 7 of at most 12 rounds");
        assertThat(run.judged(MEDIAN, errors).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldSayThatTheCandidateIsNotThereWhenItNeverAnswers() {
        var run = TestRounds.none();
        for (int i = 0; i < 6; i++) {
            run.round(Side.answering(50), Side.refusing());
        }
        var limit = Objectives.errors("1%");
        assertThat(run.progress(MEDIAN, limit).over())
                .as("six rounds are enough to see it")
                .isTrue();
        var judged = run.judged(MEDIAN, limit);
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.reason()).isEqualTo(Reason.NOT_ANSWERING);
        assertThat(judged.message())
                .isEqualTo("the candidate answered none of 6,000 requests, so there is nothing to compare; is it up, at"
                        + " this address?");
    }

    @Test
    void shouldNotPassWhenTheCandidateFellSilentInOneRound() {
        var run = TestRounds.of(3, around(50), otherwiseAround(50)).round(Side.answering(50), Side.refusing());
        for (int i = 0; i < 4; i++) {
            run.round(Side.answering(50), Side.answering(50.1 - 0.1 * (i % 3)));
        }
        var judged = run.judged(MEDIAN);
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.reason()).isEqualTo(Reason.NOT_ANSWERING);
        assertThat(judged.message())
                .contains("but not of round 4, in which the candidate answered none of 1,000 requests");
        assertThat(Objects.requireNonNull(judged.comparison()).leftOut())
                .containsExactly("round 4: the candidate answered none of 1,000 requests");
    }

    @Test
    void shouldLeaveOutARoundThatTheGeneratorSpoiled() {
        var run = TestRounds.of(3, around(50), otherwiseAround(50))
                .round(Side.answering(90).late(40), Side.answering(900).late(40));
        for (int i = 0; i < 4; i++) {
            run.round(Side.answering(50), Side.answering(50.1 - 0.1 * (i % 3)));
        }
        var judged = run.judged(MEDIAN, Objectives.p(99, "100ms"));
        assertThat(judged.verdict()).as(judged.message()).isEqualTo(Verdict.PASS);
        assertThat(Objects.requireNonNull(judged.comparison()).leftOut())
                .singleElement()
                .asString()
                .startsWith("round 4: the generator was ready in time for only 96% of 2,000 slots");
    }

    @Test
    void shouldBlameTheGeneratorWhenTooFewRoundsAreLeft() {
        var run = TestRounds.none();
        for (int i = 0; i < 12; i++) {
            run.round(Side.answering(50).late(i < 7 ? 40 : 0), Side.answering(50));
        }
        var judged = run.judged(MEDIAN);
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.reason()).isEqualTo(Reason.GENERATOR_LIMITED);
        assertThat(judged.message()).startsWith("5 of 12 rounds count, and 6 are needed; in round 1 the generator");
    }

    @Test
    void shouldGiveLateAnswersToTheRoundInWhichTheyWereDue() {
        var slow = TestRounds.none();
        for (int i = 0; i < 6; i++) {
            slow.round(Side.answering(50), Side.answering(50)).lateAnswers(Arm.CANDIDATE, 900, 300);
        }
        assertThat(slow.judged(MEDIAN).objectives().getFirst().contrast())
                .satisfies(contrast ->
                        assertThat(Objects.requireNonNull(contrast).candidate()).isGreaterThan(60e6));
    }

    @Test
    void shouldJudgeTheCandidateAloneByLimits() {
        var run = TestRounds.of(6, around(500), otherwiseAround(50));
        assertThat(run.judged(MEDIAN, Objectives.p(99, "100ms")).verdict()).isEqualTo(Verdict.PASS);
        assertThat(run.judged(MEDIAN, Objectives.throughput("990/s"))
                        .objectives()
                        .getLast()
                        .measured())
                .isCloseTo(1_000, within(1e-6));
        var slow = TestRounds.of(6, around(50), otherwiseAround(50));
        assertThat(slow.judged(MEDIAN, Objectives.p(99, "20ms")).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldCompareErrorsAndThroughputTheRightWayRound() {
        var run = TestRounds.none();
        for (int i = 0; i < 8; i++) {
            run.round(
                    Side.answering(50).failing(ErrorKind.BAD_STATUS, 10 + i % 2),
                    Side.answering(50).failing(ErrorKind.BAD_STATUS, 300 + i % 3));
        }
        var errors =
                run.judged(of(new Compared.ErrorRate(), 0.1, 0.5)).objectives().getFirst();
        assertThat(errors.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(errors.message()).contains("error rate was 30.1% at the candidate and 1.05% at the baseline");
        var throughput = run.judged(of(new Compared.Throughput(), 0.02, 0.1))
                .objectives()
                .getFirst();
        assertThat(throughput.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(throughput.measuredText()).startsWith("-29");
        assertThat(throughput.objective().limitText()).isEqualTo(">= -10%");
        assertThat(throughput.message()).contains("29.3% less");
    }

    @Test
    void shouldTellOfTheObjectiveThatIsNearestToItsBound() {
        var easy = time(75, 0.02, 0.5, Severity.FAIL);
        var throughput = of(new Compared.Throughput(), 0.02, 0.1);
        var alike = TestRounds.of(6, around(50), otherwiseAround(50));
        assertThat(alike.judged(easy, MEDIAN, throughput).message())
                .startsWith("all 3 objectives are met; the nearest to its bound: p50 of response time");

        var run = TestRounds.none();
        for (int i = 0; i < 6; i++) {
            run.round(
                    Side.answering(50),
                    Side.answering(50.1 - 0.1 * (i % 3)).failing(ErrorKind.BAD_STATUS, 60 + 5 * (i % 3)));
        }
        assertThat(run.judged(easy, MEDIAN, throughput).message())
                .startsWith("all 3 objectives are met; the nearest to its bound: throughput");
    }

    private static List<String> leftOut(Side baseline, Side candidate, Objective objective) {
        var run = TestRounds.of(6, around(50), otherwiseAround(50)).round(baseline, candidate);
        return Objects.requireNonNull(run.judged(objective).comparison()).leftOut();
    }

    @Test
    void shouldNotPassWhenTooManyRequestsOfASideHaveNoTime() {
        var half = Side.answering(50).failing(ErrorKind.CONNECTION_REFUSED, 500);
        assertThat(leftOut(half, half, MEDIAN)).isEmpty();

        var more = Side.answering(50).failing(ErrorKind.CONNECTION_REFUSED, 501);
        var judged = TestRounds.of(6, around(50), otherwiseAround(50))
                .round(Side.answering(50), more)
                .judged(MEDIAN);
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.reason()).isEqualTo(Reason.PARTIAL_EVIDENCE);
        assertThat(Objects.requireNonNull(judged.comparison()).leftOut())
                .containsExactly("round 7: 501 of 1,000 requests to the candidate have no response time, and p50 needs"
                        + " it of 50%");
    }

    @Test
    void shouldTellOfRoundsThatAreLeftOutInTheirOrder() {
        var run = TestRounds.none();
        for (int i = 0; i < 8; i++) {
            var candidate = Side.answering(50.1 - 0.1 * (i % 3));
            run.round(
                    Side.answering(50),
                    i == 1 || i == 3 ? candidate.failing(ErrorKind.CONNECTION_REFUSED, 600) : candidate);
        }
        var judged = run.judged(time(90, 0.02, 0.1, Severity.FAIL), MEDIAN);
        assertThat(Objects.requireNonNull(judged.comparison()).leftOut())
                .extracting(line -> line.replaceAll(": .*(p\\d\\d).*", ": $1"))
                .containsExactly("round 2: p50", "round 2: p90", "round 4: p50", "round 4: p90");
    }

    @Test
    void shouldNotTakeQuickErrorsForGoodTimes() {
        var run = TestRounds.none();
        for (int i = 0; i < 6; i++) {
            run.round(Side.answering(50), Side.answering(1).failing(ErrorKind.BAD_STATUS, TestRounds.PER_SIDE));
        }
        var judged = run.judged(MEDIAN);
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.reason()).isEqualTo(Reason.NO_DATA);
        assertThat(judged.message()).contains("the candidate answered none of 1,000 requests as expected");
    }

    @Test
    void shouldDoubtTheRunBeforeItCompares() {
        var run = TestRounds.of(6, around(50), otherwiseAround(50));
        assertThat(run.lost().judged(MEDIAN).reason()).isEqualTo(Reason.RUNNER_LOST);
        assertThat(run.stopped(StopCause.INTERRUPTED.because("Ctrl-C"))
                        .judged(MEDIAN)
                        .reason())
                .isEqualTo(Reason.INTERRUPTED);
        assertThat(run.stopped(StopCause.ABORTED.because("harm")).judged(MEDIAN).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldAskForMoreWhenALimitNeedsMoreRequests() {
        var rare = Objectives.errors("0.04%");
        assertThat(TestRounds.of(6, around(50), otherwiseAround(50))
                        .progress(MEDIAN, rare)
                        .over())
                .as("6,000 requests say nothing of 0.04%")
                .isFalse();
        assertThat(TestRounds.of(8, around(50), otherwiseAround(50))
                        .progress(MEDIAN, rare)
                        .over())
                .isTrue();
    }

    @Test
    void shouldHaveNothingToCompareWithInAnOrdinaryRun() {
        var judged = TestRun.of(1_000).answered(TestRun.LOGIN, 1_000, 1).judged(MEDIAN);
        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.reason()).isEqualTo(Reason.NO_BASELINE);
    }

    @Test
    void shouldNameWhatIsNotThereWhenItSelectsAnUnknownStep() {
        var objective = new Objective.Regression(
                "no slower", new Selector("buy", "checkout"), MEDIAN.compared(), 0.02, 0.1, Severity.FAIL);
        assertThat(TestRounds.of(6, around(50), around(50)).judged(objective).reason())
                .isEqualTo(Reason.UNKNOWN_STEP);
    }
}
