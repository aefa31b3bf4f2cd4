package dev.plimsoll.operator.schedule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads begin and end of a blackout. */
final class BlackoutTimes {
    private static final DateTimeFormatter HOUR = strict("HH:mm");
    private static final DateTimeFormatter DAY = strict("uuuu-MM-dd");
    private static final DateTimeFormatter DAY_AND_HOUR = strict("uuuu-MM-dd'T'HH:mm");

    private BlackoutTimes() {}

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * Reads it.
     *
     * @param days on which hours begin; empty for every day
     * @throws MalformedScheduleException when it says no time
     */
    static Blackout of(String from, String to, Set<DayOfWeek> days) {
        return hour(from).map(begin -> hours(begin, from, to, days)).orElseGet(() -> dates(from, to, days));
    }

    private static Blackout hours(LocalTime begin, String from, String to, Set<DayOfWeek> days) {
        var end = hour(to).orElseThrow(() -> new MalformedScheduleException(
                "begins with an hour, " + from + ", and does not end with one; write to as HH:MM, such as 18:00"));
        if (begin.equals(end)) {
            throw new MalformedScheduleException("ends when it begins; correct to, or set suspend to hold every start");
        }
        return new Blackout.Hours(begin, end, days.isEmpty() ? Set.of(DayOfWeek.values()) : days);
    }

    private static Blackout dates(String from, String to, Set<DayOfWeek> days) {
        var begin = dateTime(from)
                .orElseThrow(() -> new MalformedScheduleException("begins with no time, " + from
                        + "; write from and to both as HH:MM, or both as YYYY-MM-DD or YYYY-MM-DDTHH:MM"));
        var end = dateTime(to)
                .orElseThrow(() -> new MalformedScheduleException("begins with a date, " + from
                        + ", and does not end with one; write to as YYYY-MM-DD, the first day on which"
                        + " runs start again, or as YYYY-MM-DDTHH:MM"));
        if (!end.isAfter(begin)) {
            throw new MalformedScheduleException("ends before it begins; correct from or to");
        }
        if (!days.isEmpty()) {
            throw new MalformedScheduleException(
                    "is between two dates, so it has no days; remove days, or write from" + " and to as HH:MM");
        }
        return new Blackout.Dates(begin, end);
    }

    private static Optional<LocalTime> hour(String text) {
        return read(text, it -> LocalTime.parse(it, HOUR));
    }

    /** A date without time is its midnight. */
    private static Optional<LocalDateTime> dateTime(String text) {
        return read(text, it -> LocalDate.parse(it, DAY).atStartOfDay())
                .or(() -> read(text, it -> LocalDateTime.parse(it, DAY_AND_HOUR)));
    }

    private static <T> Optional<T> read(String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
