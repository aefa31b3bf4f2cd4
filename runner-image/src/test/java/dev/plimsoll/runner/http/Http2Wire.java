package dev.plimsoll.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Target.Version;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A connection of HTTP/2 without a socket: the test's bytes come in, and what goes out can be read. */
final class Http2Wire implements ConnectionObserver {
    /** How a request ended. */
    record End(int status, @Nullable ErrorKind kind, long receivedBytes, String text) {}

    /** One request; sent as soon as there is a connection. */
    static final class Asked implements Exchange {
        private final Request request;
        private final List<End> ends = new ArrayList<>();

        private Asked(Request request) {
            this.request = request;
        }

        @Override
        public void opened(Connection connection) {
            connection.send(request, this);
        }

        @Override
        public void began() {
            assertThat(ends).isEmpty();
        }

        @Override
        public void responded(Response response) {
            ends.add(new End(response.status(), null, response.receivedBytes(), response.text()));
        }

        @Override
        public void failed(ErrorKind kind, long receivedBytes, boolean stale) {
            ends.add(new End(0, kind, receivedBytes, stale ? "stale" : ""));
        }

        /** The only end; null before it came. */
        @Nullable
        End end() {
            assertThat(ends).hasSizeLessThan(2);
            return ends.isEmpty() ? null : ends.getFirst();
        }

        int status() {
            var end = end();
            return end == null ? 0 : end.status();
        }

        @Nullable
        ErrorKind kind() {
            var end = end();
            return end == null ? null : end.kind();
        }
    }

    private static final int LARGEST_HEAD = 1 << 20;

    /** Of all connections, so that each reason is said once. */
    private static final FailureLog FAILURES = new FailureLog("test");

    /** Never run: nothing is opened. */
    private static final ManualIoEventLoop NO_LOOP =
            new ManualIoEventLoop(Thread.currentThread(), Transport.nio().handlers());

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
    private final List<ByteBuf> fed = new ArrayList<>();
    private final Dialer dialer;
    private final Opening opening;
    private int streamsReset;

    Http2Wire() {
        var target = Client.target(1, Version.HTTP_2, 100);
        dialer = new Dialer(
                NO_LOOP,
                Transport.nio(),
                Endpoint.of(target),
                FAILURES,
                this,
                new BodyMemory(Long.MAX_VALUE),
                System::nanoTime);
        opening = new Opening(new ConnectionPool(dialer), dialer, channel);
        channel.config().setAllocator(memory);
        channel.pipeline().addLast(opening);
    }

    Asked get() {
        return ask(Request.once(Client.message("GET", "/", ""), Keep.BODY));
    }

    /** To be asked before the connection is begun. */
    Asked ask(Request request) {
        var asked = new Asked(request);
        opening.await(asked);
        return asked;
    }

    Http2Wire begin() {
        channel.pipeline().fireChannelActive();
        return this;
    }

    /** The server's bytes at once. */
    Http2Wire feed(ServerFrames frames) {
        return feed(frames.bytes(), _ -> Integer.MAX_VALUE);
    }

    /** The server's bytes, in pieces of the length that is told for the place where one begins. */
    Http2Wire feed(byte[] bytes, IntUnaryOperator pieces) {
        for (int from = 0; from < bytes.length && channel.isActive(); ) {
            int to = (int) Math.min(bytes.length, (long) from + Math.max(1, pieces.applyAsInt(from)));
            var piece = Unpooled.copiedBuffer(Arrays.copyOfRange(bytes, from, to));
            fed.add(piece);
            channel.writeInbound(piece);
            dialer.flush();
            from = to;
        }
        return this;
    }

    boolean isOpen() {
        return channel.isActive();
    }

    int streamsReset() {
        return streamsReset;
    }

    /** The server closes the connection: every request has ended, and no memory is held. */
    void finish() {
        channel.close().syncUninterruptibly();
        channel.runPendingTasks();
        dialer.flush();
        channel.releaseOutbound();
        assertThat(memory.metric().usedDirectMemory() + memory.metric().usedHeapMemory())
                .isZero();
        assertThat(fed).allMatch(buffer -> buffer.refCnt() == 0);
    }

    /** Tells a listener what went out since the last time, the preface left out. */
    void readSent(Http2FrameAdapter listener) throws Http2Exception {
        var sent = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            sent.writeBytes(part);
            part.release();
        }
        var preface = Http2CodecUtil.connectionPrefaceBuf();
        if (sent.readableBytes() >= preface.readableBytes()
                && sent.slice(sent.readerIndex(), preface.readableBytes()).equals(preface)) {
            sent.skipBytes(preface.readableBytes());
        }
        if (sent.isReadable()) {
            var fields = new DefaultHttp2HeadersDecoder(true, LARGEST_HEAD);
            var server = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
            new DefaultHttp2FrameReader(fields).readFrame(server.pipeline().firstContext(), sent, listener);
        }
        assertThat(sent.isReadable()).isFalse();
    }

    @Override
    public void opened(long connectNanos, long handshakeNanos) {}

    @Override
    public void failed() {}

    @Override
    public void goneAway() {}

    @Override
    public void streamReset() {
        streamsReset++;
    }
}
