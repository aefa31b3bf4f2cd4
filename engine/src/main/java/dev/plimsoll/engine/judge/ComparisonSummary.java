package dev.plimsoll.engine.judge;

import java.util.Comparator;
import java.util.List;

/** The verdict of a valid comparison, from those of its objectives. A Pass says how near it was. */
final class ComparisonSummary {
    private ComparisonSummary() {}

    static Judgement of(List<ObjectiveJudgement> objectives, Totals totals) {
        var summary = Summary.of(objectives, totals);
        if (summary.verdict() != Verdict.PASS) {
            return summary;
        }
        var compared = objectives.stream()
                .filter(judged -> judged.objective() instanceof Objective.Regression)
                .toList();
        return compared.stream()
                .max(Comparator.comparingDouble(ComparisonSummary::nearness))
                .map(nearest -> new Judgement(
                        summary.verdict(),
                        summary.reason(),
                        summary.message()
                                + (compared.size() == 1 ? ": " : "; the nearest to its bound: ")
                                + nearest.message(),
                        objectives,
                        totals))
                .orElse(summary);
    }

    /** Where the far end of the interval is on the way to the bound: 1 is there. */
    private static double nearness(ObjectiveJudgement judged) {
        var interval = judged.confidence();
        if (interval == null) {
            return 0;
        }
        double limit = judged.objective().limit();
        return (limit > 0 ? interval.high() : interval.low()) / limit;
    }
}
