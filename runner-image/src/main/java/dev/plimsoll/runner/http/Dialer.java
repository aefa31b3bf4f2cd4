package dev.plimsoll.runner.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoop;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What the connections of one loop to one target have in common: how they are opened, and what is sent on them with the
 * next flush.
 */
public final class Dialer {
    private final IoEventLoop eventLoop;
    private final Transport transport;
    private final Endpoint endpoint;
    private final FailureLog failures;
    private final ConnectionObserver observer;
    private final BodyMemory bodyMemory;
    private final LongSupplier nanoTime;
    private final HeaderBlocks headerBlocks;
    private final List<PooledConnection> unflushed;

    /** Whether a connection has shown that the target, given the choice, speaks HTTP/2. */
    private boolean choseHttp2;

    public Dialer(
            IoEventLoop eventLoop,
            Transport transport,
            Endpoint endpoint,
            FailureLog failures,
            ConnectionObserver observer,
            BodyMemory bodyMemory,
            LongSupplier nanoTime) {
        this(eventLoop, transport, endpoint, failures, observer, bodyMemory, nanoTime, new ArrayList<>());
    }

    private Dialer(
            IoEventLoop eventLoop,
            Transport transport,
            Endpoint endpoint,
            FailureLog failures,
            ConnectionObserver observer,
            BodyMemory bodyMemory,
            LongSupplier nanoTime,
            List<PooledConnection> unflushed) {
        this.eventLoop = eventLoop;
        this.transport = transport;
        this.endpoint = endpoint;
        this.failures = failures;
        this.observer = observer;
        this.bodyMemory = bodyMemory;
        this.nanoTime = nanoTime;
        this.unflushed = unflushed;
        headerBlocks = new HeaderBlocks(endpoint.scheme());
    }

    /** One for another target of the same loop: what is written to both is flushed in the order of writing. */
    public Dialer to(Endpoint other, FailureLog itsFailures) {
        return new Dialer(eventLoop, transport, other, itsFailures, observer, bodyMemory, nanoTime, unflushed);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    ConnectionObserver observer() {
        return observer;
    }

    FailureLog failures() {
        return failures;
    }

    BodyMemory bodyMemory() {
        return bodyMemory;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** Whether the next connection will take several requests at once, as far as is known. */
    boolean expectsHttp2() {
        return switch (endpoint.version()) {
            case HTTP_1_1 -> false;
            case HTTP_2 -> true;
            case NEGOTIATED -> choseHttp2;
        };
    }

    /** The target has chosen. */
    void learn(boolean http2) {
        choseHttp2 = http2;
    }

    /**
     * Makes a socket.
     *
     * @throws ChannelException when there is no file descriptor left
     */
    Channel newChannel() {
        return transport.channels().newChannel();
    }

    /** Connects; tells, never before this returns, that the attempt has failed. The handler hears when it has not. */
    void connect(Channel channel, InetSocketAddress address, ChannelHandler handler, Failure failure) {
        endpoint.secure(channel);
        new Bootstrap()
                .group(eventLoop)
                .channelFactory(() -> channel)
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(handler)
                .connect(address)
                .addListener((ChannelFuture attempt) -> {
                    if (attempt.cause() != null) {
                        failure.accept(attempt.cause());
                    }
                });
    }

    interface Failure {
        void accept(Throwable cause);
    }

    /** Runs a task when the loop has nothing else at hand. */
    void later(Runnable task) {
        eventLoop.execute(task);
    }

    HeaderBlocks headerBlocks() {
        return headerBlocks;
    }

    void flushLater(PooledConnection connection) {
        unflushed.add(connection);
    }

    /** One flush a connection, whatever was written. */
    void flush() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
    }
}
