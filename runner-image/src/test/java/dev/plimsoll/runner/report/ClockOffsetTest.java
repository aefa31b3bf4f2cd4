package dev.plimsoll.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockOffsetTest {
    private final ClockOffset offset = new ClockOffset();

    @Test
    void shouldTrustTheQuickestExchange() {
        offset.add(1_000, 51_000, 9_000);
        offset.add(20_000, 70_100, 20_200);
        offset.add(30_000, 99_000, 39_000);
        assertThat(offset.offsetNanos()).isEqualTo(50_000);
        assertThat(offset.uncertaintyNanos()).isEqualTo(100);
        assertThat(offset.toLocal(100_000)).isEqualTo(50_000);
    }

    @Test
    void shouldTakeClocksAsEqualWhenTheExchangeCannotTellThemApart() {
        offset.add(1_000, 1_900, 2_000);
        assertThat(offset.offsetNanos()).isZero();
        assertThat(offset.toLocal(5_000)).isEqualTo(5_000);
    }

    @Test
    void shouldIgnoreAnExchangeDuringWhichTheClockWasSetBack() {
        offset.add(5_000, 1_000_000, 4_000);
        offset.add(1_000, 1_050, 1_100);
        assertThat(offset.offsetNanos()).isZero();
    }
}
