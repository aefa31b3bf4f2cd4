/**
 * Whether a new revision ships: which run judges it, what its verdict does to the rollout, and how others ask.
 *
 * <p>A gate's only memory is the LoadTestRun of the revision: {@link dev.plimsoll.operator.gate.GatedRuns} says which
 * one that is, {@link dev.plimsoll.operator.gate.GateDecision} what its verdict means. What to do with a Deployment or
 * a Rollout is decided here and done by reconcilers.
 */
@NullMarked
package dev.plimsoll.operator.gate;

import org.jspecify.annotations.NullMarked;
