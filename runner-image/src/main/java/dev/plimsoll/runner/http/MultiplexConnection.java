package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.function.Consumer;

/**
 * A connection in HTTP/2 (RFC 9113), with a request in flight on each of its streams.
 *
 * <p>It is ready when the target's settings have come: how many streams it allows is then known, and none is refused
 * for having been opened on a guess.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a channel that is closed says so
final class MultiplexConnection implements PooledConnection {
    /** Streams have odd numbers of 31 bits: a connection ends before it runs out of them. */
    private static final int MOST_REQUESTS = 1_000_000_000;

    private final ConnectionPool pool;
    private final Dialer dialer;
    private final Opening opening;
    private final Channel channel;
    private final FrameWriter writer;
    private final RequestBodies bodies;
    private final LiveStreams streams;
    private int most;
    private int sendWindow = Http2CodecUtil.DEFAULT_WINDOW_SIZE;
    private boolean ready;
    private boolean closed;

    /** Takes no more requests, and closes when those in flight have ended. */
    private boolean leaving;

    /** Whether its pool does not have it, because it had no room. */
    private boolean full;

    private boolean unflushed;
    private boolean goneAway;
    private int reads;
    private boolean served;

    MultiplexConnection(ConnectionPool pool, Dialer dialer, Opening opening, Channel channel) {
        this.pool = pool;
        this.dialer = dialer;
        this.opening = opening;
        this.channel = channel;
        most = dialer.endpoint().streams();
        streams = new LiveStreams(dialer.bodyMemory());
        writer = new FrameWriter(channel);
        bodies = new RequestBodies(writer);
    }

    /** Takes the place of its opening. */
    void install() {
        var frames = new Http2Frames(this, streams, writer, bodies);
        var fields = new FieldDecoder(ResponseDecoder.MAX_HEAD, streams::get);
        channel.pipeline().replace(opening, null, new Http2Handler(this, frames, fields));
        writer.preface(Http2Frames.STREAM_WINDOW, Http2Frames.CONNECTION_WINDOW, ResponseDecoder.MAX_HEAD);
        writer.flush();
    }

    @Override
    public int room() {
        return ready && !closed && !leaving ? Math.max(0, most - streams.count()) : 0;
    }

    @Override
    public void delisted() {
        full = true;
    }

    @Override
    public void send(Request request, Exchange exchange) {
        var stream = streams.open(request, exchange, served, reads, sendWindow);
        leaving |= streams.opened() == MOST_REQUESTS;
        boolean bodiless = stream.body().left() == 0;
        writer.headers(stream.id(), dialer.headerBlocks().of(request), bodiless);
        if (!bodiless) {
            bodies.begin(stream.body());
        }
        full = room() == 0;
        flushLater();
    }

    @Override
    public void abandon(Exchange exchange) {
        var stream = streams.of(exchange);
        if (stream != null) {
            stream.forsake();
            leaving |= stream.sentAtRead() == reads; // mute for so long: it is not the stream that is dead
            cancel(stream, Http2Error.CANCEL);
            ended(stream);
        }
    }

    private void cancel(StreamExchange stream, Http2Error error) {
        writer.reset(stream.id(), error);
        flushLater();
    }

    /** Sends what was written with the next flush of the pool. */
    void flushLater() {
        if (!unflushed) {
            unflushed = true;
            dialer.flushLater(this);
        }
    }

    @Override
    public void flush() {
        unflushed = false;
        writer.flush();
    }

    @Override
    public void close() {
        close(Http2Error.NO_ERROR);
    }

    private void close(Http2Error error) {
        if (!closed) {
            closed = true;
            writer.goAway(error);
            writer.flush();
            channel.close();
        }
    }

    /** The target's settings, first or changed. */
    void settings(Http2Settings settings) throws Http2Exception {
        var allowed = settings.maxConcurrentStreams();
        if (allowed != null) {
            most = (int) Math.min(dialer.endpoint().streams(), allowed);
        }
        var window = settings.initialWindowSize();
        if (window != null) {
            long more = (long) window - sendWindow;
            sendWindow = window;
            bodies.resize(streams.all().stream().map(StreamExchange::body).toList(), more);
        }
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

    /** More of a response was read. When that is whole and the request is not, nobody wants the rest of it any more. */
    void received(StreamExchange stream, boolean last) {
        if (last) {
            stream.complete();
            if (stream.body().left() > 0) {
                cancel(stream, Http2Error.CANCEL);
            }
            ended(stream);
        } else {
            streams.received(stream);
        }
    }

    /**
     * The target has ended a request.
     *
     * @param refused whether it has said that it did not work on it
     */
    void reset(StreamExchange stream, boolean refused) {
        stream.fails(ErrorKind.STREAM_RESET, refused);
        dialer.observer().streamReset();
        ended(stream);
    }

    /** The target wants to be left, and works on no streams but those up to this one. */
    void goneAway(int lastStream) {
        if (!goneAway) {
            goneAway = true;
            dialer.observer().goneAway();
        }
        leaving = true;
        for (var stream : streams.all()) {
            if (stream.id() > lastStream) {
                stream.fails(ErrorKind.CONNECTION_RESET, true);
                ended(stream);
            }
        }
        closeWhenLeft();
    }

    /** Gives the room back before the exchange hears, so that its next request finds it. */
    private void ended(StreamExchange stream) {
        if (!streams.close(stream)) {
            return;
        }
        bodies.forget(stream.body());
        served |= stream.isComplete();
        relist();
        if (stream.response().kept().bodyDropped()) {
            dialer.failures().bodyDropped(dialer.bodyMemory().most());
        }
        stream.end(closed && reads == stream.sentAtRead());
        streams.recycle(stream);
        closeWhenLeft();
    }

    private void closeWhenLeft() {
        if (leaving && streams.count() == 0) {
            close();
        }
    }

    /** Bytes were read, and all frames in them dealt with. */
    void readComplete() {
        reads++;
        streams.tellBegun();
    }

    void writabilityChanged() {
        if (!closed) {
            bodies.send();
            flushLater();
        }
    }

    /** What came on a stream is no HTTP/2; the others live on. */
    void unreadable(int id, Http2Error error, Throwable cause) {
        var stream = streams.get(id);
        if (stream != null) {
            dialer.failures().report(cause);
            stream.fails(ErrorKind.UNREADABLE_RESPONSE, false);
            cancel(stream, error);
            ended(stream);
        }
    }

    /** What came on the connection is no HTTP/2. */
    void unreadable(Http2Error error, Throwable cause) {
        if (!ready) {
            opening.failed(ErrorKind.CONNECT_FAILED, NoHttp2Exception.notSpoken(String.valueOf(cause.getMessage())));
        } else if (!closed) {
            dialer.failures().report(cause);
        }
        close(error);
        endAll(stream -> stream.fails(ErrorKind.UNREADABLE_RESPONSE, false));
    }

    private void endAll(Consumer<StreamExchange> first) {
        for (var stream : streams.all()) {
            first.accept(stream);
            ended(stream);
        }
    }

    /** The connection failed: what is in flight is lost. */
    void broken(Throwable cause) {
        if (!ready) {
            opening.failed(ErrorKind.CONNECT_FAILED, cause);
        } else if (streams.count() > 0) {
            dialer.failures().report(cause);
        }
        close();
    }

    /** The connection is closed. */
    void disconnected() {
        closed = true;
        writer.discard();
        if (!ready) {
            opening.failed(
                    ErrorKind.CONNECT_FAILED, NoHttp2Exception.notSpoken("it closed the connection without settings"));
        }
        endAll(_ -> {});
    }
}
