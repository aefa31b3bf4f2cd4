/**
 * From what a run measured to its verdict: pure functions, the same on a laptop and in the operator.
 *
 * <p>The way through: {@link dev.plimsoll.engine.judge.Judge} draws evidence from a result, asks whether it can carry a
 * verdict at all, judges each {@link dev.plimsoll.engine.judge.Objective}, and takes the worst.
 * {@link dev.plimsoll.engine.judge.AbortWatch} stands beside, while the run goes on.
 */
@NullMarked
package dev.plimsoll.engine.judge;

import org.jspecify.annotations.NullMarked;
