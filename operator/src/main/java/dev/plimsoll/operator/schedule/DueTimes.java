package dev.plimsoll.operator.schedule;

import dev.plimsoll.api.v1alpha1.ScheduleSpec.ConcurrencyPolicy;
import dev.plimsoll.engine.quantity.Durations;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what becomes of due times, as CronJob's controller does: of those that were missed, the latest is made up
 * for.
 */
public final class DueTimes {
    private DueTimes() {}

    /**
     * What is known of earlier runs.
     *
     * @param since due times until and including this one are settled
     * @param started due times that have a run, as far as it is still there
     * @param active runs that have not ended
     */
    public record Known(Instant since, Collection<Instant> started, List<Active> active) {
        public Known {
            started = List.copyOf(started);
            active = List.copyOf(active);
        }
    }

    /**
     * A run that has not ended.
     *
     * @param gate whether a rollout waits for it, so that nothing replaces it
     */
    public record Active(String name, boolean gate) {}

    /** What is to be done now. */
    public static Decision decide(SchedulePlan plan, Known known, Instant now) {
        if (plan.suspended()) {
            return new Decision.Wait();
        }
        // after a clock was set back nothing is settled that is yet to come; what has a run gets no second one
        var since = known.since().isAfter(now) ? now : known.since();
        return plan.timetable()
                .between(since, now)
                .map(due -> of(plan, known, since, due, now))
                .orElseGet(Decision.Wait::new);
    }

    private static Decision of(SchedulePlan plan, Known known, Instant since, Timetable.Due span, Instant now) {
        var due = span.latest();
        int missed = missed(known, since, span);
        if (known.started().contains(due)) {
            return new Decision.Start(due, missed, List.of());
        }
        if (due.isBefore(now.minus(plan.startingDeadline()))) {
            return new Decision.Skip(
                    due,
                    missed,
                    Decision.Reason.Missed,
                    "the run of " + due + " was not started within its startingDeadline of "
                            + Durations.format(plan.startingDeadline().toNanos())
                            + ": nobody was there to start it, or it was suspended");
        }
        var held = plan.heldAt(due).or(() -> plan.heldAt(now));
        if (held.isPresent()) {
            return new Decision.Skip(
                    due,
                    missed,
                    Decision.Reason.Blackout,
                    "the run of " + due + " was not started: nothing starts "
                            + held.get().text());
        }
        return blocking(plan.concurrency(), known.active())
                .<Decision>map(who -> new Decision.Skip(
                        due, missed, Decision.Reason.RunActive, "the run of " + due + " was not started: " + who))
                .orElseGet(() -> new Decision.Start(due, missed, replaced(plan.concurrency(), known.active())));
    }

    private static int missed(Known known, Instant since, Timetable.Due span) {
        long started = known.started().stream()
                .filter(at -> at.isAfter(since) && at.isBefore(span.latest()))
                .count();
        return (int) Math.max(0, span.count() - 1 - started);
    }

    /** Who is in the way of a start; empty when nobody is. */
    private static Optional<String> blocking(ConcurrencyPolicy concurrency, List<Active> active) {
        return switch (concurrency) {
            case Allow -> Optional.empty();
            case Forbid ->
                active.isEmpty()
                        ? Optional.empty()
                        : Optional.of(names(active) + " had not ended, and concurrencyPolicy is Forbid");
            case Replace -> {
                var gates = active.stream().filter(Active::gate).toList();
                yield gates.isEmpty()
                        ? Optional.empty()
                        : Optional.of(names(gates) + " had not ended, and a rollout waits for its verdict");
            }
        };
    }

    private static List<String> replaced(ConcurrencyPolicy concurrency, List<Active> active) {
        return switch (concurrency) {
            case Allow, Forbid -> List.of();
            case Replace -> active.stream().map(Active::name).toList();
        };
    }

    private static String names(List<Active> runs) {
        return runs.stream().map(Active::name).sorted().collect(Collectors.joining(", "));
    }
}
