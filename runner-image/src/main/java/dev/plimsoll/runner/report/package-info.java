/**
 * Talks to the collector: asks for a shard, waits for the start, posts what was measured until it is safe, and hears
 * when to stop.
 *
 * <p>Everything here belongs to one thread, the process's main thread, which may block; only
 * {@link dev.plimsoll.runner.report.Reporter#interrupt} is called from another. What the collector has not declared
 * durable is kept and can be sent again.
 */
@NullMarked
package dev.plimsoll.runner.report;

import org.jspecify.annotations.NullMarked;
