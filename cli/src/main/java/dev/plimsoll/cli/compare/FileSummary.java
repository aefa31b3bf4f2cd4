package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.judge.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verdict, reason and sentence of all percentiles together. A Pass says how near it was. */
record FileSummary(Verdict verdict, Reason reason, String message) {

    /**
     * A doubt outweighs all, a proven regression what is undecided.
     *
     * @param certainty {@code wrong in at most 5% of cases}
     */
    static FileSummary of(@Nullable Doubt doubt, List<ComparedPercentile> rows, String certainty) {
        if (doubt != null) {
            return new FileSummary(Verdict.INCONCLUSIVE, doubt.reason(), doubt.message());
        }
        var judged = rows.stream().filter(row -> row.verdict() != null).toList();
        return first(Verdict.FAIL, judged)
                .map(row -> failed(row, judged, certainty))
                .or(() -> first(Verdict.INCONCLUSIVE, judged).map(FileSummary::inconclusive))
                .or(() -> nearest(judged).map(row -> passed(row, judged, rows.size() - judged.size(), certainty)))
                .or(() -> rows.stream().findFirst().map(FileSummary::inconclusive))
                .orElseGet(() -> new FileSummary(
                        Verdict.INCONCLUSIVE,
                        Reason.TOO_FEW_SAMPLES,
                        "there is no value in the rounds that are compared; record longer, or send more"));
    }

    private static Optional<ComparedPercentile> first(Verdict verdict, List<ComparedPercentile> rows) {
        return rows.stream().filter(row -> row.verdict() == verdict).findFirst();
    }

    /** Of those that passed the one whose interval reaches furthest. */
    private static Optional<ComparedPercentile> nearest(List<ComparedPercentile> rows) {
        return rows.stream().max(Comparator.comparingDouble(row -> {
            var estimate = row.estimate();
            return estimate == null ? 0 : estimate.high();
        }));
    }

    private static FileSummary failed(ComparedPercentile row, List<ComparedPercentile> judged, String certainty) {
        long failed =
                judged.stream().filter(each -> each.verdict() == Verdict.FAIL).count();
        return new FileSummary(
                Verdict.FAIL,
                row.reason(),
                failed + " of " + judged.size() + " compared " + (failed == 1 ? "is" : "are") + " worse (" + certainty
                        + "): " + row.message());
    }

    private static FileSummary inconclusive(ComparedPercentile row) {
        return new FileSummary(Verdict.INCONCLUSIVE, row.reason(), row.message());
    }

    private static FileSummary passed(
            ComparedPercentile nearest, List<ComparedPercentile> judged, int shown, String certainty) {
        var onlyShown = shown == 0
                ? ""
                : "; " + shown + " more had too few values, and " + (shown == 1 ? "is" : "are") + " only shown";
        return new FileSummary(
                Verdict.PASS,
                nearest.reason(),
                "none of " + judged.size() + " compared is worse (" + certainty + "), the nearest: " + nearest.message()
                        + onlyShown);
    }
}
