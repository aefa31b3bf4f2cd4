package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.runner.http.Carrier;
import dev.plimsoll.runner.http.Connection;
import dev.plimsoll.runner.http.ConnectionPool;
import dev.plimsoll.runner.http.Exchange;
import dev.plimsoll.runner.http.Request;
import dev.plimsoll.runner.http.Response;
import dev.plimsoll.runner.record.StepRecorder;
import dev.plimsoll.runner.scenario.CompiledStep;
import dev.plimsoll.runner.scenario.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request of a turn, from the search for a connection to the last byte of the last response: redirects that are
 * followed belong to it. Each turn has one, for one request after the other.
 */
final class Sending implements Exchange {
    private enum Phase {
        OVER,
        /**
         * There is nothing to send, which is said in the loop's next round: whoever begins a turn is not called back.
         */
        FAILING,
        CONNECTING,
        SENT,
        /** Connecting again: a connection at rest turned out to be closed, or a redirect needs another. */
        RESENDING
    }

    private final Turn turn;
    private final Turns turns;
    private final Session session;
    private @Nullable CompiledStep step;
    private @Nullable ConnectionPool pool;
    private @Nullable Request request;
    private @Nullable Carrier carrier;
    private Phase phase = Phase.OVER;
    private boolean warmup;
    private boolean begun;
    private long intended;
    private long sentAt;
    private long receivedBytes;

    Sending(Turn turn, Turns turns, Session session) {
        this.turn = turn;
        this.turns = turns;
        this.session = session;
    }

    /** Begins with the next request; the one before is over. */
    void begin(CompiledStep step, ConnectionPool pool, long intended, boolean warmup) {
        this.step = step;
        this.pool = pool;
        this.intended = intended;
        this.warmup = warmup;
        receivedBytes = 0;
        request = session.request(step);
        if (request == null) {
            phase = Phase.FAILING;
            turns.expectBy(turn, turns.now());
            return;
        }
        var idle = pool.takeIdle();
        if (idle == null) {
            phase = Phase.CONNECTING;
            turns.expectBy(turn, turns.now() + turns.connectTimeoutNanos());
            carrier = pool.open(this);
        } else {
            send(idle);
        }
    }

    private void send(Connection usable) {
        sentAt = turns.now();
        begun = false;
        recorder().sent(sentAt - intended);
        turns.expectBy(turn, sentAt + step().timeoutNanos());
        transmit(usable);
    }

    private void transmit(Connection usable) {
        phase = Phase.SENT;
        carrier = usable;
        usable.send(Objects.requireNonNull(request), this);
    }

    @Override
    public void opened(Connection opened) {
        switch (phase) {
            case CONNECTING -> {
                turns.cameInTime(turn);
                send(opened);
            }
            case RESENDING -> transmit(opened);
            case SENT, FAILING, OVER -> opened.abandon(this);
        }
    }

    @Override
    public void began() {
        firstByte(turns.now());
    }

    /** The first byte of the first response: what a redirect leads to is not counted from its own send. */
    private void firstByte(long now) {
        if (!begun) {
            begun = true;
            recorder().firstByte(now - sentAt);
        }
    }

    @Override
    public void responded(Response response) {
        long now = turns.now();
        firstByte(now);
        receivedBytes += response.receivedBytes();
        var answered = step();
        if (answered.looksInto()) {
            session.receive(response);
            if (Session.isToFollow(answered, response)) {
                follow(answered, response);
                return;
            }
        }
        var error = errorOf(answered, response, now - sentAt);
        if (error != null) {
            reject(error, now);
            return;
        }
        turns.cameInTime(turn);
        recorder().ok(now - intended, now - sentAt, receivedBytes);
        over();
        turn.answered(now);
    }

    private @Nullable ErrorKind errorOf(CompiledStep answered, Response response, long serviceNanos) {
        if (answered.looksInto()) {
            return answered.examine(response, session, serviceNanos, recorder()::checked);
        }
        return answered.expected().accepts(response.status()) ? null : ErrorKind.BAD_STATUS;
    }

    private void reject(ErrorKind kind, long now) {
        turns.cameInTime(turn);
        recorder().rejected(kind, now - intended, now - sentAt, receivedBytes);
        fail(now);
    }

    /** Sends what a redirect asks for; due by the deadline of the first request. */
    private void follow(CompiledStep redirected, Response response) {
        request = session.follow(redirected, response);
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
        if (phase == Phase.OVER || phase == Phase.FAILING) {
            return;
        }
        if (stale && phase == Phase.SENT) {
            resend(); // still due by the same deadline
            return;
        }
        turns.cameInTime(turn);
        long now = turns.now();
        if (phase == Phase.CONNECTING) {
            notSent(kind, now);
        } else {
            recorder().failed(kind, now - intended, now - sentAt, this.receivedBytes + receivedBytes);
            fail(now);
        }
    }

    private void notSent(ErrorKind kind, long now) {
        recorder().sent(now - intended);
        recorder().notSent(kind, now - intended);
        fail(now);
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
        fail(now);
    }

    /** The run was stopped: nobody waits for the end, and what has not been sent never will be. */
    void abandon(long now) {
        if (phase == Phase.CONNECTING || phase == Phase.FAILING) {
            recorder().missed(now - intended);
        }
        dropConnection();
        over();
    }

    private void dropConnection() {
        if (carrier != null) {
            carrier.abandon(this);
        }
    }

    private void fail(long now) {
        over();
        turn.failed(now);
    }

    private void over() {
        phase = Phase.OVER;
        carrier = null;
        request = null;
    }

    private ConnectionPool pool() {
        return Objects.requireNonNull(pool);
    }

    private CompiledStep step() {
        return Objects.requireNonNull(step);
    }

    private StepRecorder recorder() {
        return turns.recorderOf(step(), warmup);
    }
}
