package dev.plimsoll.engine.judge;

import org.jspecify.annotations.Nullable;

/**
 * The value of one objective and what it stands on.
 *
 * @param value in the objective's unit
 * @param confidence where the true value lies, its high end perhaps infinite; null when that cannot be said
 * @param samples how many requests the value comes from
 * @param source those requests as in a sentence: {@code 60,000 requests}
 * @param doubt why the samples cannot support the objective; null when they can
 */
record Measurement(
        double value,
        @Nullable ValueRange confidence,
        long samples,
        String source,
        @Nullable Doubt doubt) {

    /** Whether every value that is likely to be the true one misses the objective. */
    boolean isCertainToMiss(Objective objective) {
        return confidence != null && objective.isMissedBy(confidence.low()) && objective.isMissedBy(confidence.high());
    }

    /** The confidence interval where both its ends are known. */
    @Nullable
    ValueRange boundedConfidence() {
        return confidence != null && Double.isFinite(confidence.high()) ? confidence : null;
    }
}
