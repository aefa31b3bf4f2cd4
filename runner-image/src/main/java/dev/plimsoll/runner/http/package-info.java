/**
 * HTTP/1.1 over Netty's transports, without Netty's HTTP codec: requests are bytes compiled before the run, responses
 * are read by a decoder that keeps status, length and framing and skips the rest without a copy.
 *
 * <p>A {@link dev.plimsoll.runner.http.ConnectionPool}, its connections and their decoders belong to one loop and are
 * touched by its thread alone. On the steady path nothing is allocated, locked or boxed. Knows nothing of scenarios,
 * rates or clocks: whoever sends a request gives an {@link dev.plimsoll.runner.http.Exchange} to be told how it ended,
 * exactly once.
 */
@NullMarked
package dev.plimsoll.runner.http;

import org.jspecify.annotations.NullMarked;
