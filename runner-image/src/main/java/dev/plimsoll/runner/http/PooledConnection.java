package dev.plimsoll.runner.http;

/** A connection as its pool sees it. */
interface PooledConnection extends Connection {
    /** How many more requests it can take now; 0 once it is closed or is to take none. */
    int room();

    /** Its pool has it no longer, because it had no room. */
    void delisted();

    /** Sends what was written. */
    void flush();

    /** Closes it; what is in flight on it fails. */
    void close();
}
