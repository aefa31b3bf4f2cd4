package dev.plimsoll.bench.capacity;

import dev.plimsoll.bench.nginx.Nginx;
import dev.plimsoll.bench.process.PinnedProcess;
import java.nio.file.Path;
import java.util.Optional;

/** A load generator that takes turns. */
sealed interface Tool permits Peer, Ours {
    /** As tables show it. */
    String name();

    /** Why it cannot take part, and what would help; empty when it can. */
    Optional<String> absence(Mode mode);

    /** Makes ready what is made once. */
    void prepare(Nginx server) throws InterruptedException;

    /** A turn that has begun. Closing it ends what it started. */
    Turn start(Mode mode, Shape shape, int port, Path log);

    /** One turn. */
    interface Turn extends AutoCloseable {
        PinnedProcess process();

        /** Waits for the tool's own end, and makes sure that it did what it was asked. */
        void finish() throws InterruptedException;

        @Override
        void close();
    }
}
