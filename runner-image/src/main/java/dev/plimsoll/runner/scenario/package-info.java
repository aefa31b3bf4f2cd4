/**
 * Scenarios compiled to what a loop needs: request bytes, expected status, timeout; and which scenario a slot runs.
 *
 * <p>Compiled once before the start; immutable and shared by all loops. Whatever can be wrong with a plan's requests is
 * found here, not on the way.
 */
@NullMarked
package dev.plimsoll.runner.scenario;

import org.jspecify.annotations.NullMarked;
