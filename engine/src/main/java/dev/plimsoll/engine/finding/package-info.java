/**
 * What stands out over the time of a run: things that a percentile of the whole run hides, each with its name, one
 * sentence and its numbers. Pure: findings follow from a result.
 *
 * <p>A finding is for people and changes no verdict: a budget says what must hold. It is made of what the target did
 * alone: where the generator was late, there is none. docs/findings.md has every threshold and its reason.
 */
@NullMarked
package dev.plimsoll.engine.finding;

import org.jspecify.annotations.NullMarked;
