package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.runner.http.Carrier;
import dev.plimsoll.runner.http.Connection;
import dev.plimsoll.runner.http.ConnectionPool;
import dev.plimsoll.runner.http.Exchange;
import dev.plimsoll.runner.http.Request;
import dev.plimsoll.runner.http.Response;
import dev.plimsoll.runner.record.StepRecorder;
import dev.plimsoll.runner.scenario.Action;
import dev.plimsoll.runner.scenario.CompiledStep;
import dev.plimsoll.runner.scenario.Session;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a scenario, step by step: a session. Reused when it has ended.
 *
 * <p>The first request is intended for the slot's instant, a later one for the end of the step before, or of the pause.
 * A request that fails ends the turn. While it pauses it has no connection, and no place among those in flight.
 */
final class Turn extends Timed implements Exchange {
    private enum Phase {
        ENDED,
        /** Between two requests, or waiting for a place to go on. */
        RESTING,
        /**
         * There is nothing to send, which is said in the loop's next round: whoever begins a turn is not called back.
         */
        FAILING,
        CONNECTING,
        SENT,
        /** Connecting again: a connection at rest turned out to be closed, or a redirect needs another. */
        RESENDING
    }

    private final Turns turns;
    private final Session session;
    private @Nullable CompiledStep step;
    private @Nullable Request request;
    private @Nullable ConnectionPool pool;
    private @Nullable Carrier carrier;
    private Phase phase = Phase.ENDED;
    private long number;
    private boolean warmup;
    private boolean begun;
    private long intended;
    private long sentAt;
    private long receivedBytes;

    Turn(Turns turns, Session session) {
        this.turns = turns;
        this.session = session;
    }

    Session session() {
        return session;
    }

    /** Begins the session, which stands before its first request. */
    void begin(long number, long instant) {
        this.number = number;
        pool = turns.pools().of(number);
        warmup = turns.isWarmup(instant);
        intended = instant;
        if (session.next() instanceof CompiledStep first) {
            step = first;
            request();
        } else {
            throw new IllegalStateException("a scenario begins with a request");
        }
    }

