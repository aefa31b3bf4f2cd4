package dev.plimsoll.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-29T14:00:00");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 * * *       | 2026-11-30T02:00 | 2026-12-01T02:00",
                "  0  2 * * *    | 2026-11-30T02:00 | 2026-12-01T02:00",
                "*/20 * * * *    | 2026-11-29T14:20 | 2026-11-29T14:40",
                "0 2 * * MON-FRI | 2026-11-30T02:00 | 2026-12-01T02:00",
                "0 2 * * 0       | 2026-12-06T02:00 | 2026-12-13T02:00",
                "0 2 * * 7       | 2026-12-06T02:00 | 2026-12-13T02:00",
                "0 2 ? * sun     | 2026-12-06T02:00 | 2026-12-13T02:00",
                "0 2 1,15 JAN *  | 2027-01-01T02:00 | 2027-01-15T02:00",
                // both days restricted: either of them will do
                "0 2 13 * 5      | 2026-12-04T02:00 | 2026-12-11T02:00",
                "0 2 29 2 *      | 2028-02-29T02:00 | 2032-02-29T02:00",
                "@hourly         | 2026-11-29T15:00 | 2026-11-29T16:00",
                "@daily          | 2026-11-30T00:00 | 2026-12-01T00:00",
                "@midnight       | 2026-11-30T00:00 | 2026-12-01T00:00",
                "@weekly         | 2026-12-06T00:00 | 2026-12-13T00:00",
                "@monthly        | 2026-12-01T00:00 | 2027-01-01T00:00",
                "@yearly         | 2027-01-01T00:00 | 2028-01-01T00:00",
                "@annually       | 2027-01-01T00:00 | 2028-01-01T00:00"
            })
    void shouldBeDueAsCronJobIsWhenExpressionIsRead(String cron, LocalDateTime first, LocalDateTime second) {
        var times = Cron.parse(cron);

        assertThat(times.after(NOW)).contains(first);
        assertThat(times.after(first)).contains(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nightly",
                "0 2 * *",
                "0 0 2 * * *",
                "0 24 * * *",
                "60 2 * * *",
                "0 2 0 * *",
                "0 2 * 13 *",
                "0 2 * * 8",
                "0 22-2 * * *",
                "*/0 * * * *",
                "0 2 L * *",
                "0 2 15W * *",
                "0 2 * * 5#2",
                "1,,2 * * * *",
                "@every 5m",
                "@reboot",
                "@Daily"
            })
    void shouldSayWhatToWriteWhenExpressionIsNone(String cron) {
        assertThatThrownBy(() -> Cron.parse(cron))
                .isInstanceOf(MalformedScheduleException.class)
                .hasMessageStartingWith("is no schedule; write minute, hour, day of month, month and day of week")
                .hasMessageMatching("(?s).*: .+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 2 30 2 *", "0 2 31 4,6,9,11 *", "0 2 31 2-2 *"})
    void shouldBeRefusedWhenItNeverComes(String cron) {
        assertThatThrownBy(() -> Cron.parse(cron))
                .isInstanceOf(MalformedScheduleException.class)
                .hasMessageStartingWith("never comes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TZ=Europe/Berlin 0 2 * * *", "CRON_TZ=Etc/UTC @daily"})
    void shouldPointToTimeZoneWhenExpressionHasOne(String cron) {
        assertThatThrownBy(() -> Cron.parse(cron))
                .isInstanceOf(MalformedScheduleException.class)
                .hasMessageContaining("write it into timeZone");
    }

    /** Held against a walk through every minute of two months. */
    @Property(tries = 100)
    void shouldFindEveryDueMinuteAndNoOther(@ForAll("fields") Fields fields) {
        var cron = Cron.parse(fields.text());
        var end = NOW.plusMonths(2);
        var expected = Stream.iterate(NOW.plusMinutes(1), time -> time.isBefore(end), time -> time.plusMinutes(1))
                .filter(fields::match)
                .limit(50)
                .toList();

        var found = new ArrayList<LocalDateTime>();
        var next = cron.after(NOW);
        while (next.isPresent() && next.get().isBefore(end) && found.size() < expected.size()) {
            found.add(next.get());
            next = cron.after(next.get());
        }

        assertThat(found).isEqualTo(expected);
        if (expected.size() < 50) {
            assertThat(next.filter(time -> time.isBefore(end))).isEmpty();
        }
    }

    @Provide
    Arbitrary<Fields> fields() {
        return Combinators.combine(
                        field(0, 59),
                        field(0, 23),
                        field(1, 28),
                        Arbitraries.just(new Field("*", List.of())),
                        field(0, 6))
                .as(Fields::new);
    }

    private static Arbitrary<Field> field(int least, int most) {
        var all = Arbitraries.just(new Field("*", List.of()));
        var list = Arbitraries.integers()
                .between(least, most)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(values -> new Field(
                        String.join(",", values.stream().map(String::valueOf).toList()), values));
        var range = Combinators.combine(
                        Arbitraries.integers().between(least, most),
                        Arbitraries.integers().between(least, most),
                        Arbitraries.integers().between(1, 5))
                .as((a, b, step) -> new Field(
                        Math.min(a, b) + "-" + Math.max(a, b) + "/" + step,
                        IntStream.iterate(Math.min(a, b), value -> value <= Math.max(a, b), value -> value + step)
                                .boxed()
                                .toList()));
        return Arbitraries.oneOf(all, list, range);
    }

    /** One field: its text, and its values; none for all. */
    record Field(String text, List<Integer> values) {
        boolean matches(int value) {
            return values.isEmpty() || values.contains(value);
        }
    }

    record Fields(Field minute, Field hour, Field day, Field month, Field weekday) {
        String text() {
            return String.join(" ", minute.text(), hour.text(), day.text(), month.text(), weekday.text());
        }

        boolean match(LocalDateTime time) {
            boolean ofMonth = day.matches(time.getDayOfMonth());
            boolean ofWeek = weekday.matches(time.getDayOfWeek().getValue() % 7);
            boolean both = day.values().isEmpty() || weekday.values().isEmpty();
            return minute.matches(time.getMinute())
                    && hour.matches(time.getHour())
                    && (both ? ofMonth && ofWeek : ofMonth || ofWeek);
        }
    }
}
