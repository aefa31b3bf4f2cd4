package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to open one connection, and those who wait for it: one, or as many as it will take at once. Gives way to
 * the connection, which is ready when the target has chosen HTTP/1.1, or has sent the settings of HTTP/2.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a channel to be closed
final class Opening extends ChannelInboundHandlerAdapter implements Carrier {
    private final ConnectionPool pool;
    private final Dialer dialer;
    private final Channel channel;
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>(1);
    private final long attemptedAt;
    private long connectedAt;
    private long handshakeNanos = ConnectionObserver.NONE;

    /** Whether it is decided, one way or the other. */
    private boolean over;

    /** Where those went for whom there was no room. */
    private final ArrayList<Carrier> overflow = new ArrayList<>(0);

    Opening(ConnectionPool pool, Dialer dialer, Channel channel) {
        this.pool = pool;
        this.dialer = dialer;
        this.channel = channel;
        attemptedAt = dialer.now();
    }

    void begin(InetSocketAddress address) {
        dialer.connect(channel, address, this, cause -> failed(kindOf(cause), cause));
    }

    void await(Exchange exchange) {
        waiting.add(exchange);
    }

    int waiting() {
        return waiting.size();
    }

    @Override
    public void abandon(Exchange exchange) {
        if (waiting.remove(exchange)) {
            if (waiting.isEmpty() && !over) {
                decide();
                dialer.observer().failed();
                channel.close();
            }
        } else {
            overflow.forEach(other -> other.abandon(exchange));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connectedAt = dialer.now();
        if (!dialer.endpoint().usesTls()) {
            speak(dialer.expectsHttp2());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                handshakeNanos = dialer.now() - connectedAt;
                secured(context.pipeline().get(SslHandler.class).applicationProtocol());
            } else {
                failed(ErrorKind.CONNECT_FAILED, NoHttp2Exception.orElse(handshake.cause()));
            }
        }
    }

    private void secured(@Nullable String chosen) {
        boolean http2 = TlsClient.HTTP_2.equals(chosen);
        dialer.learn(http2);
        if (!http2 && dialer.expectsHttp2()) {
            failed(ErrorKind.CONNECT_FAILED, NoHttp2Exception.notChosen(chosen));
        } else {
            speak(http2);
        }
    }

    private void speak(boolean http2) {
        if (over) {
            return;
        }
        if (http2) {
            new MultiplexConnection(pool, dialer, this, channel).install();
        } else {
            var connection = new Http1Connection(pool, dialer, channel);
            channel.pipeline().replace(this, null, connection);
            ready(connection);
        }
    }

    /** The connection can take requests: as many of those who wait get it as it has room for. */
    void ready(PooledConnection connection) {
        if (over) {
            connection.close();
            return;
        }
        decide();
        dialer.observer().opened(connectedAt - attemptedAt, handshakeNanos);
        while (!waiting.isEmpty() && connection.room() > 0) {
            waiting.remove().opened(connection);
        }
        while (!waiting.isEmpty()) {
            var other = pool.open(waiting.remove());
            if (other != null) {
                overflow.add(other);
            }
        }
        pool.rest(connection);
    }

    /** The attempt came to nothing. */
    void failed(ErrorKind kind, Throwable cause) {
        if (over) {
            return;
        }
        decide();
        dialer.observer().failed();
        dialer.failures().report(cause);
        channel.close();
        while (!waiting.isEmpty()) {
            waiting.remove().failed(kind, 0, false);
        }
    }

    private void decide() {
        over = true;
        pool.decided(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failed(ErrorKind.CONNECT_FAILED, new SocketException("the target closed it before it was open"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(ErrorKind.CONNECT_FAILED, cause);
    }

    /** No API tells these failures to connect from others: only the message of the operating system does. */
    private static ErrorKind kindOf(Throwable cause) {
        var message = cause instanceof SocketException ? String.valueOf(cause.getMessage()) : "";
        if (message.contains("refused")) {
            return ErrorKind.CONNECTION_REFUSED;
        }
        return Exhaustion.isOfPorts(cause) ? ErrorKind.GENERATOR_FAULT : ErrorKind.CONNECT_FAILED;
    }
}
