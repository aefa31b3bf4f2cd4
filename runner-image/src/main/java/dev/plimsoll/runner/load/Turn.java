package dev.plimsoll.runner.load;

import dev.plimsoll.runner.http.ConnectionPool;
import dev.plimsoll.runner.record.StepRecorder;
import dev.plimsoll.runner.scenario.Action;
import dev.plimsoll.runner.scenario.CompiledStep;
import dev.plimsoll.runner.scenario.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a scenario, step by step: a session. Reused when it has ended.
 *
 * <p>The first request is intended for the slot's instant, a later one for the end of the step before, or of the pause.
 * A request that fails ends the turn. While it pauses it has no connection, and no place among those in flight.
 */
final class Turn extends Timed {
    private final Turns turns;
    private final Session session;
    private final Sending sending;
    private @Nullable CompiledStep step;
    private @Nullable ConnectionPool pool;

    /** Whether it is one of those in flight. */
    private boolean placed;

    private boolean warmup;
    private long number;
    private long intended;

    Turn(Turns turns, Session session) {
        this.turns = turns;
        this.session = session;
        sending = new Sending(this, turns, session);
    }

    Session session() {
        return session;
    }

    /** Begins the session, which stands before its first request; there is a place for it. */
    void begin(long number, long instant) {
        this.number = number;
        pool = turns.pools().of(number);
        warmup = turns.isWarmup(instant);
        intended = instant;
        if (session.next() instanceof CompiledStep first) {
            step = first;
            takePlace();
        } else {
            throw new IllegalStateException("a scenario begins with a request");
        }
    }

    /** There is a place for its next request. */
    void takePlace() {
        placed = true;
        sending.begin();
    }

    /** The expected response came. */
    void answered(long now) {
        if (turns.isClosed(now)) {
            end(now, now);
        } else {
            goOn(now, now);
        }
    }

    /** The request came to nothing. */
    void failed(long now) {
        end(now, now);
    }

    /** What came before is over since an instant. */
    private void goOn(long since, long now) {
        switch (session.next()) {
            case CompiledStep next -> {
                step = next;
                intended = since;
                recorder().offered();
                if (placed) {
                    takePlace();
                } else {
                    turns.resume(this, now);
                }
            }
            case Action.Rest rest -> rest(turns.after(since, session.nanosOf(rest)), now);
            case Action.End _ -> end(since, now);
        }
    }

    private void rest(long until, long now) {
        if (turns.isClosed(until)) {
            end(until, now);
            return;
        }
        boolean hadPlace = placed;
        placed = false;
        turns.rest(this, hadPlace, until, now);
    }

    /** The pause is over. */
    void wake(long now) {
        goOn(at, now);
    }

    /** When its request is due, whether it has a place or waits for one. */
    long intended() {
        return intended;
    }

    /** The generator noticed too late that its pause was over. */
    void late() {
        recorder().late();
    }

    /** There was no place before the run closed. */
    void miss(long now) {
        recorder().missed(now - intended);
        end(now, now);
    }

    /** The time of its request is up. */
    void expire(long now) {
        sending.expire(now);
    }

    /** The run was stopped: nobody waits for the end, and what has not been sent never will be. */
    void abandon(long now) {
        if (placed) {
            sending.abandon(now);
        } else {
            recorder().missed(now - intended);
        }
    }

    private void end(long since, long now) {
        boolean hadPlace = placed;
        placed = false;
        turns.pools().ended(pool());
        turns.ended(this, number, hadPlace, since, now);
    }

    /** The connections that it uses. */
    ConnectionPool pool() {
        return Objects.requireNonNull(pool);
    }

    /** Its request. */
    CompiledStep step() {
        return Objects.requireNonNull(step);
    }

    /** Where that is recorded. */
    StepRecorder recorder() {
        return turns.recorderOf(step(), warmup);
    }
}
