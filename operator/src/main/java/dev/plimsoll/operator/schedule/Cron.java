package dev.plimsoll.operator.schedule;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Five fields of cron, or a name such as {@code @daily}, as CronJob takes them: the local minutes that are due, on a
 * clock that nobody sets forward or back. A day is due when its day of the month or its day of the week is, if both are
 * restricted.
 */
final class Cron {
    private static final CronDefinition FIELDS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withValidRange(0, 59)
            .withStrictRange()
            .and()
            .withHours()
            .withValidRange(0, 23)
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withValidRange(1, 31)
            .withStrictRange()
            .and()
            .withMonth()
            .withValidRange(1, 12)
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .withStrictRange()
            .and()
            .withSupportedNicknameYearly()
            .withSupportedNicknameAnnually()
            .withSupportedNicknameMonthly()
            .withSupportedNicknameWeekly()
            .withSupportedNicknameDaily()
            .withSupportedNicknameMidnight()
            .withSupportedNicknameHourly()
            .instance();

    private static final Pattern ZONE = Pattern.compile("(CRON_)?TZ=.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PREFIX = Pattern.compile("Failed to parse cron expression\\. ");
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final ExecutionTime times;

    private Cron(ExecutionTime times) {
        this.times = times;
    }

    /**
     * Reads an expression.
     *
     * @throws MalformedScheduleException when it is none, or never comes
     */
    static Cron parse(String text) {
        if (ZONE.matcher(text.strip()).matches()) {
            throw new MalformedScheduleException("has a time zone; write it into timeZone, and five fields here");
        }
        var cron = new Cron(times(text));
        if (cron.after(LONG_AGO).isEmpty()) {
            throw new MalformedScheduleException("never comes, no month that it names has such a day; correct the day"
                    + " of the month or the month");
        }
        return cron;
    }

    private static ExecutionTime times(String text) {
        try {
            return ExecutionTime.forCron(new CronParser(FIELDS).parse(text.replace('?', '*')));
        } catch (IllegalArgumentException e) {
            var why = PREFIX.matcher(Objects.requireNonNullElse(e.getMessage(), ""))
                    .replaceFirst("")
                    .strip();
            throw new MalformedScheduleException(
                    "is no schedule; write minute, hour, day of month, month and day of week, such as 0 2 * * *, or"
                            + " @hourly, @daily, @weekly, @monthly or @yearly: " + why,
                    e);
        }
    }

    /** The first due minute after a local time; empty when there is none. */
    Optional<LocalDateTime> after(LocalDateTime time) {
        return times.nextExecution(ZonedDateTime.of(time, ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }
}
