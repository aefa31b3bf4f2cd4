package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, ready to send: compiled once for the life of a plan and shared by all connections, or made for one send.
 */
public final class Request {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");
    private static final int NO_ORDINAL = -1;

    private final int ordinal;
    private final Message message;
    private final Keep keep;
    private final boolean head;
    private final boolean idempotent;
    private final boolean closes;

    /** The whole HTTP/1.1 message, in memory outside the heap that lives as long as the plan; null when made once. */
    private final @Nullable ByteBuf bytes;

    private Request(int ordinal, Message message, Keep keep, @Nullable ByteBuf bytes) {
        this.ordinal = ordinal;
        this.message = message;
        this.keep = keep;
        this.bytes = bytes;
        head = "HEAD".equals(message.method());
        idempotent = IDEMPOTENT.contains(message.method());
        closes = message.closes();
    }

    /**
     * A request that is sent again and again; sending it allocates nothing.
     *
     * @param ordinal place among the compiled requests of a plan, from 0; connections keep what they need of it under
     *     it
     * @throws IllegalArgumentException when a part would not fit into a message, or end it early
     */
    public static Request compiled(int ordinal, Message message, Keep keep) {
        var encoded = RequestEncoder.encode(message);
        var memory = ByteBuffer.allocateDirect(encoded.length).put(encoded).flip();
        return new Request(ordinal, message, keep, Unpooled.wrappedBuffer(memory));
    }

    /**
     * A request that is sent once, or once more after it was stale; it is encoded with the send.
     *
     * @throws IllegalArgumentException when a part would not fit into a message, or end it early
     */
    public static Request once(Message message, Keep keep) {
        RequestEncoder.check(message);
        return new Request(NO_ORDINAL, message, keep, null);
    }

    /** What is sent. */
    public Message message() {
        return message;
    }

    /** What is kept of the response. */
    public Keep keep() {
        return keep;
    }

    /** Whether the method is {@code HEAD}, whose response has no body. */
    public boolean head() {
        return head;
    }

    /** Whether it may be sent again when it was stale (RFC 9110, section 9.2.2). */
    public boolean idempotent() {
        return idempotent;
    }

    /** Whether it is the last on its connection. */
    boolean closes() {
        return closes;
    }

    boolean isCompiled() {
        return bytes != null;
    }

    /** Place among the compiled requests of a plan; meaningless for others. */
    int ordinal() {
        return ordinal;
    }

    /** A view of the compiled bytes with indices of its own, which no writer can release. */
    ByteBuf view() {
        if (bytes == null) {
            throw new IllegalStateException("the request is not compiled");
        }
        return Unpooled.unreleasableBuffer(bytes.duplicate());
    }
}
