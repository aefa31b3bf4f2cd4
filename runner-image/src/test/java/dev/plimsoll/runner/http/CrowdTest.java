package dev.plimsoll.runner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.runner.JavaProcess;
import dev.plimsoll.runner.TestTarget;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many connections one process can have, and what it says when it can have no more. */
@Timeout(120)
@SuppressWarnings("FutureReturnValueIgnored") // an answer that cannot be written is missed by who waits for it
class CrowdTest {

    /** Answers when so many requests have come. */
    @Sharable
    @SuppressWarnings("FutureReturnValueIgnored") // who hears no answer fails the test
    private static final class Holding extends ChannelInboundHandlerAdapter implements AutoCloseable {
        private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        private final List<Channel> waiting = new ArrayList<>();
        private final int count;
        private final Channel listener;

        Holding(int count) {
            this.count = count;
            listener = new ServerBootstrap()
                    .group(group)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, 16_384)
                    .childHandler(this)
                    .bind("localhost", 0)
                    .syncUninterruptibly()
                    .channel();
        }

        int port() {
            return ((InetSocketAddress) listener.localAddress()).getPort();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            waiting.add(context.channel());
            if (waiting.size() >= count) {
                waiting.forEach(each -> each.writeAndFlush(
                        Unpooled.wrappedBuffer(TestTarget.OK.getBytes(US_ASCII)), each.voidPromise()));
                waiting.clear();
            }
        }

        @Override
        public void close() {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** What a process printed that sends so many requests, and may have so many file descriptors. */
    private static String crowd(int port, int count, int descriptors, String... flags)
            throws IOException, InterruptedException {
        var options = new ArrayList<>(List.of(flags));
        options.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        return JavaProcess.run(
                List.of("bash", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "bash"),
                options,
                Crowd.class,
                Integer.toString(port),
                Integer.toString(count));
    }

    @Test
    void shouldHaveTenThousandConnectionsInTheMemoryOfASmallContainer() throws Exception {
        try (var target = new Holding(10_000)) {
            assertThat(crowd(target.port(), 10_000, 10_500, "-Xmx77m")).contains("{ok=10000}");
        }
    }

    @Test
    void shouldSayWhichLimitIsReachedAndWhatToDoWhenThereAreNoDescriptorsLeft() throws Exception {
        try (var target = new Holding(1)) {
            assertThat(crowd(target.port(), 400, 300))
                    .containsPattern("GeneratorFault=\\d{3}, ok=\\d{3}")
                    .contains("no file descriptor left, and may have 300; raise that limit (ulimit -n)");
        }
    }
}
