package dev.plimsoll.runner.load;

import static org.assertj.core.api.Assertions.assertThat;

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
}
