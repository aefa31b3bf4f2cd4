package dev.plimsoll.operator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.api.v1alpha1.ScheduleSpec.ConcurrencyPolicy;
import dev.plimsoll.operator.schedule.DueTimes.Active;
import dev.plimsoll.operator.schedule.DueTimes.Known;
import dev.plimsoll.operator.schedule.SchedulePlan.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DueTimesTest {
    private static final Instant DUE = Instant.parse("2026-11-29T02:00:00Z");
    private static final Instant DAY_BEFORE = DUE.minus(Duration.ofDays(1));
    private static final Active RUN = new Active("nightly-1", false);
    private static final Active GATE = new Active("nightly-abc-1", true);

    @Test
    void shouldWaitWhenNothingIsDue() {
        assertThat(decide(forbid(), known(DAY_BEFORE), DUE.minusMillis(1))).isEqualTo(new Decision.Wait());
    }

    @Test
    void shouldStartWhenItIsDue() {
        assertThat(decide(forbid(), known(DAY_BEFORE), DUE)).isEqualTo(new Decision.Start(DUE, 0, List.of()));
        assertThat(decide(forbid(), known(DUE), DUE)).isEqualTo(new Decision.Wait());
    }

    @Test
    void shouldMakeUpForTheLatestAloneWhenSeveralWereMissed() {
        var since = DUE.minus(Duration.ofDays(5));

        assertThat(decide(forbid(), known(since), DUE.plus(Duration.ofMinutes(59))))
                .isEqualTo(new Decision.Start(DUE, 4, List.of()));
    }

    @Test
    void shouldStopCountingWhenVeryMuchWasMissed() {
        var minutely = plan("* * * * *", ConcurrencyPolicy.Forbid, List.of());

        assertThat(decide(minutely, known(DUE.minus(Duration.ofDays(900))), DUE.plusSeconds(30)))
                .isEqualTo(new Decision.Start(DUE, Timetable.MOST_COUNTED, List.of()));
    }

    @Test
    void shouldSkipWhenTheDeadlineIsOver() {
        var late = DUE.plus(Duration.ofHours(1)).plusMillis(1);

        assertThat(decide(forbid(), known(DAY_BEFORE), late))
                .isEqualTo(new Decision.Skip(
                        DUE,
                        0,
                        Decision.Reason.Missed,
                        "the run of 2026-11-29T02:00:00Z was not started within its startingDeadline of 1h: nobody was"
                                + " there to start it, or it was suspended"));
        assertThat(decide(forbid(), known(DAY_BEFORE), late.minusMillis(1)))
                .isEqualTo(new Decision.Start(DUE, 0, List.of()));
    }

    @Test
    void shouldSkipWhenARunHasNotEndedAndTwoAreForbidden() {
        assertThat(decide(forbid(), known(DAY_BEFORE, RUN), DUE))
                .isEqualTo(new Decision.Skip(
                        DUE,
                        0,
                        Decision.Reason.RunActive,
                        "the run of 2026-11-29T02:00:00Z was not started: nightly-1 had not ended, and"
                                + " concurrencyPolicy is Forbid"));
    }

    @Test
    void shouldReplaceWhatRunsButNoGate() {
        var replace = plan("0 2 * * *", ConcurrencyPolicy.Replace, List.of());

        assertThat(decide(replace, known(DAY_BEFORE, RUN), DUE))
                .isEqualTo(new Decision.Start(DUE, 0, List.of("nightly-1")));
        assertThat(decide(replace, known(DAY_BEFORE, RUN, GATE), DUE))
                .isEqualTo(new Decision.Skip(
                        DUE,
                        0,
                        Decision.Reason.RunActive,
                        "the run of 2026-11-29T02:00:00Z was not started: nightly-abc-1 had not ended, and a rollout"
                                + " waits for its verdict"));
    }

    @Test
    void shouldStartBesideWhatRunsWhenThatIsAllowed() {
        assertThat(decide(plan("0 2 * * *", ConcurrencyPolicy.Allow, List.of()), known(DAY_BEFORE, RUN, GATE), DUE))
                .isEqualTo(new Decision.Start(DUE, 0, List.of()));
    }

    @ParameterizedTest
    @EnumSource(ConcurrencyPolicy.class)
    void shouldNotBeInItsOwnWayWhenItWasStartedAndNobodyWroteThatDown(ConcurrencyPolicy concurrency) {
        var known = new Known(DAY_BEFORE, List.of(DUE), List.of(new Active("nightly-202611290200", false)));

        assertThat(DueTimes.decide(plan("0 2 * * *", concurrency, List.of()), known, DUE.plusSeconds(30)))
                .isEqualTo(new Decision.Start(DUE, 0, List.of()));
    }

    @Test
    void shouldNotCallMissedWhatHasARun() {
        var known = new Known(DUE.minus(Duration.ofDays(3)), List.of(DAY_BEFORE), List.of());

        assertThat(DueTimes.decide(forbid(), known, DUE)).isEqualTo(new Decision.Start(DUE, 1, List.of()));
    }

    @Test
    void shouldStartOnceWhenTheClockIsSetBack() {
        var before = DUE.minus(Duration.ofMinutes(10));
        var started = new Known(DUE, List.of(DUE), List.of());

        assertThat(DueTimes.decide(forbid(), started, before)).isEqualTo(new Decision.Wait());
        // a year ahead by mistake, and back: the schedule goes on
        var farAhead = new Known(DUE.plus(Duration.ofDays(365)), List.of(), List.of());
        assertThat(DueTimes.decide(forbid(), farAhead, before)).isEqualTo(new Decision.Wait());
    }

    @Test
    void shouldHoldStartsWhenItIsSuspendedAndMakeUpForTheLatestLater() {
        var suspended =
                new SchedulePlan(forbid().timetable(), ConcurrencyPolicy.Forbid, Duration.ofHours(1), true, List.of());

        assertThat(decide(suspended, known(DAY_BEFORE), DUE)).isEqualTo(new Decision.Wait());
        assertThat(decide(forbid(), known(DAY_BEFORE), DUE.plusSeconds(600)))
                .isEqualTo(new Decision.Start(DUE, 0, List.of()));
    }

    @Test
    void shouldSkipWhenDueInABlackoutAndNotStartInOneEither() {
        var plan = plan(
                "0 2 * * *",
                ConcurrencyPolicy.Forbid,
                List.of(new Held(BlackoutTimes.of("02:00", "02:30", Set.of()), "from 02:00 to 02:30: backups")));
        var message = "the run of 2026-11-29T02:00:00Z was not started: nothing starts from 02:00 to 02:30: backups";

        assertThat(decide(plan, known(DAY_BEFORE), DUE))
                .isEqualTo(new Decision.Skip(DUE, 0, Decision.Reason.Blackout, message));
        // it is over, but so is the due time
        assertThat(decide(plan, known(DAY_BEFORE), DUE.plus(Duration.ofMinutes(40))))
                .isEqualTo(new Decision.Skip(DUE, 0, Decision.Reason.Blackout, message));

        var laterHeld = plan(
                "0 2 * * *",
                ConcurrencyPolicy.Forbid,
                List.of(new Held(BlackoutTimes.of("02:10", "02:30", Set.of()), "from 02:10 to 02:30")));
        assertThat(decide(laterHeld, known(DAY_BEFORE), DUE.plus(Duration.ofMinutes(15))))
                .isInstanceOf(Decision.Skip.class);
        assertThat(decide(laterHeld, known(DAY_BEFORE), DUE)).isInstanceOf(Decision.Start.class);
    }

    @Test
    void shouldSayTheNextStartThatNothingHolds() {
        var plan = plan(
                "0 2 * * *",
                ConcurrencyPolicy.Forbid,
                List.of(new Held(BlackoutTimes.of("2026-11-29", "2026-12-24", Set.of()), "from 2026-11-29")));

        assertThat(plan.nextStart(DAY_BEFORE)).contains(Instant.parse("2026-12-24T02:00:00Z"));
        var minutely = plan(
                "* * * * *",
                ConcurrencyPolicy.Forbid,
                List.of(
                        new Held(BlackoutTimes.of("2026-11-01", "2099-01-01", Set.of()), "until 2099"),
                        new Held(BlackoutTimes.of("22:00", "06:00", Set.of()), "at night")));
        assertThat(minutely.nextStart(DAY_BEFORE)).contains(Instant.parse("2099-01-01T06:00:00Z"));
        var never = plan(
                "0 2 * * *",
                ConcurrencyPolicy.Forbid,
                List.of(new Held(BlackoutTimes.of("01:00", "03:00", Set.of()), "from 01:00 to 03:00")));
        assertThat(never.nextStart(DAY_BEFORE)).isEmpty();
    }

    private static Decision decide(SchedulePlan plan, Known known, Instant now) {
        return DueTimes.decide(plan, known, now);
    }

    private static Known known(Instant since, Active... active) {
        return new Known(since, List.of(), List.of(active));
    }

    private static SchedulePlan forbid() {
        return plan("0 2 * * *", ConcurrencyPolicy.Forbid, List.of());
    }

    private static SchedulePlan plan(String cron, ConcurrencyPolicy concurrency, List<Held> blackouts) {
        return new SchedulePlan(Timetable.of(cron, "Etc/UTC"), concurrency, Duration.ofHours(1), false, blackouts);
    }
}
