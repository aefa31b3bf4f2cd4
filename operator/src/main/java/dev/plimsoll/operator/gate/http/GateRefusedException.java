package dev.plimsoll.operator.gate.http;

import dev.plimsoll.operator.gate.GateAnswer;

/** A call that cannot be answered, because of something that its sender, or the LoadTest's owner, can correct. */
final class GateRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final int status;
    private final String reason;

    private GateRefusedException(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    /** Something is not what it should be. */
    static GateRefusedException badRequest(String field, String value, String remedy) {
        return new GateRefusedException(BAD_REQUEST, "BadRequest", field + ": " + value + ": " + remedy);
    }

    /** The call does not prove that it may ask. */
    static GateRefusedException unauthorized(String message) {
        return new GateRefusedException(UNAUTHORIZED, "Unauthorized", message);
    }

    /** The LoadTest does not judge this. */
    static GateRefusedException notGated(String message) {
        return new GateRefusedException(FORBIDDEN, "NotGated", message);
    }

    /** There is no such LoadTest. */
    static GateRefusedException notFound(String message) {
        return new GateRefusedException(NOT_FOUND, "LoadTestNotFound", message);
    }

    GateReply reply() {
        return new GateReply(status, GateAnswer.waiting(reason, String.valueOf(getMessage()), null));
    }
}
