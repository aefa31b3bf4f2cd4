package dev.plimsoll.engine.contract;

/** Why a request that was sent, or could not be sent, counts as an error. Every error has exactly one kind. */
public enum ErrorKind {
    /** The target's address answered with a reset to the connection attempt. */
    CONNECTION_REFUSED("ConnectionRefused"),
    /**
     * No usable connection for another reason: name not resolved, no route, connect timed out, TLS handshake failed.
     */
    CONNECT_FAILED("ConnectFailed"),
    /** An open connection was closed or reset before the whole response had come. */
    CONNECTION_RESET("ConnectionReset"),
    /** The whole response had not come within the step's timeout. */
    TIMEOUT("Timeout"),
    /** A complete response with a status that the step does not expect. */
    BAD_STATUS("BadStatus"),
    /** Bytes that are no HTTP response. */
    UNREADABLE_RESPONSE("UnreadableResponse"),
    /** The target ended the request's stream by RST_STREAM (HTTP/2). */
    STREAM_RESET("StreamReset"),
    /** What a step captures did not stand in the response, and there is no fallback. */
    CAPTURE_FAILED("CaptureFailed"),
    /** A redirect led nowhere, to another host, or was one too many. */
    BAD_REDIRECT("BadRedirect"),
    /** No row of a data set whose rows are unique was left; nothing was sent. */
    DATA_EXHAUSTED("DataExhausted"),
    /**
     * The runner itself had no file descriptor, no port to connect from, or no memory for a body that was to be looked
     * into: no fault of the target.
     */
    GENERATOR_FAULT("GeneratorFault");

    private final String word;

    ErrorKind(String word) {
        this.word = word;
    }

    /** The word that the API and results have for it. */
    public String word() {
        return word;
    }
}
