package dev.plimsoll.operator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Optional;

/**
 * The instants that are due in a time zone.
 *
 * <p>Between two changes of the clocks local time runs as the hours do, so each such stretch is walked by itself: a
 * local time that is skipped in spring is in no stretch and never due, and one that comes twice in autumn is due twice,
 * as with CronJob.
 */
public final class Timetable {
    /** Nobody reads more, and a schedule of minutes misses so many soon. */
    public static final int MOST_COUNTED = 100;

    /** How far back the latest due time is looked for, the nearest first, so that few steps lead to it. */
    private static final List<Duration> BACK = List.of(
            Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(32));

    private final Cron cron;
    private final ZoneId zone;

    private Timetable(Cron cron, ZoneId zone) {
        this.cron = cron;
        this.zone = zone;
    }

    /**
     * Reads a schedule.
     *
     * @param timeZone a name of the IANA time zone database
     * @throws MalformedScheduleException when either says nothing
     */
    public static Timetable of(String cron, String timeZone) {
        return new Timetable(Cron.parse(cron), zone(timeZone));
    }

    /**
     * Checks an expression.
     *
     * @throws MalformedScheduleException when it is none, or never comes
     */
    public static void checkCron(String cron) {
        var _ = Cron.parse(cron);
    }

    /**
     * Reads the name of a time zone; those that are mere offsets know no daylight saving and are refused.
     *
     * @throws MalformedScheduleException when there is no such zone
     */
    public static ZoneId zone(String name) {
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
            throw new MalformedScheduleException(
                    "is no time zone; write a name of the IANA database, such as" + " Europe/Berlin, or Etc/UTC");
        }
        return ZoneId.of(name);
    }

    /** Where its days and hours are. */
    public ZoneId zone() {
        return zone;
    }

    /**
     * What was due in a span of time.
     *
     * @param latest the last of them
     * @param count how many; {@link #MOST_COUNTED} + 1 when there are more than that
     */
    public record Due(Instant latest, int count) {}

    /** What was due after one instant, until and including another; empty when nothing was. */
    public Optional<Due> between(Instant after, Instant until) {
        var first = next(after).filter(due -> !due.isAfter(until));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int count = 1;
        var latest = first.get();
        while (count <= MOST_COUNTED) {
            var further = next(latest).filter(due -> !due.isAfter(until));
            if (further.isEmpty()) {
                return Optional.of(new Due(latest, count));
            }
            latest = further.get();
            count++;
        }
        return Optional.of(new Due(latest(latest, until), count));
    }

    /** The last due time until an instant, when one before it is known. */
    private Instant latest(Instant known, Instant until) {
        var due = BACK.stream()
                .map(until::minus)
                .filter(from -> from.isAfter(known))
                .flatMap(from -> next(from).stream())
                .filter(at -> !at.isAfter(until))
                .findFirst()
                .orElse(known);
        var further = next(due);
        while (further.isPresent() && !further.get().isAfter(until)) {
            due = further.get();
            further = next(due);
        }
        return due;
    }

    /** The first due time after an instant; empty when there is none. */
    public Optional<Instant> next(Instant after) {
        var rules = zone.getRules();
        var offset = rules.getOffset(after);
        var due = cron.after(LocalDateTime.ofInstant(after, offset));
        var change = rules.nextTransition(after);
        while (due.isPresent() && change != null && !at(due.get(), offset).isBefore(change.getInstant())) {
            offset = change.getOffsetAfter();
            due = cron.after(change.getDateTimeAfter().minusNanos(1));
            change = rules.nextTransition(change.getInstant());
        }
        var in = offset;
        return due.map(local -> at(local, in));
    }

    private static Instant at(LocalDateTime local, ZoneOffset offset) {
        return local.toInstant(offset);
    }
}
