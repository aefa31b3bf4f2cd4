package dev.plimsoll.operator.gate.http;

import dev.plimsoll.operator.gate.GateAnswer;

/**
 * What a caller gets.
 *
 * @param status of HTTP
 * @param answer what is known, or what was wrong with the call
 */
record GateReply(int status, GateAnswer answer) {
    private static final int OK = 200;

    /** Whether the same call may be answered otherwise a moment later. */
    boolean isUndecided() {
        return status == OK && answer.decision().equals(GateAnswer.WAIT);
    }
}
