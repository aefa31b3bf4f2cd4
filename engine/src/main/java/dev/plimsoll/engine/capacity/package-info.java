/**
 * How much load a target can carry, from steps of load that were judged one by one. Pure: numbers in, numbers out.
 *
 * <p>A {@link dev.plimsoll.engine.capacity.Climb} goes up step by step; several make a
 * {@link dev.plimsoll.engine.capacity.Capacity}. What bends the throughput is told by
 * {@link dev.plimsoll.engine.capacity.Scalability}, whether the numbers fit together by
 * {@link dev.plimsoll.engine.capacity.LittlesLaw}. docs/capacity.md has the method.
 */
@NullMarked
package dev.plimsoll.engine.capacity;

import org.jspecify.annotations.NullMarked;
