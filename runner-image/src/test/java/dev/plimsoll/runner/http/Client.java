package dev.plimsoll.runner.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Target;
import dev.plimsoll.engine.contract.Target.Http;
import dev.plimsoll.engine.contract.Target.Sharing;
import dev.plimsoll.engine.contract.Target.Version;
import io.netty.channel.ManualIoEventLoop;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A pool on a loop of the test's own thread, and what became of what was sent. */
final class Client implements AutoCloseable, ConnectionObserver {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** Room for two of the largest bodies. */
    static final int MOST_KEPT_BYTES = 2 * Response.MOST_BODY_BYTES;

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** One exchange. */
    static final class Sent implements Exchange {
        private final ConnectionPool pool;
        private final Request request;

        @Nullable
        Carrier carrier;

        int status;
        String text = "";

        @Nullable
        String type;

        List<String> cookies = List.of();
        long receivedBytes;
        long bodyBytes;
        boolean cutOff;
        boolean dropped;
        boolean atOnce;
        boolean began;

        @Nullable
        ErrorKind kind;

        boolean stale;

        Sent(ConnectionPool pool, Request request) {
            this.pool = pool;
            this.request = request;
        }

        private void begin() {
            var idle = pool.takeIdle();
            if (idle == null) {
                carrier = pool.open(this);
            } else {
                opened(idle);
            }
        }

        @Override
        public void opened(Connection connection) {
            carrier = connection;
            connection.send(request, this);
        }

        @Override
        public void began() {
            began = true;
        }

        @Override
        public void responded(Response response) {
            status = response.status();
            text = response.text();
            type = response.field("Content-Type");
            cookies = response.fields("set-cookie");
            receivedBytes = response.receivedBytes();
            bodyBytes = response.bodyBytes();
            cutOff = response.bodyCutOff();
            dropped = response.bodyDropped();
            atOnce = response.cameAtOnce();
        }

        @Override
        public void failed(ErrorKind kind, long receivedBytes, boolean stale) {
            this.kind = kind;
            this.receivedBytes = receivedBytes;
            this.stale = stale;
        }

        void abandon() {
            if (carrier != null) {
                carrier.abandon(this);
            }
        }

        boolean ended() {
            return status != 0 || kind != null;
        }
    }

    private final ManualIoEventLoop loop;
    private final List<Sent> all = new ArrayList<>();
    final ConnectionPool pool;
    final BodyMemory memory;
    final List<Long> handshakes = new ArrayList<>();
    int opened;
    int failed;
    int goneAway;
    int streamsReset;

    Client(Target target) throws UnknownHostException {
        this(target, Transport.best());
    }

    Client(Target target, Transport transport) throws UnknownHostException {
        loop = new ManualIoEventLoop(Thread.currentThread(), transport.handlers());
        var endpoint = Endpoint.of(target);
        endpoint.resolve();
        memory = new BodyMemory(MOST_KEPT_BYTES);
        pool = new ConnectionPool(
                new Dialer(loop, transport, endpoint, new FailureLog("test"), this, memory, System::nanoTime));
    }

    static Target target(int port, Version version, int streams) {
        return target("http", port, null, version, streams);
    }

    static Target target(String scheme, int port, Target.@Nullable Tls tls, Version version, int streams) {
        return new Target(scheme, "localhost", port, "", tls, new Http(version, streams, Sharing.SHARED, 0), null);
    }

    static Message message(String method, String path, String body, Message.Field... fields) {
        return new Message(method, "localhost", path, List.of(fields), body.getBytes(UTF_8));
    }

    Sent send(Message message, Keep keep) {
        return send(Request.once(message, keep));
    }

    Sent send(Request request) {
        var sent = new Sent(pool, request);
        all.add(sent);
        sent.begin();
        return sent;
    }

    Sent get() {
        return send(message("GET", "/", ""), Keep.NOTHING);
    }

    /** Everything that was sent so far has ended. */
    void await() {
        runUntil(() -> all.stream().allMatch(Sent::ended));
    }

    void runUntil(BooleanSupplier happened) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("it does not happen");
            }
            pool.flush();
            loop.run(TURN_NANOS);
        }
        pool.flush();
    }

    @Override
    public void opened(long connectNanos, long handshakeNanos) {
        opened++;
        handshakes.add(handshakeNanos);
    }

    @Override
    public void failed() {
        failed++;
    }

    @Override
    public void goneAway() {
        goneAway++;
    }

    @Override
    public void streamReset() {
        streamsReset++;
    }

    @Override
    public void close() {
        var terminated = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        while (!terminated.isDone()) {
            loop.runNow();
        }
    }
}
