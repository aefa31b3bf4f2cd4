package dev.plimsoll.operator.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;

/** A time in which nothing starts: from its begin to before its end, by the clocks of the schedule's zone. */
sealed interface Blackout {
    /** Whether nothing starts at a local time. */
    boolean covers(LocalDateTime time);

    /** The moment at which runs start again, after one that is covered. */
    LocalDateTime endAfter(LocalDateTime covered);

    /**
     * Every day, or on some days of the week.
     *
     * @param to the next day's, when it is not after {@code from}
     * @param days on which it begins; never empty
     */
    record Hours(LocalTime from, LocalTime to, Set<DayOfWeek> days) implements Blackout {
        public Hours {
            days = Set.copyOf(days);
        }

        @Override
        public boolean covers(LocalDateTime time) {
            return begunOn(time.toLocalDate(), time)
                    || begunOn(time.toLocalDate().minusDays(1), time);
        }

        @Override
        public LocalDateTime endAfter(LocalDateTime covered) {
            var day = covered.toLocalDate();
            return endOf(begunOn(day, covered) ? day : day.minusDays(1));
        }

        private boolean begunOn(LocalDate day, LocalDateTime time) {
            return days.contains(day.getDayOfWeek()) && !time.isBefore(day.atTime(from)) && time.isBefore(endOf(day));
        }

        private LocalDateTime endOf(LocalDate day) {
            return (to.isAfter(from) ? day : day.plusDays(1)).atTime(to);
        }
    }

    /** Once. */
    record Dates(LocalDateTime from, LocalDateTime to) implements Blackout {
        @Override
        public boolean covers(LocalDateTime time) {
            return !time.isBefore(from) && time.isBefore(to);
        }

        @Override
        public LocalDateTime endAfter(LocalDateTime covered) {
            return to;
        }
    }
}
