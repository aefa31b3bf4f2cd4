package dev.plimsoll.runner.scenario;

import dev.plimsoll.runner.http.Request;

/**
 * One request, ready to send.
 *
 * @param series place of its numbers among those of all steps of the plan, from 0
 * @param request what goes on the wire
 * @param expected which status counts as success
 * @param timeoutNanos longest service time
 */
public record CompiledStep(int series, Request request, ExpectedStatus expected, long timeoutNanos) {}
