package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.judge.Objectives.errors;
import static dev.plimsoll.engine.judge.Objectives.p;
import static dev.plimsoll.engine.judge.Objectives.time;
import static dev.plimsoll.engine.judge.TestRun.HOME;
import static dev.plimsoll.engine.judge.TestRun.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Objective MET = p(99, "1s");
    private static final Objective MISSED = p(98, "1ms");
    private static final Objective UNSURE = errors("0.01%");
    private static final Objective WARNED = warning(97, "1ms");
    private static final Objective UNSURE_WARNING = warning(99.99, "1s");

    private final TestRun run = TestRun.of(2_000).answered(HOME, 2_000, 100 * MILLI);

    @Test
    void shouldTakeTheWorstWhenObjectivesDiffer() {
        assertRun(Verdict.PASS, Reason.ALL_OBJECTIVES_MET, MET, MET);
        assertRun(Verdict.FAIL, Reason.OBJECTIVE_MISSED, MET, MISSED);
        assertRun(Verdict.INCONCLUSIVE, Reason.TOO_FEW_SAMPLES, MET, UNSURE);
        assertRun(Verdict.WARN, Reason.OBJECTIVE_MISSED, MET, WARNED);
    }

    @Test
    void shouldFailWhenOneIsMissedAndAnotherOpen() {
        assertRun(Verdict.FAIL, Reason.OBJECTIVE_MISSED, UNSURE, MISSED);
    }

    @Test
    void shouldBeInconclusiveWhenOneIsOpenAndAnotherWarned() {
        assertRun(Verdict.INCONCLUSIVE, Reason.TOO_FEW_SAMPLES, WARNED, UNSURE);
    }

    @Test
    void shouldOnlyWarnWhenAWarningIsOpen() {
        assertRun(Verdict.WARN, Reason.TOO_FEW_SAMPLES, MET, UNSURE_WARNING);
        assertThat(run.judged(UNSURE_WARNING).objectives().getFirst().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldNameTheBudgetOfEachWhenThereAreSeveral() {
        var judged = Judge.judge(
                run.result(), List.of(new Budget("a", List.of(MET)), new Budget("b", List.of(MISSED, MET))));
        assertThat(judged.objectives()).extracting(ObjectiveJudgement::budget).containsExactly("a", "b", "b");
    }

    @Test
    void shouldPassWhenThereIsNothingToBeWorseThan() {
        assertThat(Verdict.worst(List.of())).isEqualTo(Verdict.PASS);
    }

    private static Objective warning(double percent, String max) {
        return time(new Statistic.Percentile(percent), max, Selector.ALL, Severity.WARN);
    }

    private void assertRun(Verdict verdict, Reason reason, Objective... objectives) {
        var judged = run.judged(objectives);
        assertThat(judged.verdict()).as(judged.message()).isEqualTo(verdict);
        assertThat(judged.reason()).as(judged.message()).isEqualTo(reason);
    }
}
