package dev.plimsoll.bench.capacity;

import dev.plimsoll.bench.ours.Protocol;

/** What the tools are to do. */
enum Mode {
    /** HTTP/1.1, as fast as replies come. */
    H1(Protocol.HTTP1, false),
    /** The same over TLS. */
    TLS(Protocol.HTTP1_TLS, false),
    /** HTTP/2 over TLS, as fast as replies come. */
    H2(Protocol.HTTP2_TLS, false),
    /** HTTP/1.1 at a rate that all can reach: what does it cost? */
    OPEN(Protocol.HTTP1, true);

    private final Protocol protocol;
    private final boolean paced;

    Mode(Protocol protocol, boolean paced) {
        this.protocol = protocol;
        this.paced = paced;
    }

    Protocol protocol() {
        return protocol;
    }

    /** Whether the rate is given, instead of being what is measured. */
    boolean isPaced() {
        return paced;
    }
}
