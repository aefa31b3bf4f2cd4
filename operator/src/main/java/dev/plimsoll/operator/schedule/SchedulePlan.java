package dev.plimsoll.operator.schedule;

import dev.plimsoll.api.v1alpha1.ScheduleSpec;
import dev.plimsoll.api.v1alpha1.ScheduleSpec.BlackoutSpec;
import dev.plimsoll.api.v1alpha1.ScheduleSpec.ConcurrencyPolicy;
import dev.plimsoll.engine.quantity.Durations;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a schedule says, read and checked.
 *
 * @param startingDeadline how late a run may start
 * @param suspended whether nothing starts until somebody says otherwise
 */
public record SchedulePlan(
        Timetable timetable,
        ConcurrencyPolicy concurrency,
        Duration startingDeadline,
        boolean suspended,
        List<Held> blackouts) {
    /** Nobody waits for years of nights. */
    private static final int MOST_BLACKOUTS = 1_000;

    public SchedulePlan {
        blackouts = List.copyOf(blackouts);
    }

    /**
     * Reads a schedule.
     *
     * @throws MalformedScheduleException when one of its texts says nothing; {@code translate} says which
     */
    public static SchedulePlan of(ScheduleSpec spec) {
        return new SchedulePlan(
                Timetable.of(spec.cron(), spec.timeZone()),
                spec.concurrencyPolicy(),
                Duration.ofNanos(Durations.parse(spec.startingDeadline())),
                spec.suspend(),
                Stream.ofNullable(spec.blackout())
                        .flatMap(List::stream)
                        .map(SchedulePlan::held)
                        .toList());
    }

    /**
     * Checks a blackout.
     *
     * @throws MalformedScheduleException when it says no time
     */
    public static void checkBlackout(BlackoutSpec spec) {
        var _ = held(spec);
    }

    private static Held held(BlackoutSpec spec) {
        var days = Objects.requireNonNullElse(spec.days(), List.<ScheduleSpec.Day>of());
        var text = "from " + spec.from() + " to " + spec.to()
                + (days.isEmpty() ? "" : " on " + days.stream().map(Enum::name).collect(Collectors.joining(", ")))
                + (spec.reason() == null ? "" : ", " + spec.reason());
        return new Held(
                BlackoutTimes.of(
                        spec.from(),
                        spec.to(),
                        days.stream().map(SchedulePlan::dayOfWeek).collect(Collectors.toSet())),
                text);
    }

    /**
     * A time in which nothing starts.
     *
     * @param text as people wrote it, and their reason
     */
    record Held(Blackout when, String text) {}

    private static DayOfWeek dayOfWeek(ScheduleSpec.Day day) {
        return switch (day) {
            case Mon -> DayOfWeek.MONDAY;
            case Tue -> DayOfWeek.TUESDAY;
            case Wed -> DayOfWeek.WEDNESDAY;
            case Thu -> DayOfWeek.THURSDAY;
            case Fri -> DayOfWeek.FRIDAY;
            case Sat -> DayOfWeek.SATURDAY;
            case Sun -> DayOfWeek.SUNDAY;
        };
    }

    /** What holds starts at an instant. */
    Optional<Held> heldAt(Instant instant) {
        var local = LocalDateTime.ofInstant(instant, timetable.zone());
        return blackouts.stream()
                .filter(blackout -> blackout.when().covers(local))
                .findFirst();
    }

    /** The first due time after an instant at which nothing is held; empty when none is found. */
    public Optional<Instant> nextStart(Instant after) {
        var due = timetable.next(after);
        for (int looked = 0; due.isPresent() && looked < MOST_BLACKOUTS; looked++) {
            var held = heldAt(due.get());
            if (held.isEmpty()) {
                return due;
            }
            due = timetable.next(beforeEnd(held.get().when(), due.get()));
        }
        return Optional.empty();
    }

    /** The last moment of a blackout, or the held one itself where clocks are set back in it. */
    private Instant beforeEnd(Blackout blackout, Instant held) {
        var zone = timetable.zone();
        var end = blackout.endAfter(LocalDateTime.ofInstant(held, zone))
                .atZone(zone)
                .toInstant()
                .minusNanos(1);
        return end.isAfter(held) ? end : held;
    }
}
