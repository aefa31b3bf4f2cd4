package dev.plimsoll.runner.http;

import dev.plimsoll.runner.host.Precedence;
import io.netty.buffer.Unpooled;
import io.netty.channel.ManualIoEventLoop;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Single requests beside the load, one after the other; the connection is kept for the next. The calling thread does
 * the work itself, so that a runner has no thread that competes with its loops, and nothing to set up before its first
 * request.
 *
 * <p>It belongs to the first thread that sends with it, which closes it too.
 */
public final class BlockingClient implements AutoCloseable {
    /** How often it looks whether its thread was interrupted. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

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
    private @Nullable Conversation kept;

    /** Nothing is opened yet. */
    public BlockingClient(Transport transport) {
        this.transport = transport;
        loop = new ManualIoEventLoop(null, transport.handlers());
    }

    /**
     * Sends one request and waits for the whole answer. A request that must not be made twice does not belong here: one
     * that a kept connection did not answer is sent again on a new one.
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
        var open = takeKept(uri);
        if (open != null) {
            try {
                return exchange(open, request(method, uri, headers, body), deadline);
            } catch (IOException e) {
                // the server has closed it while nobody looked, which says nothing of the server
            }
        }
        var address = resolve(uri, deadline);
        var opened = new Conversation(loop, transport, address, uri.getRawAuthority());
        return exchange(opened, request(method, uri, headers, body), deadline);
    }

    private @Nullable Conversation takeKept(URI uri) {
        var open = kept;
        kept = null;
        if (open == null) {
            return null;
        }
        loop.runNow(); // whether it was closed meanwhile is known only then
        if (open.isFor(uri.getRawAuthority())) {
            return open;
        }
        close(open);
        return null;
    }

    private Answer exchange(Conversation open, FullHttpRequest request, long deadline)
            throws IOException, TimeoutException, InterruptedException {
        var answer = open.say(request);
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
                if (!answer.isDone()) { // else the time of the answer, which tells of clocks, would be late
                    Precedence.ofLoops();
                }
            }
            return resultOf(answer);
        } finally {
            if (open.goesOn()) {
                kept = open;
            } else {
                close(open);
            }
        }
    }

    private void close(Conversation open) {
        open.close();
        loop.runNow();
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
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return request;
    }

    private static Answer resultOf(CompletableFuture<Answer> answer) throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        var open = kept;
        kept = null;
        if (open != null) {
            close(open);
        }
    }
}
