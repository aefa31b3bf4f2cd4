package dev.plimsoll.engine.judge;

/**
 * What the two sides of a comparison measured, for one objective.
 *
 * @param baseline median of the rounds' values, in the unit of what is compared
 * @param candidate median of the rounds' values, in the same unit
 * @param rounds that decided, or all that counted when nothing is decided; at least 1
 * @param hodgesLehmann difference as the median of pairs of rounds has it, a fraction: near the measured one, unless
 *     some rounds were out of line
 * @param autocorrelation how much a round resembles the one before it, 0 to 0.8
 */
public record Contrast(double baseline, double candidate, int rounds, double hodgesLehmann, double autocorrelation) {}
