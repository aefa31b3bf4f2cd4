package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.runner.http.Carrier;
import dev.plimsoll.runner.http.Connection;
import dev.plimsoll.runner.http.ConnectionPool;
import dev.plimsoll.runner.http.Exchange;
import dev.plimsoll.runner.http.Response;
import dev.plimsoll.runner.record.StepRecorder;
import dev.plimsoll.runner.scenario.CompiledScenario;
import dev.plimsoll.runner.scenario.CompiledStep;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a scenario, step by step; for each step one request. Reused when it has ended.
 *
 * <p>The first step is intended for the slot's instant, a later one for the end of the step before. A step that fails
 * ends the turn.
 */
final class Turn extends Timed implements Exchange {
    private enum Phase {
        ENDED,
        CONNECTING,
        SENT,
        /** Connecting again, because a connection at rest turned out to be closed. */
        RESENDING
    }

    private final Turns turns;
    private @Nullable CompiledScenario scenario;
    private @Nullable ConnectionPool pool;
    private @Nullable Carrier carrier;
    private Phase phase = Phase.ENDED;
    private int stepIndex;
    private long number;
    private boolean warmup;
    private boolean begun;
    private long intended;
    private long sentAt;

    Turn(Turns turns) {
        this.turns = turns;
    }

    void begin(CompiledScenario scenario, long number, long instant) {
        this.scenario = scenario;
        this.number = number;
        pool = turns.pools().of(number);
        stepIndex = 0;
        intended = instant;
        warmup = turns.isWarmup(instant);
        request();
    }

    private void request() {
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
        recorder().sent(sentAt - intended);
        turns.expectBy(this, sentAt + step().timeoutNanos());
        transmit(usable);
    }

    private void transmit(Connection usable) {
        phase = Phase.SENT;
        begun = false;
        carrier = usable;
        usable.send(step().request(), this);
    }

    @Override
    public void opened(Connection opened) {
        switch (phase) {
            case CONNECTING -> {
                turns.cameInTime(this);
                send(opened);
            }
            case RESENDING -> transmit(opened);
            case SENT, ENDED -> opened.abandon(this);
        }
    }

    @Override
    public void began() {
        begun = true;
        recorder().firstByte(turns.now() - sentAt);
    }

    @Override
    public void responded(Response response) {
        turns.cameInTime(this);
        long now = turns.now();
        if (!begun) {
            recorder().firstByte(now - sentAt);
        }
        long receivedBytes = response.receivedBytes();
        if (!step().expected().accepts(response.status())) {
            recorder().badStatus(now - intended, now - sentAt, receivedBytes);
            end(now);
            return;
        }
        recorder().ok(now - intended, now - sentAt, receivedBytes);
        stepIndex++;
        if (stepIndex == scenario().length() || turns.isClosed(now)) {
            end(now);
            return;
        }
        intended = now;
        recorder().offered();
        request();
    }

    @Override
    public void failed(ErrorKind kind, long receivedBytes, boolean stale) {
        if (phase == Phase.ENDED) {
            return;
        }
        if (stale && phase == Phase.SENT) {
            phase = Phase.RESENDING; // still due by the same deadline
            carrier = pool().open(this);
            return;
        }
        turns.cameInTime(this);
        long now = turns.now();
        if (phase == Phase.CONNECTING) {
            recorder().sent(now - intended);
            recorder().notConnected(kind, now - intended);
        } else {
            recorder().failed(kind, now - intended, now - sentAt, receivedBytes);
        }
        end(now);
    }

    /** The time is up, to connect or to have the whole response. */
    void expire(long now) {
        if (phase == Phase.CONNECTING) {
            recorder().sent(now - intended);
            recorder().connectTimedOut(Math.max(turns.connectTimeoutNanos(), now - intended));
            pool().openingTimedOut();
        } else {
            long timeout = step().timeoutNanos();
            recorder().timedOut(Math.max(timeout, now - intended), timeout);
        }
        dropConnection();
        end(now);
    }

    /** The run was stopped: nobody waits for the end, and what has not been sent never will be. */
    void abandon(long now) {
        if (phase == Phase.CONNECTING) {
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

    private void end(long now) {
        phase = Phase.ENDED;
        carrier = null;
        turns.pools().ended(pool());
        turns.ended(this, number, now);
    }

    private ConnectionPool pool() {
        if (pool == null) {
            throw new IllegalStateException("the turn has not begun");
        }
        return pool;
    }

    private CompiledScenario scenario() {
        if (scenario == null) {
            throw new IllegalStateException("the turn has not begun");
        }
        return scenario;
    }

    private CompiledStep step() {
        return scenario().step(stepIndex);
    }

    private StepRecorder recorder() {
        return turns.recorderOf(step(), warmup);
    }
}
