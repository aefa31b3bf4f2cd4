package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.runner.http.ResponseDecoder.Progress;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A connection in HTTP/1.1, with at most one request in flight. Between requests it rests in its pool. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, and that is what a connection listens to
final class Http1Connection extends ChannelInboundHandlerAdapter implements PooledConnection {
    private final ConnectionPool pool;
    private final Dialer dialer;
    private final Channel channel;
    private final ResponseDecoder decoder;

    /** This connection's views of the plan's requests, by ordinal; made when first sent. */
    private @Nullable ByteBuf[] views = new @Nullable ByteBuf[1];

    private @Nullable Exchange exchange;
    private boolean open = true;
    private boolean idempotent;
    private boolean last;
    private boolean served;
    private boolean unflushed;
    private boolean begun;

    Http1Connection(ConnectionPool pool, Dialer dialer, Channel channel) {
        this.pool = pool;
        this.dialer = dialer;
        this.channel = channel;
        decoder = new ResponseDecoder(dialer.bodyMemory());
    }

    @Override
    public int room() {
        return exchange == null && isUsable() ? 1 : 0;
    }

    @Override
    public void delisted() {}

    @Override
    public void send(Request request, Exchange exchange) {
        this.exchange = exchange;
        idempotent = request.idempotent();
        last = request.closes();
        begun = false;
        decoder.expect(request.head(), request.keep());
        channel.write(request.isCompiled() ? rewoundView(request) : encoded(request), channel.voidPromise());
        if (!unflushed) {
            unflushed = true;
            dialer.flushLater(this);
        }
    }

    @Override
    public void abandon(Exchange who) {
        exchange = null; // there is no other
        close();
    }

    private boolean isUsable() {
        return open && channel.isActive();
    }

    @Override
    public void flush() {
        unflushed = false;
        channel.flush();
    }

    @Override
    public void close() {
        shut();
        decoder.response().release();
    }

    private void shut() {
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
        if (clean && !last && decoder.keepAlive() && isUsable() && wholeRequestWritten()) {
            pool.rest(this);
        } else {
            shut();
        }
        if (decoder.response().bodyDropped()) {
            dialer.failures().bodyDropped(dialer.bodyMemory().most());
        }
        decoder.response().cameAtOnce(!begun);
        done.responded(decoder.response());
        if (exchange == null) { // else it is the next response's already
            decoder.response().release();
        }
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
            fail(ErrorKind.CONNECTION_RESET);
        }
        open = false;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (exchange != null) {
            dialer.failures().report(cause);
        }
        fail(ErrorKind.CONNECTION_RESET);
    }

    private void fail(ErrorKind kind) {
        var waiting = exchange;
        exchange = null;
        long receivedBytes = decoder.response().receivedBytes();
        boolean stale = kind == ErrorKind.CONNECTION_RESET && served && idempotent && receivedBytes == 0;
        close();
        if (waiting != null) {
            waiting.failed(kind, receivedBytes, stale);
        }
    }
}
