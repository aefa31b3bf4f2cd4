package dev.plimsoll.engine.compare;

import org.jspecify.annotations.Nullable;

/**
 * What a test says of the rounds so far.
 *
 * @param decision what is proven
 * @param estimate from the rounds that decided, or from all when nothing is decided; null when there is no round
 * @param obstacle what stands against a decision; null when there is one
 * @param roundsNeeded about how many rounds would decide, four times in five, if they went on as these did; the rounds
 *     it took when there is a decision; null when nobody can say, which is before the second round
 */
public record Outcome(
        Decision decision,
        @Nullable RatioEstimate estimate,
        @Nullable Obstacle obstacle,
        @Nullable Integer roundsNeeded) {}
