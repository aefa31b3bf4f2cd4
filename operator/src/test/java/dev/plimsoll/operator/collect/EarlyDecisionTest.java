package dev.plimsoll.operator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Ending;
import dev.plimsoll.engine.contract.Registration;
import dev.plimsoll.engine.contract.Report;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.judge.Budget;
import dev.plimsoll.engine.judge.Compared;
import dev.plimsoll.engine.judge.ComparisonProgress;
import dev.plimsoll.engine.judge.Judge;
import dev.plimsoll.engine.judge.Objective;
import dev.plimsoll.engine.judge.Selector;
import dev.plimsoll.engine.judge.Severity;
import dev.plimsoll.engine.judge.Statistic;
import dev.plimsoll.engine.judge.Verdict;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A comparison whose load ends as soon as all is decided. */
class EarlyDecisionTest {
    private static final List<Budget> BUDGETS = List.of(new Budget(
            "slo",
            List.of(new Objective.Regression(
                    "no slower",
                    Selector.ALL,
                    new Compared.Time(Objective.Clock.RESPONSE, new Statistic.Percentile(50)),
                    0.02,
                    0.1,
                    Severity.FAIL))));
    private static final RunSession.Rules RULES = new RunSession.Rules(List.of(), BUDGETS);

    private final RunSession session = RunSession.gathering(Runs.comparison(), 1, "secret", RULES, () -> 5);
    private long seconds;

    private void start() {
        session.register(new Registration("r0", "i"));
        session.start(1);
    }

    /** Seconds pass in which both arms answer in such times. */
    private Report.Reply drive(int count, long baselineMillis, long candidateMillis) {
        for (int i = 0; i < count; i++) {
            report(null, baselineMillis + seconds / 2 % 2, candidateMillis + seconds / 3 % 2);
        }
        return session.report(new Report(RunPlan.VERSION, 0, "i", 0, List.of(), null));
    }

    private void report(@Nullable Ending ending, long baselineMillis, long candidateMillis) {
        var interval = Runs.compared(seconds++, baselineMillis, candidateMillis);
        session.report(new Report(RunPlan.VERSION, 0, "i", 0, List.of(interval), ending));
        if (session.takesRoundToJudge()) {
            session.judgeRounds();
        }
    }

    private ComparisonProgress progress() {
        return Objects.requireNonNull(session.live().comparison());
    }

    @Test
    void shouldEndTheLoadWithTheWarmupAfterTheRoundThatDecides() {
        start();
        assertThat(session.live().comparison()).isNull();
        assertThat(drive(12, 100, 150).stop())
                .as("the sixth round is not known yet")
                .isFalse();
        assertThat(progress().rounds()).isEqualTo(5);

        var reply = drive(1, 100, 150);

        assertThat(reply.stop()).isTrue();
        assertThat(reply.reason()).isEqualTo("Decided: all that compares was decided after 6 of at most 12 rounds");
        report(Ending.STOPPED, 100, 150);
        assertThat(session.ended()).isTrue();
        assertThat(Judge.judge(session.result(), BUDGETS).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldPassAsEarlyWhenBothAreAlike() {
        start();
        assertThat(drive(13, 100, 100).stop()).isTrue();
        report(Ending.STOPPED, 100, 100);
        assertThat(Judge.judge(session.result(), BUDGETS).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldDriveToTheLastRoundWhenNothingIsDecided() {
        start();
        for (int round = 0; round < 11; round++) {
            assertThat(drive(2, 100, round % 2 == 0 ? 70 : 140).stop()).isFalse();
        }
        assertThat(progress().decided()).isZero();
    }

    @Test
    void shouldDecideTheSameWhenItIsResumed() {
        start();
        drive(12, 100, 150);
        var resumed = RunSession.resumed(session.result(), "secret", RULES, () -> 5);
        resumed.report(new Report(RunPlan.VERSION, 0, "i", 0, List.of(Runs.compared(seconds, 100, 150)), null));
        assertThat(resumed.takesRoundToJudge()).isTrue();
        assertThat(resumed.takesRoundToJudge()).as("somebody does already").isFalse();
        resumed.judgeRounds();
        assertThat(resumed.result().stopReason()).startsWith("Decided: ");
    }
}
