package dev.plimsoll.engine.contract;

/** Why a request that was sent, or could not be sent, counts as an error. Every error has exactly one kind. */
public enum ErrorKind {
    /** The target's address answered with a reset to the connection attempt. */
    CONNECTION_REFUSED,
    /**
     * No usable connection for another reason: name not resolved, no route, connect timed out, TLS handshake failed.
     */
    CONNECT_FAILED,
    /** An open connection was closed or reset before the whole response had come. */
    CONNECTION_RESET,
    /** The whole response had not come within the step's timeout. */
    TIMEOUT,
    /** A complete response with a status that the step does not expect. */
    BAD_STATUS,
    /** Bytes that are no HTTP response. */
    UNREADABLE_RESPONSE,
    /** The runner itself had no file descriptor, or no port to connect from, left: no fault of the target. */
    GENERATOR_FAULT
}
