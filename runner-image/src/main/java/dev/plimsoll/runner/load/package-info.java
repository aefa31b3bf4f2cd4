/**
 * One loop a core: due slots → requests → responses.
 *
 * <p>A {@link dev.plimsoll.runner.load.LoadLoop} is one thread that owns its slots, its turns, its connections and its
 * histograms; loops share nothing but the immutable plan. In each turn of the loop it starts what is due, flushes once,
 * runs what I/O is ready, and sleeps in the selector until the next instant at which something is due. On the steady
 * path nothing is allocated, locked or boxed: turns are pooled, slots that wait are counted and computed again when
 * they begin, timeouts lie in a heap of turns.
 *
 * <p>What a loop remembers has a bound: requests in flight, turns that have left their place, what those have captured,
 * bodies that are being looked into. A defect of this program that shows anywhere in a loop ends it, and the run with
 * it.
 *
 * <p>Every instant is a {@code long} of nanoseconds since the start of the run.
 */
@NullMarked
package dev.plimsoll.runner.load;

import org.jspecify.annotations.NullMarked;
