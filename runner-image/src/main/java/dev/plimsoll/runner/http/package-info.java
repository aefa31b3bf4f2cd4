/**
 * HTTP over Netty's transports. What is sent is a {@link dev.plimsoll.runner.http.Request}, what comes back a
 * {@link dev.plimsoll.runner.http.Response}, whatever version of HTTP carries them.
 *
 * <p>HTTP/1.1 goes without Netty's codec: compiled requests are bytes in memory outside the heap, responses are read by
 * a decoder that keeps status, length and framing and skips the rest without a copy, unless it is to be kept. Of HTTP/2
 * Netty reads frames and header fields; connection, streams, windows and writing are ours.
 *
 * <p>A {@link dev.plimsoll.runner.http.ConnectionPool} hands out connections that have room: one that is at rest, or
 * one of HTTP/2 with a free stream. An {@code Opening} is the attempt to open one; those who wait for it share it where
 * the connection will take several requests at once. Pools, connections, decoders, and the
 * {@link dev.plimsoll.runner.http.BodyMemory} that all bodies share which are kept, belong to one loop and are touched
 * by its thread alone; {@link dev.plimsoll.runner.http.Endpoint} and compiled requests are shared by all, and a
 * {@link dev.plimsoll.runner.http.Resolver} looks names up on a thread of its own. On the steady path of HTTP/1.1
 * nothing is allocated, locked or boxed.
 *
 * <p>Knows nothing of scenarios, rates or reports: whoever sends a request gives an
 * {@link dev.plimsoll.runner.http.Exchange} to be told how it ended, exactly once, and whoever counts connections a
 * {@link dev.plimsoll.runner.http.ConnectionObserver}.
 */
@NullMarked
package dev.plimsoll.runner.http;

import org.jspecify.annotations.NullMarked;
