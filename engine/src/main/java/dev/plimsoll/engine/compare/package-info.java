/**
 * The statistics of a comparison: pure functions of what the rounds of two versions measured, with error rates that are
 * known beforehand. They know histograms and numbers, no plan and no verdict.
 *
 * <p>A round is the only replicate. Each gives one {@link dev.plimsoll.engine.compare.LogRatio}, positive when the
 * candidate is worse; a {@link dev.plimsoll.engine.compare.SequentialTest} looks at all of them after every round and
 * decides. {@link dev.plimsoll.engine.compare.EffectSize} and {@link dev.plimsoll.engine.compare.ErrorRatio} take
 * requests as independent, which they are not: they are shown and never decide.
 */
@NullMarked
package dev.plimsoll.engine.compare;

import org.jspecify.annotations.NullMarked;
