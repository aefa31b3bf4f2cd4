package dev.plimsoll.engine.trend;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How much of what is allowed was used up over the latest nights. One night in twenty may break an objective; when all
 * of that was used, the burn is 1.
 *
 * @param nights the latest ones that were looked at, at most {@value #WINDOW}
 * @param broken nights on which the objective did not hold
 * @param unknown nights of which nobody knows: they are neither good nor bad
 */
public record Burn(int nights, int broken, int unknown) {
    /** Latest nights that are looked at. */
    public static final int WINDOW = 30;

    /** Share of the nights that may break an objective. */
    public static final double ALLOWED = 0.05;

    static Burn of(List<Night> nights) {
        var latest = nights.subList(Math.max(0, nights.size() - WINDOW), nights.size());
        return new Burn(latest.size(), count(latest, Night.Outcome.BROKEN), count(latest, Night.Outcome.UNKNOWN));
    }

    private static int count(List<Night> nights, Night.Outcome outcome) {
        return Math.toIntExact(
                nights.stream().filter(night -> night.outcome() == outcome).count());
    }

    /** Nights of which somebody knows. */
    public int known() {
        return nights - unknown;
    }

    /**
     * What was used of what is allowed: 1 when one known night in twenty broke the objective; empty when none is known.
     */
    public OptionalDouble used() {
        return known() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) broken / known() / ALLOWED);
    }
}
