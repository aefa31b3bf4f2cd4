package dev.plimsoll.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.ScheduleSpec.ConcurrencyPolicy;
import dev.plimsoll.operator.schedule.DueTimes.Active;
import dev.plimsoll.operator.schedule.DueTimes.Known;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A year by the decision alone: an operator that looks at due times, each hour at least, and now and then is away. */
class YearOfNightsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant BEGIN =
            LocalDate.of(2027, 1, 1).atStartOfDay(BERLIN).toInstant();
    private static final Instant END =
            LocalDate.of(2028, 1, 1).atStartOfDay(BERLIN).toInstant();

    private final SchedulePlan plan = new SchedulePlan(
            Timetable.of("30 2 * * *", "Europe/Berlin"),
            ConcurrencyPolicy.Forbid,
            Duration.ofHours(1),
            false,
            List.of());

    @Test
    void shouldRunEachNightOnceButTwiceInAutumnAndNotAtAllInSpring() {
        var started = year(new Random(1), 0);

        var nights = started.stream()
                .collect(Collectors.groupingBy(due -> due.atZone(BERLIN).toLocalDate(), Collectors.counting()));
        assertThat(started).hasSize(365).doesNotHaveDuplicates();
        assertThat(nights).doesNotContainKey(LocalDate.of(2027, 3, 28)).containsEntry(LocalDate.of(2027, 10, 31), 2L);
        assertThat(nights).hasSize(364);
        assertThat(nights.entrySet()).filteredOn(night -> night.getValue() != 1).hasSize(1);
    }

    @Test
    void shouldNeverRunADueTimeTwiceNorTooLateWhenTheOperatorIsOftenAway() {
        for (int seed = 0; seed < 5; seed++) {
            var started = year(new Random(seed), 0.03);

            assertThat(started).doesNotHaveDuplicates().hasSizeBetween(200, 364);
        }
    }

    /** Due times that were started; at each look the operator is away, with this probability, for up to a day. */
    private List<Instant> year(Random random, double away) {
        var started = new ArrayList<Instant>();
        var settled = BEGIN;
        var active = List.<Active>of();
        var now = BEGIN;
        while (now.isBefore(END)) {
            switch (DueTimes.decide(plan, new Known(settled, started, active), now)) {
                case Decision.Wait() -> {}
                case Decision.Skip skip -> {
                    assertThat(skip.reason()).isEqualTo(Decision.Reason.Missed);
                    assertThat(skip.due()).isBefore(now.minus(plan.startingDeadline()));
                    settled = skip.due();
                }
                case Decision.Start start -> {
                    assertThat(Duration.between(start.due(), now)).isBetween(Duration.ZERO, plan.startingDeadline());
                    started.add(start.due());
                    // killed before it could write that down, it decides once more
                    assertThat(DueTimes.decide(
                                    plan,
                                    new Known(settled, started, List.of(new Active("nightly", false))),
                                    now.plusSeconds(10)))
                            .isEqualTo(start);
                    settled = start.due();
                }
            }
            var hour = now.plus(Duration.ofHours(1));
            var next = plan.timetable().next(now).orElseThrow();
            now = next.isBefore(hour) ? next : hour;
            if (random.nextDouble() < away) {
                now = now.plusSeconds(random.nextInt((int) Duration.ofDays(1).toSeconds()));
            }
        }
        return started;
    }
}
