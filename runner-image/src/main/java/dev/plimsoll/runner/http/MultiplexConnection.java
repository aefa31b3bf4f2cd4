package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A connection in HTTP/2 (RFC 9113), with a request in flight on each of its streams.
 *
 * <p>It is ready when the target's settings have come: how many streams it allows is then known, and none is refused
 * for having been opened on a guess. A stream has ended when Netty has closed it, for only then does it no longer count
 * against that number.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the stream or the channel, and both are heard of
final class MultiplexConnection extends Http2EventAdapter implements PooledConnection {
    /** Streams have odd numbers of 31 bits: a connection ends before it runs out of them. */
    private static final int MOST_REQUESTS = 1_000_000_000;

    private final ConnectionPool pool;
    private final Dialer dialer;
    private final Opening opening;
    private final Http2Handler handler;
    private final IntObjectHashMap<StreamExchange> streams = new IntObjectHashMap<>();
    private final ArrayDeque<StreamExchange> spare = new ArrayDeque<>();

    /** Streams whose response began with the bytes that are being read. */
    private final ArrayList<StreamExchange> begun = new ArrayList<>();

    private int most;
    private boolean ready;
    private boolean closed;

    /** Takes no more requests, and closes when those in flight have ended. */
    private boolean leaving;

    /** Whether its pool does not have it, because it had no room. */
    private boolean full;

    private boolean unflushed;
    private boolean goneAway;
    private int lastTaken = Integer.MAX_VALUE;
    private int sent;
    private int reads;
    private boolean served;

    MultiplexConnection(ConnectionPool pool, Dialer dialer, Opening opening) {
        this.pool = pool;
        this.dialer = dialer;
        this.opening = opening;
        handler = Http2Handler.of(this);
        handler.connection().addListener(this);
    }

    /** Takes the place of its opening. */
    void install(Channel channel) {
        channel.pipeline().replace(opening, null, handler);
    }

    @Override
    public int room() {
        return ready && !closed && !leaving ? Math.max(0, most - streams.size()) : 0;
    }

    @Override
    public void delisted() {
        full = true;
    }

    @Override
    public void send(Request request, Exchange exchange) {
        int id = handler.connection().local().incrementAndGetNextStreamId();
        var stream = spare.isEmpty() ? new StreamExchange() : spare.pop();
        stream.begin(request, exchange, served, reads);
        streams.put(id, stream);
        var body = request.message().body();
        var context = handler.context();
        var headers = handler.encoder()
                .writeHeaders(context, id, dialer.head(request), 0, body.length == 0, context.newPromise());
        if (headers.cause() != null) {
            dialer.later(() -> unsendable(id, headers.cause()));
        } else if (body.length > 0) {
            handler.encoder().writeData(context, id, Unpooled.wrappedBuffer(body), 0, true, context.newPromise());
        }
        full = room() == 0;
        leaving |= ++sent == MOST_REQUESTS;
        flushLater();
    }

    private void unsendable(int id, Throwable cause) {
        dialer.failures().report(cause);
        ended(id);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // an exchange is itself, and no other
    public void abandon(Exchange exchange) {
        for (var entry : streams.entries()) {
            var stream = entry.value();
            if (stream.exchange() == exchange) {
                stream.forsake();
                leaving |= stream.sentAtRead() == reads; // mute for so long: it is not the stream that is dead
                reset(entry.key());
                return;
            }
        }
    }

    private void reset(int id) {
        var context = handler.context();
        handler.resetStream(context, id, Http2Error.CANCEL.code(), context.newPromise());
        flushLater();
    }

    private void flushLater() {
        if (!unflushed) {
            unflushed = true;
            dialer.flushLater(this);
        }
    }

    @Override
    public void flush() {
        unflushed = false;
        handler.context().channel().flush();
    }

    @Override
    public void close() {
        closed = true;
        handler.context().channel().close();
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
        most = Math.min(
                dialer.endpoint().streams(), handler.connection().local().maxActiveStreams());
        if (!ready && most > 0) {
            ready = true;
            opening.ready(this);
        } else {
            relist();
        }
    }

    private void relist() {
        if (full && room() > 0) {
            full = false;
            pool.rest(this);
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int id,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean last) {
        onHeadersRead(context, id, headers, padding, last);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int id, Http2Headers headers, int padding, boolean last) {
        var stream = streams.get(id);
        if (stream != null) {
            begin(stream);
            stream.head(headers);
            endIf(last, id, stream);
        }
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean last) {
        var stream = streams.get(id);
        if (stream != null) {
            stream.data(data, padding);
            endIf(last, id, stream);
        }
        return data.readableBytes() + padding; // consumed: the window opens again
    }

    private void begin(StreamExchange stream) {
        if (stream.begins()) {
            begun.add(stream);
        }
    }

    /** The response is whole. If the request is not, nobody wants the rest of it any more. */
    private void endIf(boolean last, int id, StreamExchange stream) {
        if (last) {
            stream.complete();
            var wire = handler.connection().stream(id);
            if (wire != null && wire.state().localSideOpen()) {
                reset(id);
            }
        }
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int id, long code) {
        var stream = streams.get(id);
        if (stream != null && !stream.isComplete()) {
            stream.fails(ErrorKind.STREAM_RESET, code == Http2Error.REFUSED_STREAM.code());
            dialer.observer().streamReset();
        }
    }

    @Override
    public void onGoAwayReceived(int lastStream, long code, ByteBuf debug) {
        if (!goneAway) {
            goneAway = true;
            dialer.observer().goneAway();
        }
        leaving = true;
        lastTaken = lastStream;
        closeWhenLeft();
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        ended(stream.id());
    }

    /** Gives the room back before the exchange hears, so that its next request finds it. */
    private void ended(int id) {
        var stream = streams.remove(id);
        if (stream == null) {
            return;
        }
        if (id > lastTaken) {
            stream.fails(ErrorKind.CONNECTION_RESET, true);
        }
        served |= stream.isComplete();
        relist();
        stream.end(closed && reads == stream.sentAtRead());
        spare.push(stream);
        closeWhenLeft();
    }

    private void closeWhenLeft() {
        if (leaving && streams.isEmpty() && !closed) {
            close();
        }
    }

    /** Bytes were read, and all frames in them dealt with. */
    void readComplete() {
        reads++;
        for (int i = 0; i < begun.size(); i++) {
            begun.get(i).tellBegin();
        }
        begun.clear();
    }

    /** A stream, or the whole connection for null, is no HTTP/2. */
    void unreadable(@Nullable Integer id, Throwable cause) {
        if (!ready) {
            opening.failed(ErrorKind.CONNECT_FAILED, NoHttp2Exception.notSpoken(String.valueOf(cause.getMessage())));
            return;
        }
        dialer.failures().report(cause);
        leaving |= id == null;
        for (var entry : streams.entries()) {
            if (id == null || entry.key() == id) {
                entry.value().fails(ErrorKind.UNREADABLE_RESPONSE, false);
            }
        }
    }

    /** The connection failed: what is in flight is lost. */
    void broken(Throwable cause) {
        if (!ready) {
            opening.failed(ErrorKind.CONNECT_FAILED, cause);
        } else if (!streams.isEmpty()) {
            dialer.failures().report(cause);
        }
        close();
    }

    /** The connection is closed; Netty closes its streams next. */
    void disconnected() {
        closed = true;
        if (!ready) {
            opening.failed(
                    ErrorKind.CONNECT_FAILED, NoHttp2Exception.notSpoken("it closed the connection without settings"));
        }
    }
}
