package dev.plimsoll.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
    private static final String BERLIN = "Europe/Berlin";

    @Test
    void shouldNotBeDueWhenItsHourIsSkippedInSpring() {
        assertThat(times("30 2 * * *", BERLIN, "2027-03-27T00:00:00+01:00", 3))
                .containsExactly("2027-03-27T02:30+01:00", "2027-03-29T02:30+02:00", "2027-03-30T02:30+02:00");
        assertThat(times("30 2 * * *", "America/New_York", "2027-03-13T00:00:00-05:00", 2))
                .containsExactly("2027-03-13T02:30-05:00", "2027-03-15T02:30-04:00");
    }

    @Test
    void shouldBeDueTwiceWhenItsHourComesTwiceInAutumn() {
        assertThat(times("30 2 * * *", BERLIN, "2027-10-30T00:00:00+02:00", 4))
                .containsExactly(
                        "2027-10-30T02:30+02:00",
                        "2027-10-31T02:30+02:00",
                        "2027-10-31T02:30+01:00",
                        "2027-11-01T02:30+01:00");
    }

    @Test
    void shouldBeDueEachHourWhenClocksAreSet() {
        assertThat(times("0 * * * *", BERLIN, "2027-03-28T00:00:00+01:00", 3))
                .containsExactly("2027-03-28T01:00+01:00", "2027-03-28T03:00+02:00", "2027-03-28T04:00+02:00");
        assertThat(times("0 * * * *", BERLIN, "2027-10-31T01:00:00+02:00", 3))
                .containsExactly("2027-10-31T02:00+02:00", "2027-10-31T02:00+01:00", "2027-10-31T03:00+01:00");
        assertThat(times("*/30 2 * * *", BERLIN, "2027-10-31T01:00:00+02:00", 5))
                .containsExactly(
                        "2027-10-31T02:00+02:00",
                        "2027-10-31T02:30+02:00",
                        "2027-10-31T02:00+01:00",
                        "2027-10-31T02:30+01:00",
                        "2027-11-01T02:00+01:00");
    }

    @Test
    void shouldBeDueAtTheChangeWhenClocksAreSetToIt() {
        assertThat(times("0 3 * * *", BERLIN, "2027-03-28T00:00:00+01:00", 1))
                .containsExactly("2027-03-28T03:00+02:00");
        // midnight itself is skipped
        assertThat(times("0 0 * * *", "Africa/Cairo", "2027-04-29T12:00:00+02:00", 1))
                .containsExactly("2027-05-01T00:00+03:00");
    }

    /** Against a walk through every minute, by the clock on the wall. */
    @Property(tries = 60)
    void shouldBeDueWheneverTheClockOnTheWallShowsIt(
            @ForAll @IntRange(min = 0, max = 23) int hour,
            @ForAll @IntRange(min = 0, max = 59) int minute,
            @ForAll @IntRange(min = 0, max = 364) int day) {
        var zone = ZoneId.of(BERLIN);
        var table = Timetable.of(minute + " " + hour + " * * *", BERLIN);
        var from = LocalDateTime.of(2027, 1, 1, 0, 0).plusDays(day).atZone(zone).toInstant();
        var until = from.plus(Duration.ofDays(3));

        var expected = new ArrayList<Instant>();
        for (var at = from.plusSeconds(60); !at.isAfter(until); at = at.plusSeconds(60)) {
            var wall = at.atZone(zone);
            if (wall.getHour() == hour && wall.getMinute() == minute) {
                expected.add(at);
            }
        }

        assertThat(all(table, from, until)).isEqualTo(expected);
    }

    @Test
    void shouldCountWhatWasMissedAndFindTheLatestWhenMuchWas() {
        var nightly = Timetable.of("0 2 * * *", "Etc/UTC");
        var now = Instant.parse("2026-11-29T14:00:00Z");

        assertThat(nightly.between(now.minus(Duration.ofHours(12)), now)).isEmpty();
        assertThat(nightly.between(Instant.parse("2026-11-29T01:59:59Z"), now))
                .contains(new Timetable.Due(Instant.parse("2026-11-29T02:00:00Z"), 1));
        assertThat(nightly.between(Instant.parse("2026-11-26T02:00:00Z"), Instant.parse("2026-11-29T02:00:00Z")))
                .contains(new Timetable.Due(Instant.parse("2026-11-29T02:00:00Z"), 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * * *", "0 2 * * *", "* 2 * * *", "*/5 * 1 * *", "0 0 1 * *"})
    void shouldFindTheLatestFastWhenMoreWasMissedThanIsCounted(String cron) {
        var table = Timetable.of(cron, BERLIN);
        var now = Instant.parse("2026-11-29T14:00:30Z");

        var due = table.between(now.minus(Duration.ofDays(365 * 20)), now).orElseThrow();

        assertThat(due.count()).isEqualTo(Timetable.MOST_COUNTED + 1);
        assertThat(due.latest()).isBeforeOrEqualTo(now);
        assertThat(table.next(due.latest()).orElseThrow()).isAfter(now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Europe/Berln", "europe/berlin", "Local", "+02:00", "GMT+2", "Z"})
    void shouldBeRefusedWhenZoneIsNoneOfTheDatabase(String zone) {
        assertThatThrownBy(() -> Timetable.of("@daily", zone))
                .isInstanceOf(MalformedScheduleException.class)
                .hasMessageContaining("Europe/Berlin");
    }

    private static List<String> times(String cron, String zone, String after, int count) {
        var table = Timetable.of(cron, zone);
        var found = new ArrayList<String>();
        var at = OffsetDateTime.parse(after).toInstant();
        while (found.size() < count) {
            at = table.next(at).orElseThrow();
            found.add(at.atZone(ZoneId.of(zone)).toOffsetDateTime().toString());
        }
        return found;
    }

    private static List<Instant> all(Timetable table, Instant after, Instant until) {
        var found = new ArrayList<Instant>();
        var next = table.next(after);
        while (next.isPresent() && !next.get().isAfter(until)) {
            found.add(next.get());
            next = table.next(next.get());
        }
        return found;
    }
}
