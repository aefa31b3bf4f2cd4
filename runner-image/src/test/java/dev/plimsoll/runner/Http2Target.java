package dev.plimsoll.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server, on loopback unless told otherwise, that speaks HTTP/2 by Netty's own codec, and answers whole requests as a
 * script says.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written is missed by the client under test
public final class Http2Target implements AutoCloseable {
    /** Answers one request. */
    public interface Script {
        void answer(Call call);
    }

    /** A whole request, and how to answer it. */
    public record Call(
            int connection, Http2FrameStream stream, Http2Headers head, long bodyBytes, ChannelHandlerContext context) {

        public void ok() {
            respond("ok".getBytes(UTF_8), "content-type", "text/plain");
        }

        public void respond(byte[] body, String... fields) {
            var headers = new DefaultHttp2Headers().status("200");
            for (int i = 0; i < fields.length; i += 2) {
                headers.add(fields[i], fields[i + 1]);
            }
            respond(headers, body);
        }

        public void respond(Http2Headers headers, byte[] body) {
            boolean last = body.length == 0;
            context.write(new DefaultHttp2HeadersFrame(headers, last).stream(stream));
            if (!last) {
                context.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true).stream(stream));
            }
            context.flush();
        }

        /** Writes something; it leaves with the response. */
        public void write(Object frame) {
            context.write(frame);
        }

        public void reset(Http2Error error) {
            context.writeAndFlush(new DefaultHttp2ResetFrame(error).stream(stream));
        }

        /** Says that streams after this one were not worked on. */
        public void goAway() {
            var frame = new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR);
            frame.setExtraStreamIds(0);
            context.writeAndFlush(frame);
        }

        public void ping() {
            context.writeAndFlush(new DefaultHttp2PingFrame(42));
        }

        public void close() {
            context.close();
        }

        public void later(long millis, Runnable what) {
            context.executor().schedule(what, millis, TimeUnit.MILLISECONDS);
        }
    }

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Long> resets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger pongs = new AtomicInteger();
    private final Http2Settings settings;
    private final Script script;
    private final Channel listener;

    private Http2Target(InetSocketAddress address, @Nullable SslContext tls, Http2Settings settings, Script script) {
        this.settings = settings;
        this.script = script;
        listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls == null) {
                            speak(channel);
                        } else {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Secured());
                        }
                    }
                })
                .bind(address)
                .syncUninterruptibly()
                .channel();
    }

    /** By prior knowledge. */
    public static Http2Target of(Http2Settings settings, Script script) {
        return new Http2Target(onLoopback(), null, settings, script);
    }

    /** By prior knowledge, without limits. */
    public static Http2Target of(Script script) {
        return of(new Http2Settings(), script);
    }

    /** With TLS; what is chosen is left to the context. */
    public static Http2Target secured(SslContext tls, Script script) {
        return secured(onLoopback(), tls, script);
    }

    static Http2Target secured(InetSocketAddress address, SslContext tls, Script script) {
        return new Http2Target(address, tls, new Http2Settings(), script);
    }

    static InetSocketAddress onLoopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public int connections() {
        return connections.get();
    }

    /** Error codes of the RST_STREAM frames that came. */
    public List<Long> resets() {
        return List.copyOf(resets);
    }

    public int pongs() {
        return pongs.get();
    }

    private void speak(Channel channel) {
        var codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(settings)
                .decoupleCloseAndGoAway(true)
                .build();
        channel.pipeline().addLast(codec, new Answers(connections.getAndIncrement()));
    }

    /** Waits for the handshake; whatever was chosen, HTTP/2 is spoken. */
    private final class Secured extends ChannelDuplexHandler {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
                speak(context.channel());
                context.pipeline().remove(this);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private final class Answers extends ChannelDuplexHandler {
        private final int connection;
        private final Map<Integer, Http2Headers> heads = new HashMap<>();
        private final Map<Integer, Long> bodies = new HashMap<>();

        Answers(int connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            switch (message) {
                case Http2HeadersFrame frame -> {
                    heads.put(frame.stream().id(), frame.headers());
                    endIf(frame.isEndStream(), frame.stream(), context);
                }
                case Http2DataFrame frame -> {
                    bodies.merge(frame.stream().id(), (long) frame.content().readableBytes(), Long::sum);
                    context.writeAndFlush(new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes())
                            .stream(frame.stream()));
                    endIf(frame.isEndStream(), frame.stream(), context);
                }
                case Http2ResetFrame frame -> resets.add(frame.errorCode());
                case Http2PingFrame frame when frame.ack() -> pongs.incrementAndGet();
                default -> {}
            }
            ReferenceCountUtil.release(message);
        }

        private void endIf(boolean last, Http2FrameStream stream, ChannelHandlerContext context) {
            var head = heads.get(stream.id());
            if (last && head != null) {
                var call = new Call(connection, stream, head, bodies.getOrDefault(stream.id(), 0L), context);
                calls.add(call);
                script.answer(call);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // a stream that the client has reset, or a connection that it has closed
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
