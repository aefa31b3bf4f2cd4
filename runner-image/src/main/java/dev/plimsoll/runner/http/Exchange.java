package dev.plimsoll.runner.http;

import dev.plimsoll.engine.contract.ErrorKind;

/**
 * Who waits for a connection, or for a response on it. Of {@link #responded} and {@link #failed} exactly one is called
 * for each request, unless it was abandoned.
 */
public interface Exchange {
    /** The connection that was opened for this exchange can take a request. */
    void opened(Connection connection);

    /**
     * The response has begun, and there is more to come. Not called for a response that is complete with the first
     * read: of that, the end is also the first byte.
     */
    void began();

    /** A whole response came. */
    void responded(Response response);

    /**
     * No whole response will come.
     *
     * @param kind why
     * @param receivedBytes what came of a response before
     * @param stale true when the request is to be sent again on another connection, and its failure is none: the target
     *     had closed the connection while it was at rest, and the method allows it; or did not take the stream, and
     *     said so
     */
    void failed(ErrorKind kind, long receivedBytes, boolean stale);
}
