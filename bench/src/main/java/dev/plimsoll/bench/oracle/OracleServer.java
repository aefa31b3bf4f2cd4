package dev.plimsoll.bench.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Answers GET requests over HTTP/1.1 as a script says, and notes what it did. It polls and never sleeps; there is no
 * limit to what it holds back at once.
 *
 * <p>Until it is told to begin, it answers at once and notes nothing. The script's time begins with the first arrival
 * after that.
 */
final class OracleServer implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final long UNREAD = 0;

    /** So few that what arrives while thousands are answered, at the end of a stall, is not noted late. */
    private static final int REPLIES_A_TURN = 16;

    private static final byte[] REPLY =
            "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Script script;
    private final long[] delays;
    private final long[] arrived;
    private final long[] replied;
    private final SocketChannel[] askers;
    private final DueHeap due = new DueHeap();
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
    private final ByteBuffer reply = ByteBuffer.allocateDirect(REPLY.length).put(REPLY);
    private long lookedAt = UNREAD;
    private boolean begun;
    private int count;

    /** Of one connection: how much of the blank line at the end of a request's head has been read. */
    private static final class Asker {
        private int matched;
    }

    /** On a free port of loopback, for at most so many requests. */
    OracleServer(Script script, int capacity) throws IOException {
        this.script = script;
        delays = script.law().delays(script.seed(), capacity);
        arrived = new long[capacity];
        replied = new long[capacity];
        askers = new SocketChannel[capacity];
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** From now on the script holds. */
    void begin() {
        begun = true;
    }

    /** What was done since the begin. */
    ServedLog log() {
        return new ServedLog(Arrays.copyOf(arrived, count), Arrays.copyOf(replied, count));
    }

    /** Answers some of what is due, without waiting. */
    void answer() throws IOException {
        for (int left = REPLIES_A_TURN; left > 0 && due.next() <= System.nanoTime(); left--) {
            int number = due.poll();
            replied[number] = System.nanoTime();
            answer(askers[number]);
        }
    }

    /** Takes what has arrived, without waiting, in the order in which it came: a set of keys would lose that. */
    void listen() throws IOException {
        lookedAt = UNREAD;
        selector.selectNow(this::take);
    }

    private void take(SelectionKey key) {
        if (lookedAt == UNREAD) {
            lookedAt = System.nanoTime(); // everything that is ready has arrived by now
        }
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                read(key, lookedAt);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        for (var channel = listener.accept(); channel != null; channel = listener.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Asker());
        }
    }

    private void read(SelectionKey key, long now) throws IOException {
        var channel = (SocketChannel) key.channel();
        in.clear();
        try {
            if (channel.read(in) < 0) {
                channel.close();
                return;
            }
        } catch (IOException _) { // the client has reset the connection
            channel.close();
            return;
        }
        in.flip();
        var asker = (Asker) key.attachment();
        while (in.hasRemaining()) {
            byte next = in.get();
            boolean expected = next == (asker.matched % 2 == 0 ? '\r' : '\n');
            asker.matched = expected ? asker.matched + 1 : next == '\r' ? 1 : 0;
            if (asker.matched == 4) {
                asker.matched = 0;
                arrived(channel, now);
            }
        }
    }

    private void arrived(SocketChannel channel, long now) throws IOException {
        if (!begun || count == arrived.length) {
            answer(channel);
            return;
        }
        int number = count++;
        arrived[number] = now;
        askers[number] = channel;
        due.add(arrived[0] + script.replyAt(now - arrived[0], delays[number]), number);
    }

    private void answer(SocketChannel channel) throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.write(reply.flip());
            if (reply.hasRemaining()) {
                throw new IllegalStateException("a client does not read its replies");
            }
        } catch (IOException _) { // the client did not wait
            channel.close();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
