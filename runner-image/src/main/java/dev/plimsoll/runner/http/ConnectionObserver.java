package dev.plimsoll.runner.http;

/** Is told what becomes of the connections of one loop, by its thread. */
public interface ConnectionObserver {
    /** Marks a span that there was not: of a connection without TLS, the handshake. */
    long NONE = -1;

    /**
     * A connection is open.
     *
     * @param connectNanos from the attempt to the open TCP connection
     * @param handshakeNanos from there to the end of the TLS handshake; {@link #NONE} without TLS
     */
    void opened(long connectNanos, long handshakeNanos);

    /** An attempt to open one came to nothing, or was given up. */
    void failed();

    /** The target asked for a connection to be left, by GOAWAY. */
    void goneAway();

    /** The target ended a request by RST_STREAM. */
    void streamReset();
}
