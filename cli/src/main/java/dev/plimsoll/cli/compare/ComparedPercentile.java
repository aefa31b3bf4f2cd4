package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.compare.RatioEstimate;
import dev.plimsoll.engine.judge.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One percentile of one tag.
 *
 * @param baseline of all its values together, in whole numbers of the {@link Scale}
 * @param candidate the same
 * @param estimate from the rounds or runs that count; null when there is none
 * @param roundsNeeded about how many rounds, or runs a side, would decide; null when nobody can say
 * @param verdict null when it is only shown: the baseline has too few values for a percentile that nobody insisted on
 * @param message one sentence with the numbers
 * @param leftOut rounds or runs that do not count, with why
 */
public record ComparedPercentile(
        double percentile,
        long baseline,
        long candidate,
        @Nullable RatioEstimate estimate,
        @Nullable Integer roundsNeeded,
        @Nullable Verdict verdict,
        Reason reason,
        String message,
        List<String> leftOut) {
    public ComparedPercentile {
        leftOut = List.copyOf(leftOut);
    }
}
