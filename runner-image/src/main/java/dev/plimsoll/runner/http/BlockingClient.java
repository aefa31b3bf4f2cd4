package dev.plimsoll.runner.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Single requests beside the load, each on a connection of its own. The calling thread does the work itself, so that a
 * runner has no thread that competes with its loops, and nothing to set up before its first request.
 *
 * <p>It belongs to the first thread that sends with it.
 */
public final class BlockingClient {
    /** How often it looks whether its thread was interrupted. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

    /**
     * A whole answer.
     *
     * @param status of HTTP
     * @param body as UTF-8; may be empty
     */
    public record Answer(int status, String body) {}

    private final Transport transport;
    private final ManualIoEventLoop loop;
    private boolean owned;

    /** Nothing is opened yet. */
    public BlockingClient(Transport transport) {
        this.transport = transport;
        loop = new ManualIoEventLoop(null, transport.handlers());
    }

    /**
     * Sends one request and waits for the whole answer.
     *
     * @param uri an absolute one of the scheme {@code http}
     * @param atMost for everything: the look-up of the name, the connection, and the answer to its end
     * @throws TimeoutException when that is over
     * @throws IOException when there is no answer
     */
    public Answer send(String method, URI uri, Map<String, String> headers, byte[] body, Duration atMost)
            throws IOException, TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        if (!owned) {
            loop.setOwningThread(Thread.currentThread());
            owned = true;
        }
        var address = resolve(uri, deadline);
        var answer = new CompletableFuture<Answer>();
        var channel = open(address, request(method, uri, headers, body), answer);
        try {
            while (!answer.isDone()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new TimeoutException();
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                loop.run(Math.min(left, LOOK_NANOS));
            }
            return resultOf(answer);
        } finally {
            var _ = channel.close();
            loop.runNow();
        }
    }

    /** The system's look-up knows no time limit, so another thread waits for it. */
    private static InetSocketAddress resolve(URI uri, long deadline)
            throws IOException, TimeoutException, InterruptedException {
        var found = new CompletableFuture<InetAddress>();
        Thread.ofVirtual().start(() -> {
            try {
                found.complete(InetAddress.getAllByName(uri.getHost())[0]);
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        try {
            var address = found.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new InetSocketAddress(address, uri.getPort() < 0 ? 80 : uri.getPort());
        } catch (ExecutionException e) {
            throw new IOException("the name " + uri.getHost() + " cannot be looked up", e.getCause());
        }
    }

    private static FullHttpRequest request(String method, URI uri, Map<String, String> headers, byte[] body) {
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(method),
                uri.getRawPath() + query,
                Unpooled.wrappedBuffer(body));
        headers.forEach(request.headers()::set);
        request.headers()
                .set(HttpHeaderNames.HOST, uri.getRawAuthority())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return request;
    }

    /** A channel that cannot be made would fail on a thread of Netty's, and leave one here that belongs to no loop. */
    private Channel newChannel() throws IOException {
        try {
            return transport.channels().newChannel();
        } catch (ChannelException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        }
    }

    private Channel open(InetSocketAddress address, FullHttpRequest request, CompletableFuture<Answer> answer)
            throws IOException {
        var made = newChannel();
        var connecting = new Bootstrap()
                .group(loop)
                .channelFactory(() -> made)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(LONGEST_ANSWER))
                                .addLast(new Reader(answer));
                    }
                })
                .connect(address);
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                var _ = connecting.channel().writeAndFlush(request); // what fails closes the connection
            } else {
                request.release();
                answer.completeExceptionally(connected.cause());
            }
        });
        return connecting.channel();
    }

    private static Answer resultOf(CompletableFuture<Answer> answer) throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    /** Makes an answer of what comes, or of what does not. */
    private static final class Reader extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final CompletableFuture<Answer> answer;

        Reader(CompletableFuture<Answer> answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.decoderResult().isFailure()) {
                answer.completeExceptionally(response.decoderResult().cause());
            } else {
                answer.complete(
                        new Answer(response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.completeExceptionally(new IOException("the connection was closed before the answer was complete"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
        }
    }
}
