/**
 * Scenarios compiled to what a loop needs, and the sessions that walk through them.
 *
 * <p>A {@link dev.plimsoll.runner.scenario.CompiledPlan} is made once before the start, which may read files; it is
 * immutable and shared by all loops. Whatever can be wrong with a plan's requests is found there, not on the way. A
 * {@link dev.plimsoll.runner.scenario.Supply} and its {@link dev.plimsoll.runner.scenario.Session}s belong to one loop.
 *
 * <p>A scenario is a flat row of operations with a place in it. A request without holes is compiled to bytes once: a
 * session that sends only such, keeps nothing, and is given no cookie, allocates nothing. Nobody here knows of
 * connections, nor of when anything is due.
 */
@NullMarked
package dev.plimsoll.runner.scenario;

import org.jspecify.annotations.NullMarked;
