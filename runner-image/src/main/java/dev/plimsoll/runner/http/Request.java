package dev.plimsoll.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * A request as it goes on the wire.
 *
 * @param ordinal place among the requests of a plan, from 0; a connection keeps its own view of the bytes under it
 * @param bytes the whole message, in memory outside the heap that lives as long as the plan; shared by all connections
 * @param head whether the method is {@code HEAD}
 * @param idempotent whether it may be sent again when a kept-alive connection turned out to be closed
 */
public record Request(int ordinal, ByteBuf bytes, boolean head, boolean idempotent) {

    /** Puts a message outside the heap. */
    public static Request of(int ordinal, byte[] message, boolean head, boolean idempotent) {
        var memory = ByteBuffer.allocateDirect(message.length).put(message).flip();
        return new Request(ordinal, Unpooled.wrappedBuffer(memory), head, idempotent);
    }

    /** A view with indices of its own, which no writer can release. */
    ByteBuf view() {
        return Unpooled.unreleasableBuffer(bytes.duplicate());
    }

    /** Length of the message in bytes. */
    int length() {
        return bytes.capacity();
    }
}
