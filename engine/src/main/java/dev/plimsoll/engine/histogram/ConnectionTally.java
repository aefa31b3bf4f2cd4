package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.Connections;
import dev.plimsoll.engine.contract.EncodedHistogram;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A growing sum of what became of connections. Not thread-safe. Takes memory for the times that there are. */
public final class ConnectionTally {
    private long opened;
    private long failed;
    private long goneAway;
    private long streamsReset;
    private @Nullable Histogram connect;
    private @Nullable Histogram handshake;

    /** Adds what became of connections in one stretch of time. */
    public void add(Connections part) {
        opened += part.opened();
        failed += part.failed();
        goneAway += part.goneAway();
        streamsReset += part.streamsReset();
        connect = plus(connect, part.connect());
        handshake = plus(handshake, part.handshake());
    }

    /** Adds another sum. */
    public void add(ConnectionTally other) {
        if (!other.isEmpty()) {
            add(other.toConnections());
        }
    }

    /** Whether there was nothing at all. */
    public boolean isEmpty() {
        return opened == 0 && failed == 0 && goneAway == 0 && streamsReset == 0;
    }

    private static @Nullable Histogram plus(@Nullable Histogram sum, EncodedHistogram part) {
        if (part.isEmpty()) {
            return sum;
        }
        var present = sum == null ? Histograms.create() : sum;
        Histograms.addTo(present, part);
        return present;
    }

    /** Nanoseconds from the attempt to the open TCP connection, not to be changed; empty when none was opened. */
    public Optional<Histogram> connect() {
        return Optional.ofNullable(connect);
    }

    /** Nanoseconds of TLS handshakes, not to be changed; empty when there was none. */
    public Optional<Histogram> handshake() {
        return Optional.ofNullable(handshake);
    }

    /** The sum so far, encoded. */
    public Connections toConnections() {
        return isEmpty()
                ? Connections.NONE
                : new Connections(opened, failed, goneAway, streamsReset, encoded(connect), encoded(handshake));
    }

    private static EncodedHistogram encoded(@Nullable Histogram histogram) {
        return histogram == null ? EncodedHistogram.EMPTY : Histograms.encode(histogram);
    }
}
