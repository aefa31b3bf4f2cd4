package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.runner.http.Connection;
import dev.plimsoll.runner.http.Exchange;
import dev.plimsoll.runner.http.Response;

/**
 * Hears for a sending. A defect that shows then ends the loop: Netty would log it and go on, with a turn that never
 * ends.
 */
final class Ear implements Exchange {
    private final Sending sending;
    private final Turns turns;

    Ear(Sending sending, Turns turns) {
        this.sending = sending;
        this.turns = turns;
    }

    @Override
    public void opened(Connection connection) {
        try {
            sending.opened(connection);
        } catch (RuntimeException | Error e) {
            turns.foundDefect(e);
        }
    }

    @Override
    public void began() {
        sending.began();
    }

    @Override
    public void responded(Response response) {
        try {
            sending.responded(response);
        } catch (RuntimeException | Error e) {
            turns.foundDefect(e);
        }
    }

    @Override
    public void failed(ErrorKind kind, long receivedBytes, boolean stale) {
        try {
            sending.failed(kind, receivedBytes, stale);
        } catch (RuntimeException | Error e) {
            turns.foundDefect(e);
        }
    }
}
