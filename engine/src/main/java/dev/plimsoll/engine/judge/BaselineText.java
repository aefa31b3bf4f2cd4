package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.counted;

import dev.plimsoll.engine.compare.NewRunTest;
import dev.plimsoll.engine.compare.Obstacle;
import dev.plimsoll.engine.judge.RunReading.Value;
import dev.plimsoll.engine.quantity.Percentages;
import java.util.List;

/**
 * One sentence about a run and earlier ones: what was compared, by how much, how sure that is, what would change it.
 */
final class BaselineText {
    private static final int MOST_REFUSED = 3;

    private final Budget budget;
    private final Objective.Regression objective;
    private final BaselineJudge.Fit earlier;

    BaselineText(Budget budget, Objective.Regression objective, BaselineJudge.Fit earlier) {
        this.budget = budget;
        this.objective = objective;
        this.earlier = earlier;
    }

    /** There is no run to hold it against. */
    String nothing(Value value) {
        return "%s was %s, and there is no baseline to hold it against%s%s"
                .formatted(objective.subject(), objective.compared().format(value.value()), refused(), begin());
    }

    private String begin() {
        return switch (budget.baseline()) {
            case BaselineSource.Comparison _, BaselineSource.LastPassed _, BaselineSource.Window _ ->
                "; this run becomes one when it passes";
            case BaselineSource.Pinned(var run) ->
                "; name another run than " + run + " in baseline.run, one of the same LoadTest with its result";
        };
    }

    String sentence(BaselineFinding finding) {
        return measured(finding) + "; " + conclusion(finding) + refused();
    }

    /** {@code p99 of response time was 47ms, and 45ms in run checkout-12, 4.4% more}. */
    private String measured(BaselineFinding finding) {
        var compared = objective.compared();
        var contrast = finding.contrast();
        return "%s was %s, and %s in %s: %s"
                .formatted(
                        objective.subject(),
                        compared.format(contrast.candidate()),
                        compared.format(contrast.baseline()),
                        earlier.names().size() == 1
                                ? "run " + earlier.names().getFirst()
                                : "the middle of %s, %s to %s"
                                        .formatted(
                                                counted(earlier.names().size(), "earlier run"),
                                                earlier.names().getFirst(),
                                                earlier.names().getLast()),
                        moreOrLess(finding.difference()));
    }

    private String moreOrLess(double difference) {
        return RegressionText.moreOrLess(objective.format(difference));
    }

    private String conclusion(BaselineFinding finding) {
        if (finding.isAdvisory()) {
            return advisory();
        }
        return switch (finding.outcome().decision()) {
            case NO_WORSE ->
                range(finding) + ", so that " + moreOrLess(objective.limit()) + " is ruled out" + certainty();
            case WORSE ->
                range(finding) + ", so that it is worse by more than the tolerated "
                        + Percentages.format(objective.tolerance()) + certainty()
                        + "; find what changed since, or allow more with tolerance and maxRegression";
            case UNDECIDED ->
                "%s, which neither rules out %s nor proves more than the tolerated %s; %s"
                        .formatted(
                                range(finding),
                                moreOrLess(objective.limit()),
                                Percentages.format(objective.tolerance()),
                                remedy(finding));
        };
    }

    private String remedy(BaselineFinding finding) {
        return finding.outcome().obstacle() == Obstacle.BETWEEN_THE_BOUNDS
                ? "what lies between may stay open for ever: decide whether it matters, and move tolerance or"
                        + " maxRegression, or compare both versions at once with a comparison"
                : "runs differ too much from each other: longer runs scatter less, and a comparison of both versions at"
                        + " once is sharper";
    }

    /** Runs scatter, and so few do not say how much. */
    private String advisory() {
        int missing = NewRunTest.FEWEST - earlier.names().size();
        return "advisory, for %s do%s not say how much runs differ by chance, and %d are needed: %s"
                .formatted(
                        counted(earlier.names().size(), "run"),
                        earlier.names().size() == 1 ? "es" : "",
                        NewRunTest.FEWEST,
                        switch (budget.baseline()) {
                            case BaselineSource.Window _, BaselineSource.Comparison _ ->
                                missing + " more passed " + (missing == 1 ? "run" : "runs") + " would decide";
                            case BaselineSource.LastPassed _, BaselineSource.Pinned _ ->
                                "baseline: {from: Window} in the budget would decide, from the last passed runs";
                        });
    }

    private String range(BaselineFinding finding) {
        var interval = finding.interval();
        return "by how much runs differ from each other, the difference "
                + (interval == null ? "may be anything" : "lies within " + objective.format(interval));
    }

    private String certainty() {
        return " (wrong in at most " + Percentages.format(budget.falseAlarmRate()) + " of cases)";
    }

    private String refused() {
        List<String> lines = earlier.refused();
        if (lines.isEmpty()) {
            return "";
        }
        int more = lines.size() - MOST_REFUSED;
        return "; refused: " + String.join("; ", lines.subList(0, Math.min(MOST_REFUSED, lines.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }
}
