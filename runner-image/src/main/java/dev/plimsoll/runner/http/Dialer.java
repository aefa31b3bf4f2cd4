package dev.plimsoll.runner.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoop;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one loop have in common: how they are opened, and what is sent on them with the next flush.
 */
public final class Dialer {
    private final IoEventLoop eventLoop;
    private final Transport transport;
    private final Endpoint endpoint;
    private final FailureLog failures;
    private final ConnectionObserver observer;
    private final BodyMemory bodyMemory;
    private final LongSupplier nanoTime;
    private final ArrayList<PooledConnection> unflushed = new ArrayList<>();

    /** The head of each compiled request in HTTP/2, by ordinal; made when first sent. */
    private @Nullable Http2Headers[] heads = new @Nullable Http2Headers[1];

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
        this.eventLoop = eventLoop;
        this.transport = transport;
        this.endpoint = endpoint;
        this.failures = failures;
        this.observer = observer;
        this.bodyMemory = bodyMemory;
        this.nanoTime = nanoTime;
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

    /** The head of a request in HTTP/2, the same object each time when it is compiled. */
    Http2Headers head(Request request) {
        if (!request.isCompiled()) {
            return Http2Head.of(request.message(), endpoint.scheme());
        }
        int ordinal = request.ordinal();
        if (ordinal >= heads.length) {
            heads = Arrays.copyOf(heads, ordinal + 1);
        }
        var head = heads[ordinal];
        if (head == null) {
            head = Http2Head.of(request.message(), endpoint.scheme());
            heads[ordinal] = head;
        }
        return head;
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
