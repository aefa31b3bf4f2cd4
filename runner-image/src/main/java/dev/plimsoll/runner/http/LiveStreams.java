package dev.plimsoll.runner.http;

import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The streams of one connection that are open, by number; those that are over are used again. */
final class LiveStreams {
    private final IntObjectHashMap<StreamExchange> streams = new IntObjectHashMap<>();
    private final ArrayDeque<StreamExchange> spare = new ArrayDeque<>(1);

    /** Those whose response began with the bytes that are being read. */
    private final ArrayList<StreamExchange> begun = new ArrayList<>(1);

    private final BodyMemory bodyMemory;
    private int nextId = 1;

    /**
     * None yet.
     *
     * @param bodyMemory which bodies of responses take theirs from
     */
    LiveStreams(BodyMemory bodyMemory) {
        this.bodyMemory = bodyMemory;
    }

    int count() {
        return streams.size();
    }

    /** How many were opened so far. */
    int opened() {
        return nextId / 2;
    }

    /** Opens the next one. */
    StreamExchange open(Request request, Exchange exchange, boolean onServed, int reads, int sendWindow) {
        var stream = spare.isEmpty() ? new StreamExchange(bodyMemory) : spare.pop();
        stream.begin(nextId, request, exchange, onServed, reads, sendWindow);
        streams.put(nextId, stream);
        nextId += 2;
        return stream;
    }

    /** The one of this number; null when it is not open. */
    @Nullable
    StreamExchange get(int id) {
        return streams.get(id);
    }

    /** The one that this exchange waits for; null when it is over. */
    @Nullable
    @SuppressWarnings("ReferenceEquality") // an exchange is itself, and no other
    StreamExchange of(Exchange exchange) {
        for (var stream : streams.values()) {
            if (stream.exchange() == exchange) {
                return stream;
            }
        }
        return null;
    }

    /** Whether the one of this number was opened by us, be it open still or not. */
    boolean hasOpened(int id) {
        return (id & 1) == 1 && id < nextId;
    }

    /** A copy: those that end while it is walked through are in it. */
    List<StreamExchange> all() {
        return List.copyOf(streams.values());
    }

    /** It is over; false when it was before. */
    boolean close(StreamExchange stream) {
        return streams.remove(stream.id()) != null;
    }

    /** Nobody needs it any more. */
    void recycle(StreamExchange stream) {
        spare.push(stream);
    }

    /** More of its response came, but not the end. */
    void received(StreamExchange stream) {
        if (stream.begins()) {
            begun.add(stream);
        }
    }

    /** All that was read is dealt with: who waits for a response that has begun is told. */
    void tellBegun() {
        for (int i = 0; i < begun.size(); i++) {
            begun.get(i).tellBegin();
        }
        begun.clear();
    }
}
