package dev.plimsoll.runner.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopClockTest {
    private long nanos = 100;

    /** Time goes on whenever somebody looks at it. */
    private final LoopClock clock = new LoopClock(new RunClock(() -> nanos += 10, 100));

    @Test
    void shouldGiveAllThatOneLookFindsTheInstantOfTheFirst() {
        clock.look();
        assertThat(clock.now()).isEqualTo(10);
        assertThat(clock.lookedAt()).isEqualTo(20);
        assertThat(clock.now()).isEqualTo(30);
        assertThat(clock.lookedAt()).isEqualTo(20);
    }

    @Test
    void shouldGiveALaterInstantWhenTheLoopLooksAgain() {
        clock.look();
        assertThat(clock.lookedAt()).isEqualTo(10);
        clock.look();
        assertThat(clock.lookedAt()).isEqualTo(20);
    }
}
