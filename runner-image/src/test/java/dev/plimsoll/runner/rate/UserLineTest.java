package dev.plimsoll.runner.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.Load.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserLineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final UserLine UP_HOLD_DOWN_UP = new UserLine(List.of(
            new Stage(10 * SECOND, 0, 10, false),
            new Stage(10 * SECOND, 10, 10, false),
            new Stage(10 * SECOND, 10, 0, false),
            new Stage(10 * SECOND, 0, 4, false)));

    @Test
    void shouldLetUsersComeOneByOneWhenTheLineRises() {
        assertThat(UP_HOLD_DOWN_UP.arrivalOf(0, 0)).isZero();
        assertThat(UP_HOLD_DOWN_UP.arrivalOf(3, 0)).isEqualTo(3 * SECOND);
        assertThat(UP_HOLD_DOWN_UP.arrivalOf(9, 0)).isEqualTo(9 * SECOND);
        assertThat(UP_HOLD_DOWN_UP.arrivalOf(10, 0)).isEqualTo(ArrivalProcess.NEVER);
    }

    @Test
    void shouldLetUsersGoWhenTheLineFallsAndComeAgainWhenItRises() {
        assertThat(UP_HOLD_DOWN_UP.arrivalOf(3, 26 * SECOND)).isEqualTo(26 * SECOND);
        assertThat(UP_HOLD_DOWN_UP.arrivalOf(3, 27 * SECOND)).isEqualTo(37_500_000_000L);
        assertThat(UP_HOLD_DOWN_UP.arrivalOf(3, 28 * SECOND)).isEqualTo(37_500_000_000L);
        assertThat(UP_HOLD_DOWN_UP.arrivalOf(5, 28 * SECOND)).isEqualTo(ArrivalProcess.NEVER);
    }

    @Test
    void shouldStartAllAtOnceWhenTheNumberOfUsersIsConstant() {
        var line = new UserLine(List.of(new Stage(SECOND, 3, 3, false)));
        assertThat(line.arrivalOf(2, 0)).isZero();
        assertThat(line.arrivalOf(3, 0)).isEqualTo(ArrivalProcess.NEVER);
        assertThat(line.most()).isEqualTo(3);
        assertThat(line.arrivalOf(0, SECOND)).isEqualTo(ArrivalProcess.NEVER);
    }
}
