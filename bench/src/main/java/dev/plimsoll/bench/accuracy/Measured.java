package dev.plimsoll.bench.accuracy;

import dev.plimsoll.bench.stats.Quantiles;
import java.util.OptionalLong;

/**
 * What a tool says of its own load.
 *
 * @param times response times, or what the tool takes for them
 * @param paced whether it was told a rate; what has none has no slots either
 * @param accounted slots that it says it has sent or given up; empty when only the oracle can tell
 * @param start of slot 0 by {@link System#nanoTime}, where it was agreed on
 * @param blamesItself whether it says that the numbers are its own rather than the target's
 * @param remark what else it says; may be empty
 */
record Measured(
        Quantiles times,
        boolean paced,
        OptionalLong accounted,
        OptionalLong start,
        boolean blamesItself,
        String remark) {}
