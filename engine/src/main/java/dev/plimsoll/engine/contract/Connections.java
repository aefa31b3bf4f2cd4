package dev.plimsoll.engine.contract;

/**
 * What became of connections in one stretch of time. Sums over intervals and shards.
 *
 * @param opened connections that became usable
 * @param failed attempts that came to nothing
 * @param goneAway connections that the target asked to leave by GOAWAY (HTTP/2)
 * @param streamsReset requests that the target ended by RST_STREAM (HTTP/2)
 * @param connect from the attempt to the open TCP connection
 * @param handshake from the open TCP connection to the end of the TLS handshake; empty without TLS
 */
public record Connections(
        long opened,
        long failed,
        long goneAway,
        long streamsReset,
        EncodedHistogram connect,
        EncodedHistogram handshake) {

    /** No connection. */
    public static final Connections NONE = new Connections(0, 0, 0, 0, EncodedHistogram.EMPTY, EncodedHistogram.EMPTY);
}
