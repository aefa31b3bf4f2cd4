package dev.plimsoll.operator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What a schedule says, read and checked.
 *
 * @param startingDeadline how late a run may start
 * @param suspended whether nothing starts until somebody says otherwise
 */
public record SchedulePlan(
        Timetable timetable,
        Concurrency concurrency,
        Duration startingDeadline,
        boolean suspended,
        List<Held> blackouts) {
    /** A schedule of minutes that is held for a week has so many due times in it. */
    private static final int MOST_LOOKED_AT = 7 * 24 * 60 + 1;

    public SchedulePlan {
        blackouts = List.copyOf(blackouts);
    }

    /** What happens when an earlier run has not ended. */
    public enum Concurrency {
        Allow,
        Forbid,
        Replace
    }

    /**
     * A time in which nothing starts.
     *
     * @param text as people wrote it, and their reason
     */
    record Held(Blackout when, String text) {}

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
        for (int looked = 0; due.isPresent() && looked < MOST_LOOKED_AT; looked++) {
            if (heldAt(due.get()).isEmpty()) {
                return due;
            }
            due = timetable.next(due.get());
        }
        return Optional.empty();
    }
}
