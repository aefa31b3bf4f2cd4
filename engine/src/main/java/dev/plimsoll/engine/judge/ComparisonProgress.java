package dev.plimsoll.engine.judge;

import java.util.List;

/**
 * How far a comparison is.
 *
 * @param rounds that are over
 * @param maxRounds that there are at most
 * @param decided how many objectives that compare are decided
 * @param compared how many there are
 * @param leftOut rounds that do not count, for one objective or for all, each with why
 * @param over whether nothing that is still to come can change the verdict
 */
public record ComparisonProgress(
        int rounds, int maxRounds, int decided, int compared, List<String> leftOut, boolean over) {
    public ComparisonProgress {
        leftOut = List.copyOf(leftOut);
    }

    /** {@code all that compares was decided after 7 of at most 20 rounds}. */
    public String sentence() {
        var what = decided == compared ? "all that compares was decided" : "the verdict was certain";
        return what + " after " + rounds + " of at most " + maxRounds + " rounds";
    }
}
