package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;

/**
 * Who waits for a connection, or for a response on it. Of {@link #responded} and {@link #failed} exactly one is called
 * for each request, unless the connection was abandoned.
 */
public interface Exchange {
    /** The connection that was opened for this exchange can take a request. */
    void opened(Connection connection);

    /**
     * A whole response came.
     *
     * @param status its status code
     * @param receivedBytes its size, head and framing included
     */
    void responded(int status, long receivedBytes);

    /**
     * No whole response will come.
     *
     * @param kind why
     * @param receivedBytes what came of a response before
     * @param stale true when the connection had served before and not one byte came: the server had closed it while
     *     idle
     */
    void failed(ErrorKind kind, long receivedBytes, boolean stale);
}
