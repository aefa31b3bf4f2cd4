package dev.plimsoll.runner.rate;

import dev.plimsoll.engine.contract.Pause;

/** How long a pause is this time, by inversion of its distribution; the same on every machine. */
public final class PauseLength {
    private PauseLength() {}

    /** Nanoseconds, never negative. */
    public static long next(Pause pause, Draws draws) {
        return switch (pause) {
            case Pause.Fixed fixed -> fixed.nanos();
            case Pause.Uniform uniform ->
                uniform.minNanos() + (long) (draws.unit() * (uniform.maxNanos() - uniform.minNanos() + 1));
            case Pause.Exponential exponential -> (long) (exponential.meanNanos() * -StrictMath.log(1 - draws.unit()));
            case Pause.LogNormal logNormal ->
                (long) (logNormal.medianNanos() * StrictMath.exp(logNormal.sigma() * normal(draws)));
        };
    }

    /** Standard normal (Box and Muller, 1958). */
    private static double normal(Draws draws) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - draws.unit()));
        return radius * StrictMath.cos(2 * StrictMath.PI * draws.unit());
    }
}
