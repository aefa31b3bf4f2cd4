package dev.plimsoll.runner.http;

import dev.plimsoll.runner.http.BlockingClient.Answer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** One connection of a {@link BlockingClient}: request, answer, request, answer. */
final class Conversation {
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

    private final String authority;
    private final ChannelFuture connecting;
    private CompletableFuture<Answer> answer = new CompletableFuture<>();
    private boolean goesOn;

    /**
     * Begins to connect.
     *
     * @param authority whom the requests name
     */
    Conversation(ManualIoEventLoop loop, Transport transport, InetSocketAddress address, String authority)
            throws IOException {
        this.authority = authority;
        var made = newChannel(transport);
        connecting = new Bootstrap()
                .group(loop)
                .channelFactory(() -> made)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(LONGEST_ANSWER))
                                .addLast(new Reader());
                    }
                })
                .connect(address);
    }

    /** A channel that cannot be made would fail on a thread of Netty's, and leave one here that belongs to no loop. */
    private static Channel newChannel(Transport transport) throws IOException {
        try {
            return transport.channels().newChannel();
        } catch (ChannelException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Whether it is open still, and requests may name that authority. */
    boolean isFor(String other) {
        return goesOn() && authority.equals(other);
    }

    /** Whether the next request may be made on it. */
    boolean goesOn() {
        return goesOn && connecting.channel().isActive();
    }

    /** Sends a request, which it takes over, as soon as it is connected. The one before was answered. */
    CompletableFuture<Answer> say(FullHttpRequest request) {
        var mine = new CompletableFuture<Answer>();
        answer = mine;
        goesOn = false;
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                connecting.channel().writeAndFlush(request).addListener(written -> failWith(mine, written));
            } else {
                request.release();
                failWith(mine, connected);
            }
        });
        return mine;
    }

    private static void failWith(CompletableFuture<Answer> answer, Future<?> done) {
        if (!done.isSuccess()) {
            answer.completeExceptionally(done.cause());
        }
    }

    void close() {
        var _ = connecting.channel().close();
    }

    /** Makes an answer of what comes, or of what does not. */
    private final class Reader extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.decoderResult().isFailure()) {
                answer.completeExceptionally(response.decoderResult().cause());
                return;
            }
            goesOn = HttpUtil.isKeepAlive(response);
            answer.complete(
                    new Answer(response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
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
