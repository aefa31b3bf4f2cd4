package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.contract.Target.Version;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where connections go, and how they are secured and spoken on. Shared by all loops; resolving the name is left to a
 * thread that may wait.
 */
public final class Endpoint {
    /** Looks a name up. */
    interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    private final Target target;
    private final @Nullable TlsClient tls;
    private final Names names;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<InetSocketAddress> addresses = List.of();

    Endpoint(Target target, @Nullable TlsClient tls, Names names) {
        this.target = target;
        this.tls = tls;
        this.names = names;
    }

    /**
     * The endpoint of a target, its name not yet resolved.
     *
     * @throws TlsSetupException when the authorities to trust, or the client's certificate, cannot be read
     */
    public static Endpoint of(Target target) {
        var tls = "https".equals(target.scheme()) ? TlsClient.of(target) : null;
        return new Endpoint(target, tls, InetAddress::getAllByName);
    }

    /**
     * Looks the target's name up; blocks as long as the resolver does. When that fails, addresses stay as they were.
     */
    public void resolve() throws UnknownHostException {
        addresses = Arrays.stream(names.lookUp(target.host()))
                .map(address -> new InetSocketAddress(address, target.port()))
                .toList();
    }

    /** Whether the name was resolved. */
    public boolean isResolved() {
        return !addresses.isEmpty();
    }

    /** How often the name is to be looked up, in nanoseconds; 0 for once. */
    long resolveEveryNanos() {
        return target.protocol().resolveEveryNanos();
    }

    String host() {
        return target.host();
    }

    /** The addresses in turn, over all loops; null until the name was resolved. */
    @Nullable
    InetSocketAddress nextAddress() {
        var all = addresses;
        return switch (all.size()) {
            case 0 -> null;
            case 1 -> all.getFirst();
            default -> all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
        };
    }

    boolean usesTls() {
        return tls != null;
    }

    String scheme() {
        return target.scheme();
    }

    /** Without TLS nothing is negotiated: then it is HTTP/1.1. */
    Version version() {
        var version = target.protocol().version();
        return version == Version.NEGOTIATED && tls == null ? Version.HTTP_1_1 : version;
    }

    /** Most requests at once on one connection of HTTP/2. */
    int streams() {
        return Math.max(1, target.protocol().streams());
    }

    /** Puts encryption, if any, before whatever the channel's pipeline gets next. */
    void secure(Channel channel) {
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
    }
}
