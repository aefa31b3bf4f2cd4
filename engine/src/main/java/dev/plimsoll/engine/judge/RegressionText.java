package dev.plimsoll.engine.judge;

import static dev.plimsoll.engine.quantity.Numbers.counted;

import dev.plimsoll.engine.judge.RoundReading.LeftOut;
import dev.plimsoll.engine.quantity.Percentages;

/** One sentence about a comparison: what was compared, by how much, how sure that is, and what would change it. */
final class RegressionText {
    private final RegressionFinding finding;
    private final Objective.Regression objective;

    RegressionText(RegressionFinding finding) {
        this.finding = finding;
        this.objective = finding.objective();
    }

    String sentence() {
        var contrast = finding.contrast();
        return contrast == null ? nothing() : measured(contrast) + "; " + conclusion();
    }

    /** {@code p99 of response time was 47ms at the candidate and 45ms at the baseline, 4.4% more}. */
    private String measured(Contrast contrast) {
        var compared = objective.compared();
        return "%s was %s at the candidate and %s at the baseline, %s"
                .formatted(
                        objective.subject(),
                        compared.format(contrast.candidate()),
                        compared.format(contrast.baseline()),
                        moreOrLess(String.valueOf(
                                objective.format(finding.difference() == null ? 0 : finding.difference()))));
    }

    static String moreOrLess(String signed) {
        return switch (signed.charAt(0)) {
            case '+' -> signed.substring(1) + " more";
            case '-' -> signed.substring(1) + " less";
            default -> "no difference";
        };
    }

    private String conclusion() {
        return switch (finding.outcome().decision()) {
            case NO_WORSE ->
                finding.blind()
                        .map(left -> range() + ", but not of round " + left.round() + ", in which "
                                + left.doubt().message() + remedy(left))
                        .orElseGet(() -> range() + ", so that " + moreOrLess(objective.format(objective.limit()))
                                + " is ruled out" + certainty());
            case WORSE ->
                range() + ", so that it is worse by more than the tolerated " + tolerated() + certainty()
                        + "; improve the candidate, or allow more with tolerance and maxRegression";
            case UNDECIDED -> undecided();
        };
    }

    private String undecided() {
        return switch (finding.outcome().obstacle()) {
            case TOO_FEW_ROUNDS -> tooFew();
            case AUTOCORRELATION ->
                range() + ", but each round resembles the one before it, so that they say less than their number; make"
                        + " the rounds longer";
            case BETWEEN_THE_BOUNDS ->
                open() + "; what lies between may stay open for ever: decide whether it matters, and move tolerance or "
                        + "maxRegression";
            case SCATTER -> open() + "; " + moreRounds();
            case null -> open();
        };
    }

    private String open() {
        return "%s, which neither rules out %s nor proves more than the tolerated %s"
                .formatted(range(), moreOrLess(objective.format(objective.limit())), tolerated());
    }

    private String moreRounds() {
        var needed = finding.outcome().roundsNeeded();
        var enough = needed == null || needed > finding.comparison().maxRounds() * 50
                ? "more rounds"
                : "about " + needed + " rounds like these";
        return enough + " would decide: raise rounds.max, make the rounds longer, or the load higher";
    }

    /** {@code after 6 rounds the difference lies within -1%..+3.4%}. */
    private String range() {
        var interval = finding.interval();
        return "after %s the difference %s"
                .formatted(
                        counted(finding.used().size(), "round"),
                        interval == null ? "may be anything" : "lies within " + objective.format(interval));
    }

    private String tolerated() {
        return Percentages.format(objective.tolerance());
    }

    private String certainty() {
        return " (wrong in at most " + Percentages.format(finding.falseAlarmRate()) + " of cases)";
    }

    private String nothing() {
        return objective.subject() + " could not be compared; " + tooFew();
    }

    private String tooFew() {
        int counted = finding.samples().size();
        int leftOut = finding.leftOut().size();
        var sum = "%d of %s %s, and %d are needed"
                .formatted(
                        counted,
                        counted(counted + leftOut, "round"),
                        counted == 1 ? "counts" : "count",
                        finding.comparison().minRounds());
        return finding.commonest()
                .map(left -> "%s; in round %d %s%s"
                        .formatted(sum, left.round(), left.doubt().message(), remedy(left)))
                .orElse(sum + "; the run ended too early");
    }

    private static String remedy(LeftOut left) {
        var reason = left.doubt().reason();
        if (reason == Reason.GENERATOR_LIMITED) {
            return ""; // brings its own
        }
        if (reason == Reason.TOO_FEW_SAMPLES) {
            return "; make the rounds longer, or the load higher";
        }
        return reason == Reason.NOT_ANSWERING ? "; is it up, at this address?" : "; look at the errors";
    }
}
