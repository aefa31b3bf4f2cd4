package dev.plimsoll.runner.load;

import static dev.plimsoll.runner.Plans.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Pause;
import dev.plimsoll.engine.contract.Shard;
import dev.plimsoll.engine.plan.ArmShare;
import dev.plimsoll.runner.rate.ArrivalProcess;
import dev.plimsoll.runner.rate.Lane;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClosedModelTest {
    @Test
    void shouldTellWhoseTurnItIsHoweverManyTheUserHasTaken() {
        int taken = Integer.MAX_VALUE;
        taken++;
        assertThat(ClosedModel.userOf(ClosedModel.numberOf(7, taken))).isEqualTo(7);
        assertThat(ClosedModel.userOf(ClosedModel.numberOf(7, -1))).isEqualTo(7);
        assertThat(LongStream.of(0, 1, taken, -1).map(count -> ClosedModel.numberOf(7, (int) count)))
                .doesNotHaveDuplicates();
    }

    private static final Lane WHOLE = new Lane(new Shard(0, 1), 0, 1);
    private static final long LENGTH = 1_000 * SECOND;

    private static ClosedModel model(Pause thinkTime, long pacingNanos) {
        var stages = List.of(new Load.Stage(LENGTH, 1, 1, false));
        return new ClosedModel(new Load.Closed(thinkTime, pacingNanos, stages), WHOLE, ArmShare.WHOLE, 42);
    }

    /** When the user's next turn falls due, after one that began at zero and ended then. */
    private static long nextAfter(ClosedModel model, long ended) {
        model.takeFirst();
        model.ended(ClosedModel.numberOf(0, 0), ended);
        return model.nextDue();
    }

    private static ClosedModel begun(ClosedModel model) {
        model.fireFirst();
        return model;
    }

    @Test
    void shouldKeepTheUsersPaceAndTheirThinkTimeWhicheverIsLonger() {
        var think = new Pause.Fixed(2 * SECOND);
        assertThat(nextAfter(begun(model(think, 0)), SECOND)).isEqualTo(3 * SECOND);
        assertThat(nextAfter(begun(model(think, 10 * SECOND)), SECOND)).isEqualTo(10 * SECOND);
        assertThat(nextAfter(begun(model(think, 10 * SECOND)), 9 * SECOND)).isEqualTo(11 * SECOND);
    }

    @Test
    void shouldThinkAnotherTimeEachTurnAndTheSameInEachRun() {
        var think = new Pause.Uniform(SECOND, 2 * SECOND);
        long first = nextAfter(begun(model(think, 0)), 0);
        assertThat(first).isBetween(SECOND, 2 * SECOND).isEqualTo(nextAfter(begun(model(think, 0)), 0));
    }

    @Test
    void shouldNeverComeAgainWhenTheThinkTimeIsLongerThanAnyClock() {
        assertThat(nextAfter(begun(model(new Pause.Fixed(Long.MAX_VALUE), 0)), SECOND))
                .isEqualTo(ArrivalProcess.NEVER);
    }
}
