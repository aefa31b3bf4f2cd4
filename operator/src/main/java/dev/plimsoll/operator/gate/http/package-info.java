/**
 * How others ask a gate: by HTTP, on a port of its own.
 *
 * <p>{@link dev.plimsoll.operator.gate.http.GateDesk} stands between callers and everything that can go wrong on our
 * side: a caller hears that nothing is known, never that something broke, for to most of them a 5xx is a failed check.
 */
@NullMarked
package dev.plimsoll.operator.gate.http;

import org.jspecify.annotations.NullMarked;
