package dev.plimsoll.operator.gate.http;

import dev.plimsoll.operator.gate.GateAnswer;

/**
 * What a caller gets.
 *
 * @param status of HTTP
 * @param answer what is known, or what was wrong with the call
 */
record GateReply(int status, GateAnswer answer) {}
