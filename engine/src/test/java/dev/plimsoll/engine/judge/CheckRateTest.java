package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.Objectives.checks;
import static dev.plimsoll.engine.judge.TestRun.CART;
import static dev.plimsoll.engine.judge.TestRun.HOME;
import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.judge.Totals.FailedCheck;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks that passed, of all that were made. */
class CheckRateTest {

    @Test
    void shouldHoldWhenTheShareEqualsTheLimit() {
        var judged = judged(TestRun.of(1_000).checked(1_000, Map.of("total", 15L, "quick", 5L)), checks("99%"));

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.reason()).isEqualTo(Reason.WITHIN_LIMIT);
        assertThat(judged.samples()).isEqualTo(2_000);
        assertThat(judged.message())
                .isEqualTo("check rate was 99%, limit 99%, from 2,000 checks, of which 20 failed (95 % confidence: "
                        + "98.5%..99.4%); that is close: the interval includes the limit");
    }

    @Test
    void shouldNotHoldWhenTheShareIsBelowTheLimit() {
        var judged = judged(TestRun.of(1_000).checked(1_000, Map.of("total", 100L)), checks("99%"));

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.reason()).isEqualTo(Reason.BELOW_LIMIT);
        assertThat(judged.measuredText()).isEqualTo("95%");
    }

    @Test
    void shouldNotRoundUpToAllWhenOneFailed() {
        var judged = judged(TestRun.of(50_000).checked(50_000, Map.of("total", 1L)), checks("99%"));

        assertThat(judged.measuredText()).isEqualTo("99.999%");
    }

    @Test
    void shouldBeInconclusiveWhenChecksAreTooFew() {
        var judged = judged(TestRun.of(149).checked(149, Map.of()), checks("99%"));

        assertThat(judged.reason()).isEqualTo(Reason.TOO_FEW_SAMPLES);
        assertThat(judged.message()).endsWith("a limit of 99% needs at least 300");
        assertThat(judged(TestRun.of(150).checked(150, Map.of()), checks("99%")).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(judged(TestRun.of(1).checked(1, Map.of()), checks("100%")).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldBeInconclusiveWhenUnansweredRequestsCouldHaveFailedTheirChecks() {
        var judged = judged(TestRun.of(1_000).checked(980, Map.of()).untimed(CART, 20), checks("99%"));

        assertThat(judged.reason()).isEqualTo(Reason.PARTIAL_EVIDENCE);
        assertThat(judged.message())
                .endsWith("of 2,000 checks that were due, 40 could not be made, and had they failed, it would be 98%;"
                        + " find out what kept those requests from a response");
        assertThat(judged(TestRun.of(1_000).checked(990, Map.of()).untimed(CART, 10), checks("99%"))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    /** Requests of a step without checks have none to fail. */
    @Test
    void shouldNotMissChecksWhenAStepHasNone() {
        var judged = judged(TestRun.of(1_000).checked(500, Map.of()).untimed(HOME, 500), checks("99%"));

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldSayWhyWhenNoCheckWasMade() {
        var withoutChecks = new Objective.CheckRate("x", new Selector("browse", null), 0.99, Severity.FAIL);
        var run = TestRun.of(500).answered(HOME, 500, MILLI);

        assertThat(judged(run, withoutChecks).reason()).isEqualTo(Reason.NO_DATA);
        assertThat(judged(run, withoutChecks).message())
                .isEqualTo("check rate of browse could not be measured: no step that it selects has checks; give one"
                        + " some, or remove the objective");
        assertThat(judged(run, checks("99%")).message())
                .isEqualTo("check rate could not be measured: no request with checks was answered; the errors say why");
    }

    @Test
    void shouldTellTheWorstFirstWhenChecksFailed() {
        var warmup = new SeriesKey("buy", "cart", true);
        var totals = TestRun.of(1_000)
                .seen(0, warmup, new Counts(9, 9, 9, 0, 0, 0, Map.of(), 18, Map.of("total", 9L)), 9, _ -> MILLI)
                .checked(100, Map.of("total", 2L))
                .checked(100, Map.of("total", 2L, "quick", 7L))
                .judged()
                .totals();

        assertThat(totals.counts().checks()).isEqualTo(400);
        assertThat(totals.failedChecks())
                .containsExactly(
                        new FailedCheck("buy", "cart", "quick", 7), new FailedCheck("buy", "cart", "total", 4));
    }

    private static ObjectiveJudgement judged(TestRun run, Objective objective) {
        return run.judged(objective).objectives().getFirst();
    }
}
