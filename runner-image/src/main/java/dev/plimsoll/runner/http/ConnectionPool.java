package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.IoEventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one loop. The one that came back last goes out first, so that as few as needed stay warm.
 *
 * <p>Sets no limit of its own: each turn in flight holds at most one connection, and turns are capped.
 */
public final class ConnectionPool {
    private final IoEventLoop eventLoop;
    private final Transport transport;
    private final Endpoint endpoint;
    private final FailureLog failures;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayList<Connection> unflushed = new ArrayList<>();

    public ConnectionPool(IoEventLoop eventLoop, Transport transport, Endpoint endpoint, FailureLog failures) {
        this.eventLoop = eventLoop;
        this.transport = transport;
        this.endpoint = endpoint;
        this.failures = failures;
    }

    /** Takes an open connection that is at rest, if there is any. */
    public @Nullable Connection takeIdle() {
        Connection connection;
        do {
            connection = idle.pollLast();
        } while (connection != null && !connection.isUsable());
        return connection;
    }

    /**
     * Opens one more connection, which calls back, never before this returns, when it is open or has failed. It has no
     * time limit of its own: abandon it.
     *
     * @return the connection being opened; null when there is nothing to open
     */
    public @Nullable Connection open(Exchange exchange) {
        var address = endpoint.address();
        if (address == null) {
            return nothingToOpen(exchange, ErrorKind.CONNECT_FAILED);
        }
        Channel channel;
        try {
            channel = transport.channels().newChannel();
        } catch (ChannelException e) { // out of file descriptors
            explain(e);
            return nothingToOpen(exchange, ErrorKind.GENERATOR_FAULT);
        }
        endpoint.secure(channel);
        var connection = new Connection(this, channel, endpoint.usesTls(), exchange);
        new Bootstrap()
                .group(eventLoop)
                .channelFactory(() -> channel)
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(connection)
                .connect(address)
                .addListener((ChannelFuture attempt) -> attempted(connection, attempt.cause()));
        return connection;
    }

    private @Nullable Connection nothingToOpen(Exchange exchange, ErrorKind kind) {
        eventLoop.execute(() -> exchange.failed(kind, 0, false));
        return null;
    }

    private void attempted(Connection connection, @Nullable Throwable cause) {
        if (cause != null) {
            connection.refused(kindOf(cause), cause);
        }
    }

    /** No API tells these failures to connect from others: only the message of the operating system does. */
    private static ErrorKind kindOf(Throwable cause) {
        var message = cause instanceof SocketException ? String.valueOf(cause.getMessage()) : "";
        if (message.contains("refused")) {
            return ErrorKind.CONNECTION_REFUSED;
        }
        boolean outOfPorts = message.contains("Cannot assign requested address");
        return outOfPorts ? ErrorKind.GENERATOR_FAULT : ErrorKind.CONNECT_FAILED;
    }

    /** Sends what was written since the last flush: one flush a connection, whatever was written. */
    public void flush() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
    }

    void flushLater(Connection connection) {
        unflushed.add(connection);
    }

    void release(Connection connection) {
        idle.addLast(connection);
    }

    /** Says, once, that opening connections takes longer than allowed. */
    public void openingTimedOut() {
        explain(new ConnectTimeoutException("it was not open in time"));
    }

    void explain(Throwable cause) {
        failures.report(cause);
    }
}
