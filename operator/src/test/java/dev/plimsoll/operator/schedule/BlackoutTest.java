package dev.plimsoll.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlackoutTest {
    @ParameterizedTest
    @CsvSource({
        "08:00, 18:00, 2026-11-30T07:59, false",
        "08:00, 18:00, 2026-11-30T08:00, true",
        "08:00, 18:00, 2026-11-30T17:59, true",
        "08:00, 18:00, 2026-11-30T18:00, false",
        "22:00, 06:00, 2026-11-30T23:00, true",
        "22:00, 06:00, 2026-12-01T05:59, true",
        "22:00, 06:00, 2026-12-01T06:00, false",
        "22:00, 06:00, 2026-12-01T12:00, false",
        "2026-12-20, 2027-01-02, 2026-12-19T23:59, false",
        "2026-12-20, 2027-01-02, 2026-12-20T00:00, true",
        "2026-12-20, 2027-01-02, 2027-01-01T23:59, true",
        "2026-12-20, 2027-01-02, 2027-01-02T00:00, false",
        "2026-12-20, 2026-12-20T06:00, 2026-12-20T05:59, true",
        "2026-12-20T18:00, 2026-12-21T06:00, 2026-12-20T17:59, false",
        "2026-12-20T18:00, 2026-12-21T06:00, 2026-12-21T05:59, true",
        "2026-12-20T18:00, 2026-12-21T06:00, 2026-12-21T06:00, false"
    })
    void shouldHoldFromItsBeginToBeforeItsEnd(String from, String to, LocalDateTime time, boolean held) {
        assertThat(BlackoutTimes.of(from, to, Set.of()).covers(time)).isEqualTo(held);
    }

    @Test
    void shouldBelongToTheDayOnWhichItBeginsWhenItGoesOverMidnight() {
        var fridayNight = BlackoutTimes.of("22:00", "06:00", Set.of(DayOfWeek.FRIDAY));

        assertThat(fridayNight.covers(LocalDateTime.parse("2026-12-04T23:00"))).isTrue(); // Friday
        assertThat(fridayNight.covers(LocalDateTime.parse("2026-12-05T05:00"))).isTrue();
        assertThat(fridayNight.covers(LocalDateTime.parse("2026-12-04T05:00"))).isFalse();
        assertThat(fridayNight.covers(LocalDateTime.parse("2026-12-05T23:00"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "08:00, 18:00, 2026-11-30T08:00, 2026-11-30T18:00",
        "22:00, 06:00, 2026-11-30T23:00, 2026-12-01T06:00",
        "22:00, 06:00, 2026-12-01T05:59, 2026-12-01T06:00",
        "2026-12-20, 2027-01-02, 2026-12-24T12:00, 2027-01-02T00:00"
    })
    void shouldEndAtItsEnd(String from, String to, LocalDateTime covered, LocalDateTime end) {
        assertThat(BlackoutTimes.of(from, to, Set.of()).endAfter(covered)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "08:00, 2026-12-01, to as HH:MM",
        "8:00, 18:00, both as HH:MM",
        "25:00, 18:00, both as HH:MM",
        "08:00, 08:00, ends when it begins",
        "2026-02-30, 2026-03-02, both as HH:MM",
        "2026-12-02, 2026-12-02, ends before it begins",
        "2026-12-02T10:00, 2026-12-02T10:00, ends before it begins",
        "2026-12-02, 18:00, to as YYYY-MM-DD"
    })
    void shouldSayWhatToWriteWhenItIsNoTime(String from, String to, String remedy) {
        assertThatThrownBy(() -> BlackoutTimes.of(from, to, Set.of()))
                .isInstanceOf(MalformedScheduleException.class)
                .hasMessageContaining(remedy);
    }

    @Test
    void shouldBeRefusedWhenDatesHaveDays() {
        assertThatThrownBy(() -> BlackoutTimes.of("2026-12-20", "2027-01-02", Set.of(DayOfWeek.MONDAY)))
                .isInstanceOf(MalformedScheduleException.class)
                .hasMessageContaining("remove days");
    }
}