    /** What came before is over since an instant. */
    private void goOn(long since, long now) {
        switch (session.next()) {
            case CompiledStep next -> {
                step = next;
                intended = since;
                recorder().offered();
                if (phase == Phase.RESTING) {
                    turns.resume(this, now);
                } else {
                    request();
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
        boolean hadPlace = phase != Phase.RESTING;
        phase = Phase.RESTING;
        carrier = null;
        turns.rest(this, hadPlace, until, now);
    }

    /** The pause is over. */
    void wake(long now) {
        goOn(at, now);
    }

    /** Since when it waits for a place. */
    long intended() {
        return intended;
    }

    /** The generator noticed too late that its pause was over. */
    void late() {
        recorder().late();
    }

    /** There is a place for its next request. */
    void takePlace() {
        request();
    }

    /** There was no place before the run closed. */
    void miss(long now) {
        recorder().missed(now - intended);
        end(now, now);
    }

    private void request() {
        receivedBytes = 0;
        request = session.request(step());
        if (request == null) {
            phase = Phase.FAILING;
            turns.expectBy(this, turns.now());
            return;
        }
        var idle = pool().takeIdle();
        if (idle == null) {
            phase = Phase.CONNECTING;
            turns.expectBy(this, turns.now() + turns.connectTimeoutNanos());
            carrier = pool().open(this);
        } else {
            send(idle);
        }
    }

    private void send(Connection usable) {
        sentAt = turns.now();
        begun = false;
        recorder().sent(sentAt - intended);
        turns.expectBy(this, sentAt + step().timeoutNanos());
        transmit(usable);
    }

    private void transmit(Connection usable) {
        phase = Phase.SENT;
        carrier = usable;
        usable.send(request(this.request), this);
    }

    @Override
    public void opened(Connection opened) {
        switch (phase) {
            case CONNECTING -> {
                turns.cameInTime(this);
                send(opened);
            }
            case RESENDING -> transmit(opened);
            case SENT, ENDED, RESTING, FAILING -> opened.abandon(this);
        }
    }

    @Override
    public void began() {
        if (!begun) {
            begun = true; // of a request that is redirected, the first response
            recorder().firstByte(turns.now() - sentAt);
        }
    }

    @Override
    public void responded(Response response) {
        receivedBytes += response.receivedBytes();
        long now = turns.now();
        if (!begun) {
            begun = true;
            recorder().firstByte(now - sentAt);
        }
        var step = step();
        if (step.looksInto()) {
            session.receive(response);
            if (Session.isToFollow(step, response)) {
                follow(step, response);
                return;
            }
        }
        var error = errorOf(step, response, now - sentAt);
        if (error == null) {
            turns.cameInTime(this);
            recorder().ok(now - intended, now - sentAt, receivedBytes);
            if (turns.isClosed(now)) {
                end(now, now);
            } else {
                goOn(now, now);
            }
        } else {
            reject(error, now);
        }
    }

    private @Nullable ErrorKind errorOf(CompiledStep step, Response response, long serviceNanos) {
        if (step.looksInto()) {
            return step.examine(response, session, serviceNanos, recorder()::checked);
        }
        return step.expected().accepts(response.status()) ? null : ErrorKind.BAD_STATUS;
    }

    private void reject(ErrorKind kind, long now) {
        turns.cameInTime(this);
        recorder().rejected(kind, now - intended, now - sentAt, receivedBytes);
        end(now, now);
    }

    /** Sends what a redirect asks for; due by the deadline of the first request. */
    private void follow(CompiledStep step, Response response) {
        request = session.follow(step, response);
        if (request == null) {
            reject(ErrorKind.BAD_REDIRECT, turns.now());
            return;
        }
        var idle = pool().takeIdle();
        if (idle == null) {
            resend();
        } else {
            transmit(idle);
        }
    }

    private void resend() {
        phase = Phase.RESENDING;
        carrier = pool().open(this);
    }

    @Override
    public void failed(ErrorKind kind, long receivedBytes, boolean stale) {
        if (phase == Phase.ENDED || phase == Phase.RESTING || phase == Phase.FAILING) {
            return;
        }
        if (stale && phase == Phase.SENT) {
            resend(); // still due by the same deadline
            return;
        }
        turns.cameInTime(this);
        long now = turns.now();
        if (phase == Phase.CONNECTING) {
            notSent(kind, now);
        } else {
            recorder().failed(kind, now - intended, now - sentAt, this.receivedBytes + receivedBytes);
            end(now, now);
        }
    }

    private void notSent(ErrorKind kind, long now) {
        recorder().sent(now - intended);
        recorder().notSent(kind, now - intended);
        end(now, now);
    }

    /** The time is up, to connect or to have the whole response. */
    void expire(long now) {
        if (phase == Phase.FAILING) {
            notSent(session.whyNothing(), now);
            return;
        }
        if (phase == Phase.CONNECTING) {
            recorder().sent(now - intended);
            recorder().connectTimedOut(Math.max(turns.connectTimeoutNanos(), now - intended));
            pool().openingTimedOut();
        } else {
            long timeout = step().timeoutNanos();
            recorder().timedOut(Math.max(timeout, now - intended), timeout);
        }
        dropConnection();
        end(now, now);
    }

    /** The run was stopped: nobody waits for the end, and what has not been sent never will be. */
    void abandon(long now) {
        if (phase == Phase.CONNECTING || phase == Phase.FAILING || phase == Phase.RESTING) {
            recorder().missed(now - intended);
        }
        phase = Phase.ENDED;
        dropConnection();
    }

    private void dropConnection() {
        if (carrier != null) {
            carrier.abandon(this);
        }
    }

    private void end(long since, long now) {
        boolean hadPlace = phase != Phase.RESTING;
        phase = Phase.ENDED;
        carrier = null;
        request = null;
        turns.pools().ended(pool());
        turns.ended(this, number, hadPlace, since, now);
    }

    private ConnectionPool pool() {
        if (pool == null) {
            throw new IllegalStateException("the turn has not begun");
        }
        return pool;
    }

    private static Request request(@Nullable Request request) {
        if (request == null) {
            throw new IllegalStateException("there is no request");
        }
        return request;
    }

    private CompiledStep step() {
        if (step == null) {
            throw new IllegalStateException("the turn has not begun");
        }
        return step;
    }

    private StepRecorder recorder() {
        return turns.recorderOf(step(), warmup);
    }
}
