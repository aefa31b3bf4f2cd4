package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.Target;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where connections go and how they are secured. Shared by all loops; resolving the name is left to a thread that may
 * wait.
 */
public final class Endpoint {
    private final Target target;
    private final @Nullable TlsClient tls;
    private volatile @Nullable InetSocketAddress address;

    private Endpoint(Target target, @Nullable TlsClient tls) {
        this.target = target;
        this.tls = tls;
    }

    /**
     * The endpoint of a target, its name not yet resolved.
     *
     * @throws TlsSetupException when the authorities to trust cannot be read
     */
    public static Endpoint of(Target target) {
        return new Endpoint(target, "https".equals(target.scheme()) ? TlsClient.of(target) : null);
    }

    /** Looks the target's name up; blocks as long as the resolver does. */
    public void resolve() throws UnknownHostException {
        address = new InetSocketAddress(InetAddress.getByName(target.host()), target.port());
    }

    /** Null until the name was resolved. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    /** Whether the name was resolved. */
    public boolean isResolved() {
        return address != null;
    }

    boolean usesTls() {
        return tls != null;
    }

    /** Puts encryption, if any, before whatever the channel's pipeline gets next. */
    void secure(Channel channel) {
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
    }
}
