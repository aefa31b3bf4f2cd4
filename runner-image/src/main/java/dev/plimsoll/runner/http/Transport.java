package dev.plimsoll.runner.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * How sockets are driven.
 *
 * @param name for the log
 * @param handlers makes a loop's I/O
 * @param channels makes sockets for it
 */
public record Transport(String name, IoHandlerFactory handlers, ChannelFactory<? extends Channel> channels) {
    /**
     * How many sockets are served before a loop looks for what is due: so few that a crowd of responses, at the end of
     * a stall, does not hold up what is to be sent meanwhile.
     */
    private static final int SOCKETS_AT_ONCE = 64;

    /** epoll where its native code is there, whose waits are exact to the nanosecond; else Java's own. */
    public static Transport best() {
        return Epoll.isAvailable() ? epoll() : nio();
    }

    static Transport epoll() {
        return new Transport(
                "epoll",
                EpollIoHandler.newFactory(SOCKETS_AT_ONCE, DefaultSelectStrategyFactory.INSTANCE),
                EpollSocketChannel::new);
    }

    /** Java's own selector. */
    public static Transport nio() {
        return new Transport("nio", NioIoHandler.newFactory(), NioSocketChannel::new);
    }
}
