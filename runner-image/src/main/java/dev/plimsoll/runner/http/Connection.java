package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.runner.http.ResponseDecoder.Progress;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the target, with at most one request in flight. Between requests it rests in its
 * {@link ConnectionPool}.
 *
 * <p>Life: opening → (in use ⇄ idle) → closed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, and that is what a connection listens to
public final class Connection extends ChannelInboundHandlerAdapter {
    private final ConnectionPool pool;
    private final Channel channel;
    private final boolean tls;
    private final ResponseDecoder decoder = new ResponseDecoder();

    /** This connection's views of the plan's requests, by ordinal; made when first sent. */
    private @Nullable ByteBuf[] views = new @Nullable ByteBuf[1];

    private @Nullable Exchange exchange;
    private boolean open;
    private boolean served;
    private boolean unflushed;
    private boolean begun;

    Connection(ConnectionPool pool, Channel channel, boolean tls, Exchange exchange) {
        this.pool = pool;
        this.channel = channel;
        this.tls = tls;
        this.exchange = exchange;
    }

    /** Writes a request; it leaves with the pool's next flush. */
    public void send(Request request, Exchange exchange) {
        this.exchange = exchange;
        begun = false;
        decoder.expect(request.head(), request.keep());
        channel.write(request.isCompiled() ? rewoundView(request) : encoded(request), channel.voidPromise());
        if (!unflushed) {
            unflushed = true;
            pool.flushLater(this);
        }
    }

    /** Gives up what this exchange waits for, a connection or a response; it hears no more of it. */
    public void abandon(Exchange who) {
        exchange = null; // there is no other
        close();
    }

    boolean isUsable() {
        return open && channel.isActive();
    }

    void flush() {
        unflushed = false;
        channel.flush();
    }

    /** The attempt to connect came to nothing. */
    void refused(ErrorKind kind, Throwable cause) {
        fail(kind, cause);
    }

    private void close() {
        open = false;
        channel.close();
    }

    private ByteBuf encoded(Request request) {
        var bytes = RequestEncoder.encode(request.message());
        return channel.alloc().directBuffer(bytes.length).writeBytes(bytes);
    }

    private ByteBuf rewoundView(Request request) {
        var view = view(request);
        return view.setIndex(0, view.capacity());
    }

    private ByteBuf view(Request request) {
        int ordinal = request.ordinal();
        if (ordinal >= views.length) {
            views = Arrays.copyOf(views, ordinal + 1);
        }
        var view = views[ordinal];
        if (view == null) {
            view = request.view();
            views[ordinal] = view;
        }
        return view;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!tls) {
            ready();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                ready();
            } else {
                fail(ErrorKind.CONNECT_FAILED, handshake.cause());
            }
        }
    }

    private void ready() {
        var waiting = exchange;
        if (waiting == null) {
            close();
            return;
        }
        open = true;
        exchange = null;
        waiting.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var in = (ByteBuf) message;
        try {
            if (exchange == null) {
                close(); // bytes that nobody asked for
                return;
            }
            switch (decoder.decode(in)) {
                case PARTIAL -> begin(exchange);
                case COMPLETE -> complete(!in.isReadable());
                case MALFORMED -> fail(ErrorKind.UNREADABLE_RESPONSE);
            }
        } finally {
            in.release();
        }
    }

    /** Gives the connection back before the exchange hears, so that its next request finds this one first. */
    private void complete(boolean clean) {
        var done = exchange;
        if (done == null) {
            return;
        }
        exchange = null;
        served = true;
        if (clean && decoder.keepAlive() && isUsable() && wholeRequestWritten()) {
            pool.release(this);
        } else {
            close();
        }
        done.responded(decoder.response());
    }

    private void begin(Exchange waiting) {
        if (!begun) {
            begun = true;
            waiting.began();
        }
    }

    private boolean wholeRequestWritten() {
        var pending = channel.unsafe().outboundBuffer();
        return pending != null && pending.isEmpty();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (open && exchange != null && decoder.endOfStream() == Progress.COMPLETE) {
            complete(false);
        } else {
            fail(open ? ErrorKind.CONNECTION_RESET : ErrorKind.CONNECT_FAILED);
        }
        open = false;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(open ? ErrorKind.CONNECTION_RESET : ErrorKind.CONNECT_FAILED, cause);
    }

    private void fail(ErrorKind kind, Throwable cause) {
        if (exchange != null) {
            pool.explain(cause);
        }
        fail(kind);
    }

    private void fail(ErrorKind kind) {
        var waiting = exchange;
        exchange = null;
        long receivedBytes = decoder.response().receivedBytes();
        boolean stale = kind == ErrorKind.CONNECTION_RESET && served && receivedBytes == 0;
        close();
        if (waiting != null) {
            waiting.failed(kind, receivedBytes, stale);
        }
    }
}
