package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.runner.http.Carrier;
import dev.plimsoll.runner.http.Connection;
import dev.plimsoll.runner.http.Exchange;
import dev.plimsoll.runner.http.Request;
import dev.plimsoll.runner.http.Response;
import dev.plimsoll.runner.scenario.CompiledStep;
import dev.plimsoll.runner.scenario.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request of a turn, from the search for a connection to the last byte of the last response: redirects that are
 * followed belong to it. Each turn has one, for one request after the other.
 */
final class Sending {
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
    private final Exchange ear;
    private @Nullable Request request;
    private @Nullable Carrier carrier;
    private Phase phase = Phase.OVER;
    private boolean begun;
    private long sentAt;
    private long receivedBytes;

    Sending(Turn turn, Turns turns, Session session) {
        this.turn = turn;
        this.turns = turns;
        this.session = session;
        ear = new Ear(this, turns);
    }

    /** Begins with the turn's next request; the one before is over. */
    void begin() {
        receivedBytes = 0;
        request = session.request(turn.step());
        if (request == null) {
            phase = Phase.FAILING;
            turns.expectBy(turn, turns.now());
            return;
        }
        var idle = turn.pool().takeIdle();
        if (idle == null) {
            phase = Phase.CONNECTING;
            turns.expectBy(turn, turns.now() + turns.connectTimeoutNanos());
            carrier = turn.pool().open(ear);
        } else {
            send(idle);
        }
    }

    private void send(Connection usable) {
        sentAt = turns.now();
        begun = false;
        turn.recorder().sent(sentAt - turn.intended());
        turns.expectBy(turn, sentAt + turn.step().timeoutNanos());
        transmit(usable);
    }

    private void transmit(Connection usable) {
        phase = Phase.SENT;
        carrier = usable;
        usable.send(Objects.requireNonNull(request), ear);
    }

    /** The connection that was opened for it can take a request. */
    void opened(Connection opened) {
        switch (phase) {
            case CONNECTING -> {
                turns.cameInTime(turn);
                send(opened);
            }
            case RESENDING -> transmit(opened);
            case SENT, FAILING, OVER -> opened.abandon(ear);
        }
    }

    /** The response has begun. */
    void began() {
        firstByte(turns.now());
    }

    /** The first byte of the first response: what a redirect leads to is not counted from its own send. */
    private void firstByte(long now) {
        if (!begun) {
            begun = true;
            turn.recorder().firstByte(now - sentAt);
        }
    }

    /** A whole response came. */
    void responded(Response response) {
        long now = response.cameAtOnce() ? Math.max(turns.lookedAt(), sentAt) : turns.now();
        firstByte(now);
        receivedBytes += response.receivedBytes();
        if (response.bodyDropped()) {
            reject(ErrorKind.GENERATOR_FAULT, now);
            return;
        }
        var answered = turn.step();
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
        turn.recorder().ok(now - turn.intended(), now - sentAt, receivedBytes);
        over();
        turn.answered(now);
    }

    private @Nullable ErrorKind errorOf(CompiledStep answered, Response response, long serviceNanos) {
        if (answered.looksInto()) {
            return answered.examine(response, session, serviceNanos, turn.recorder()::checked);
        }
        return answered.expected().accepts(response.status()) ? null : ErrorKind.BAD_STATUS;
    }

    private void reject(ErrorKind kind, long now) {
        turns.cameInTime(turn);
        turn.recorder().rejected(kind, now - turn.intended(), now - sentAt, receivedBytes);
        fail(now);
    }

    /** Sends what a redirect asks for; due by the deadline of the first request. */
    private void follow(CompiledStep redirected, Response response) {
        request = session.follow(redirected, response);
        if (request == null) {
            reject(ErrorKind.BAD_REDIRECT, turns.now());
            return;
        }
        var idle = turn.pool().takeIdle();
        if (idle == null) {
            resend();
        } else {
            transmit(idle);
        }
    }

    private void resend() {
        phase = Phase.RESENDING;
        carrier = turn.pool().open(ear);
    }

    /** No whole response will come. */
    void failed(ErrorKind kind, long receivedBytes, boolean stale) {
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
            turn.recorder().failed(kind, now - turn.intended(), now - sentAt, this.receivedBytes + receivedBytes);
            fail(now);
        }
    }

    private void notSent(ErrorKind kind, long now) {
        turn.recorder().sent(now - turn.intended());
        turn.recorder().notSent(kind, now - turn.intended());
        fail(now);
    }

    /** The time is up, to connect or to have the whole response. */
    void expire(long now) {
        if (phase == Phase.FAILING) {
            notSent(session.whyNothing(), now);
            return;
        }
        if (phase == Phase.CONNECTING) {
            turn.recorder().sent(now - turn.intended());
            turn.recorder().connectTimedOut(Math.max(turns.connectTimeoutNanos(), now - turn.intended()));
            turn.pool().openingTimedOut();
        } else {
            long timeout = turn.step().timeoutNanos();
            turn.recorder().timedOut(Math.max(timeout, now - turn.intended()), timeout, receivedBytes);
        }
        dropConnection();
        fail(now);
    }

    /** The run was stopped: nobody waits for the end, and what has not been sent never will be. */
    void abandon(long now) {
        if (phase == Phase.CONNECTING || phase == Phase.FAILING) {
            turn.recorder().missed(now - turn.intended());
        }
        dropConnection();
        over();
    }

    private void dropConnection() {
        if (carrier != null) {
            carrier.abandon(ear);
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
}
