package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.compare.EffectSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was compared of one tag.
 *
 * @param tag empty for values without one
 * @param effect how large the difference is between all values of both sides, for display; null when a side has none
 */
public record ComparedTag(
        String tag,
        List<ComparedPercentile> percentiles,
        @Nullable EffectSize effect) {
    public ComparedTag {
        percentiles = List.copyOf(percentiles);
    }

    /** Cliff's delta in the usual words (Romano and others 2006). */
    public static String magnitude(double cliffsDelta) {
        double delta = Math.abs(cliffsDelta);
        if (delta < 0.147) {
            return "negligible";
        }
        return delta < 0.33 ? "small" : delta < 0.474 ? "medium" : "large";
    }
}
