package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.contract.Comparison;
import java.util.SplittableRandom;

/**
 * In which rounds of a comparison the arms swap their order. Rounds go in permuted blocks of two: of each two that
 * follow one another, from the first on, one is swapped, and chance decides which. So whatever the order does to an
 * arm, it does to both equally often, and nothing that comes and goes with time can keep step with it. Immutable.
 */
public final class RoundOrder {
    /** Keeps the order apart from other random choices of the same seed. */
    private static final long SALT = 0x0a5b0bdaL;

    private final Comparison comparison;
    private final boolean[] swapped;

    private RoundOrder(Comparison comparison, boolean[] swapped) {
        this.comparison = comparison;
        this.swapped = swapped;
    }

    /** The order that a seed gives. */
    public static RoundOrder of(Comparison comparison, long seed) {
        var random = new SplittableRandom(seed ^ SALT);
        var swapped = new boolean[comparison.maxRounds()];
        for (int round = 0; round < swapped.length; round++) {
            swapped[round] = round % 2 == 0 ? random.nextBoolean() : !swapped[round - 1];
        }
        return new RoundOrder(comparison, swapped);
    }

    /** Whether the arms are swapped in the round that an instant since the start falls into. */
    public boolean isSwapped(long instant) {
        return swapped[Math.clamp(comparison.roundOf(instant), 0, swapped.length - 1)];
    }
}
