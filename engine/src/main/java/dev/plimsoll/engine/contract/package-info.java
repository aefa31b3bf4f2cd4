/**
 * What crosses a wire: the plan a runner receives, the reports it sends, the result that is kept.
 *
 * <p>Every type is an immutable record that Jackson writes and reads as JSON;
 * {@link dev.plimsoll.engine.contract.WireFormat} is the only codec. Durations and instants are {@code long}
 * nanoseconds and say so in their names; rates are requests per second. Unknown fields are ignored, so a runner and an
 * operator one minor version apart understand each other; a change that breaks this raises
 * {@link dev.plimsoll.engine.contract.RunPlan#VERSION}.
 */
@NullMarked
package dev.plimsoll.engine.contract;

import org.jspecify.annotations.NullMarked;
