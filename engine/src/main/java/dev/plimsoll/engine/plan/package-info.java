/**
 * From a specification to a plan: stages, arrival schedules, shards. Pure and immutable: no clock, no I/O; every
 * instant is nanoseconds since the start of the run.
 */
@NullMarked
package dev.plimsoll.engine.plan;

import org.jspecify.annotations.NullMarked;
