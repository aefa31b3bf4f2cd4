package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.contract.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * More load between two steady stretches of about the same load.
 *
 * @param before what the target was like without it
 * @param after begins when the load is back
 * @param peak highest level between them
 */
record Rush(Stretch before, Stretch after, double peak) {
    /** How far the levels before and after may be apart, of the latter. */
    private static final double ABOUT = 0.1;

    /** A peak that is less above the level after it is no rush. */
    private static final double RISE = 1.2;

    /** The rushes between the stretches of a phase, in order. */
    static List<Rush> of(Phase phase, List<Stretch> stretches) {
        var rushes = new ArrayList<Rush>();
        for (int i = 1; i < stretches.size(); i++) {
            var after = stretches.get(i);
            stretches.subList(0, i).reversed().stream()
                    .filter(before -> Math.abs(before.level() - after.level()) <= ABOUT * after.level())
                    .findFirst()
                    .map(before -> new Rush(before, after, peakBetween(phase, before, after)))
                    .filter(rush -> rush.peak() >= RISE * after.level())
                    .ifPresent(rushes::add);
        }
        return rushes;
    }

    private static double peakBetween(Phase phase, Stretch before, Stretch after) {
        return SteadyLoad.peak(phase, before.span().endNanos(), after.span().startNanos());
    }
}
