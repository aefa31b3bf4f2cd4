package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one loop to one target, or of one user of it. The one that came back last goes out first, so that
 * as few as needed stay warm.
 *
 * <p>Sets no limit of its own: each turn in flight holds at most one connection, and turns are capped.
 */
public final class ConnectionPool {
    private final Dialer dialer;

    /** Those that have room; some of them may have been closed since. */
    private final ArrayDeque<PooledConnection> idle = new ArrayDeque<>(1);

    /** Attempts that are not decided, and will bring a connection for several at once. */
    private final ArrayList<Opening> shared = new ArrayList<>(0);

    public ConnectionPool(Dialer dialer) {
        this.dialer = dialer;
    }

    /** One without connections, for a user who shares none with others; flushed together with this one. */
    public ConnectionPool separate() {
        return new ConnectionPool(dialer);
    }

    /** Takes an open connection that has room for a request, if there is any; the request must follow at once. */
    public @Nullable Connection takeIdle() {
        for (var connection = idle.pollLast(); connection != null; connection = idle.pollLast()) {
            int room = connection.room();
            if (room > 1) {
                idle.addLast(connection);
            }
            if (room > 0) {
                return connection;
            }
            connection.delisted();
        }
        return null;
    }

    /**
     * Opens one more connection, or waits for one that is being opened and will have room. Calls back, never before
     * this returns, when it is open or has failed. It has no time limit of its own: abandon it.
     *
     * @return what to abandon; null when there is nothing to open
     */
    public @Nullable Carrier open(Exchange exchange) {
        if (!dialer.expectsHttp2()) {
            return begin(exchange);
        }
        int most = dialer.endpoint().streams();
        for (var opening : shared) {
            if (opening.waiting() < most) {
                opening.await(exchange);
                return opening;
            }
        }
        var opening = begin(exchange);
        if (opening != null) {
            shared.add(opening);
        }
        return opening;
    }

    private @Nullable Opening begin(Exchange exchange) {
        var address = dialer.endpoint().nextAddress();
        if (address == null) {
            return nothingToOpen(exchange, ErrorKind.CONNECT_FAILED);
        }
        try {
            var opening = new Opening(this, dialer, dialer.newChannel());
            opening.await(exchange);
            opening.begin(address);
            return opening;
        } catch (ChannelException e) { // out of file descriptors
            dialer.failures().report(e);
            return nothingToOpen(exchange, ErrorKind.GENERATOR_FAULT);
        }
    }

    private @Nullable Opening nothingToOpen(Exchange exchange, ErrorKind kind) {
        dialer.observer().failed();
        dialer.later(() -> exchange.failed(kind, 0, false));
        return null;
    }

    void decided(Opening opening) {
        shared.remove(opening);
    }

    /** A connection that has room, or may have been closed. */
    void rest(PooledConnection connection) {
        if (connection.room() > 0) {
            idle.addLast(connection);
        }
    }

    /** Sends what was written since the last flush, also on the loop's other connections. */
    public void flush() {
        dialer.flush();
    }

    /** Closes the connections that are at rest: their user has gone. */
    public void closeIdle() {
        for (var connection = idle.pollLast(); connection != null; connection = idle.pollLast()) {
            connection.close();
        }
    }

    /** Says, once, that opening connections takes longer than allowed. */
    public void openingTimedOut() {
        dialer.failures().report(new ConnectTimeoutException("it was not open in time"));
    }
}
