package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.TestRun.HOME;
import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhaseSummaryTest {
    private static final TestRun RUN = TestRun.of(6_000).answered(HOME, 6_000, 100 * MILLI);
    private static final PhaseJudgement UNASKED = new PhaseJudgement("unasked", RUN.judged());
    private static final PhaseJudgement MET = new PhaseJudgement("met", RUN.judged(Objectives.p(99, "1s")));
    private static final PhaseJudgement MISSED = new PhaseJudgement("missed", RUN.judged(Objectives.p(99, "1ms")));
    private static final PhaseJudgement ADVISORY = new PhaseJudgement("advisory", withoutBaseline());

    private static Judgement withoutBaseline() {
        var noSlower = new Objective.Regression(
                "no slower",
                Selector.ALL,
                new Compared.Time(Objective.Clock.RESPONSE, new Statistic.Percentile(99)),
                0.02,
                0.1,
                Severity.FAIL);
        return Judge.judge(
                RUN.result(), List.of(new Budget("", "slo", List.of(noSlower), 0.05, new BaselineSource.LastPassed())));
    }

    private static Judgement of(PhaseJudgement... phases) {
        return PhaseSummary.of(List.of(phases), MET.judgement().totals());
    }

    @Test
    void shouldTellFirstOfThePhaseThatOnlySeemsToPass() {
        var judgement = of(MET, ADVISORY);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.reason()).isEqualTo(Reason.NO_BASELINE);
        assertThat(judgement.advisory()).contains(Reason.NO_BASELINE);
        assertThat(judgement.message()).startsWith("2 of 2 phases passed, the first: advisory: ");
    }

    @Test
    void shouldHaveMetAllWhenAnythingWasAskedOfAnyPhase() {
        assertThat(of(UNASKED, MET).reason()).isEqualTo(Reason.ALL_OBJECTIVES_MET);
        assertThat(of(MET, UNASKED).reason()).isEqualTo(Reason.ALL_OBJECTIVES_MET);
        assertThat(of(UNASKED).reason()).isEqualTo(Reason.NO_OBJECTIVES);
        assertThat(of(UNASKED).message()).startsWith("1 of 1 phase passed: unasked: ");
    }

    @Test
    void shouldHaveTheVerdictOfTheWorst() {
        var judgement = of(ADVISORY, MET, MISSED);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.reason()).isEqualTo(Reason.OBJECTIVE_MISSED);
        assertThat(judgement.message()).startsWith("1 of 3 phases failed: missed: ");
        assertThat(judgement.objectives())
                .isEqualTo(Stream.of(ADVISORY, MET, MISSED)
                        .flatMap(phase -> phase.judgement().objectives().stream())
                        .toList());
    }
}
