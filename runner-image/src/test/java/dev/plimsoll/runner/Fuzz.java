package dev.plimsoll.runner;

import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Tries one seed after the other: for a second with each build, for longer by {@code hack/fuzz MINUTES}. A failure
 * names its seed.
 */
public final class Fuzz {
    private static final long FIRST_SEED = 1;
    private static final long MINUTES = Long.getLong("plimsoll.fuzz.minutes", 0);

    /** Those that share the minutes that were asked for; hack/fuzz counts them. */
    private static final int TRIALS = Integer.getInteger("plimsoll.fuzz.trials", 1);

    private static final long BUDGET_NANOS =
            MINUTES == 0 ? TimeUnit.SECONDS.toNanos(1) : TimeUnit.MINUTES.toNanos(MINUTES) / TRIALS;

    private Fuzz() {}

    /** Something to be tried. */
    public interface Trial {
        /** Throws when something does not hold; else tells of what kind the case was. */
        String with(SplittableRandom random) throws IOException;
    }

    /** Tries until the time is up, and says how many cases of which kind there were. */
    public static void repeat(String cases, Trial trial) throws IOException {
        var kinds = new TreeMap<String, Integer>();
        long until = System.nanoTime() + BUDGET_NANOS;
        long seed = FIRST_SEED;
        for (; System.nanoTime() < until; seed++) {
            try {
                kinds.merge(trial.with(new SplittableRandom(seed)), 1, Integer::sum);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
            }
        }
        System.out.printf(Locale.ROOT, "%,d %s: %s%n", seed - FIRST_SEED, cases, kinds);
    }
}
