package dev.plimsoll.cli.compare;

import static dev.plimsoll.engine.quantity.Numbers.counted;

import dev.plimsoll.engine.compare.Outcome;
import dev.plimsoll.engine.compare.RatioEstimate;
import dev.plimsoll.engine.compare.WholeRunsTest;
import dev.plimsoll.engine.quantity.Numbers;
import dev.plimsoll.engine.quantity.Percentages;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One sentence about one percentile: what was compared, by how much, how sure that is, and what would change it. */
final class Sentences {
    /** A plan for more rounds than so many times those that there may be is none. */
    private static final int FAR_TOO_MANY = 50;

    private final Request request;
    private final Scale scale;
    private final String thing;

    Sentences(Request request, Scale scale) {
        this.request = request;
        this.scale = scale;
        this.thing = request.grouping().thing();
    }

    /** How many rounds, or runs a side, a decision takes. */
    int fewest() {
        return switch (request.grouping()) {
            case Grouping.WholeRuns _ -> WholeRunsTest.FEWEST;
            case Grouping.Pairs _, Grouping.Slices _ -> request.rounds().min();
        };
    }

    /** {@code p99 of buy/cart was 47ms at the candidate and 45ms at the baseline}. */
    private String measured(Evidence evidence) {
        return "p%s%s was %s at the candidate and %s at the baseline"
                .formatted(
                        Numbers.plain(evidence.percentile()),
                        evidence.tag().isEmpty() ? "" : " of " + evidence.tag(),
                        scale.format(evidence.candidate().getValueAtPercentile(evidence.percentile())),
                        scale.format(evidence.baseline().getValueAtPercentile(evidence.percentile())));
    }

    String coarse(Evidence evidence) {
        double width = evidence.coarseness();
        return measured(evidence)
                + (Double.isInfinite(width)
                        ? ", and 0 has no ratio"
                        : ", and the logs know such a value only to " + Percentages.format(width) + " of itself")
                + "; record in a finer unit, or with more significant digits, or leave this percentile out with"
                + " --percentile";
    }

    String shown(Evidence evidence) {
        return measured(evidence) + ", which is only shown; " + fewSamples(evidence);
    }

    String absent(Evidence evidence) {
        boolean candidate = evidence.candidate().getTotalCount() == 0;
        return "the %s measured no value%s, and the %s %s; look at its errors"
                .formatted(
                        candidate ? "candidate" : "baseline",
                        evidence.tag().isEmpty() ? "" : " of " + evidence.tag(),
                        candidate ? "baseline" : "candidate",
                        Numbers.grouped(Math.max(
                                evidence.baseline().getTotalCount(),
                                evidence.candidate().getTotalCount())));
    }

    String noWorse(Evidence evidence, Outcome outcome) {
        return measured(evidence) + range(outcome.estimate()) + ", so that " + margin() + " is ruled out";
    }

    String worse(Evidence evidence, Outcome outcome) {
        return measured(evidence) + range(outcome.estimate()) + ", so that it is worse by more than the tolerated "
                + tolerated() + "; improve the candidate, or allow more with --tolerance and --max-regression";
    }

    /** Of a candidate that did better, but only where it answered. */
    String notAnswering(Evidence evidence, LeftOut left, Outcome outcome) {
        return measured(evidence) + range(outcome.estimate()) + ", but this knows nothing of what the candidate did not"
                + " answer: " + left + "; look at its errors";
    }

    String undecided(Evidence evidence, Outcome outcome) {
        var ratio = outcome.estimate();
        return measured(evidence)
                + switch (outcome.obstacle()) {
                    case TOO_FEW_ROUNDS -> range(ratio) + "; " + tooFew(evidence);
                    case AUTOCORRELATION ->
                        range(ratio) + ", but each round resembles the one before it, so that they say less than their"
                                + " number; make the rounds longer";
                    case BETWEEN_THE_BOUNDS ->
                        open(ratio) + "; what lies between may stay open for ever: decide whether it matters, and move"
                                + " --tolerance or --max-regression";
                    case SCATTER -> open(ratio) + "; " + more(outcome);
                    case null -> open(ratio);
                };
    }

    private String open(@Nullable RatioEstimate ratio) {
        return range(ratio) + ", which neither rules out " + margin() + " nor proves more than the tolerated "
                + tolerated();
    }

    private String more(Outcome outcome) {
        var needed = outcome.roundsNeeded();
        int most = FAR_TOO_MANY * request.rounds().max();
        var enough = needed == null || needed > most ? "more " + thing + "s" : "about " + needed + " " + thing + "s";
        return switch (request.grouping()) {
            case Grouping.WholeRuns _ -> enough + " a side would decide";
            case Grouping.Pairs _, Grouping.Slices _ ->
                enough + " like these would decide: raise --max-rounds, or make the rounds longer";
        };
    }

    private String tooFew(Evidence evidence) {
        if (!evidence.leftOut().isEmpty()) {
            return fewSamples(evidence);
        }
        return switch (request.grouping()) {
            case Grouping.WholeRuns _ ->
                "%s of the baseline and %s of the candidate do not tell how much runs differ by themselves; give at least"
                                .formatted(
                                        counted(evidence.baselineLogs().size(), "run"),
                                        counted(evidence.candidateLogs().size(), "run"))
                        + " " + fewest() + " runs a side, or --round 60s if both ran at the same time";
            case Grouping.Pairs _ ->
                "there are " + evidence.counted() + " of the " + fewest() + " pairs it takes; add some";
            case Grouping.Slices _ ->
                "there are " + evidence.counted() + " of the " + fewest()
                        + " rounds it takes; record longer, or write a shorter --round";
        };
    }

    private String fewSamples(Evidence evidence) {
        return "%d of the %d %ss it takes count; %s; record longer, or send more"
                .formatted(
                        evidence.counted(), fewest(), thing, evidence.leftOut().getFirst());
    }

    /** {@code ; over 9 rounds the ratio is 1.044, within 0.990..1.101}. */
    private String range(@Nullable RatioEstimate ratio) {
        if (ratio == null) {
            return "";
        }
        var over =
                "; over %s the ratio is %s".formatted(counted(ratio.rounds(), thing) + sides(), number(ratio.ratio()));
        return Double.isInfinite(ratio.high())
                ? over
                : over + ", within " + number(ratio.low()) + ".." + number(ratio.high());
    }

    private String sides() {
        return switch (request.grouping()) {
            case Grouping.WholeRuns _ -> " a side";
            case Grouping.Pairs _, Grouping.Slices _ -> "";
        };
    }

    /** A ratio. */
    static String number(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    private String margin() {
        return Percentages.format(request.allowance().margin()) + " more";
    }

    private String tolerated() {
        return Percentages.format(request.allowance().tolerance());
    }

    /** {@code wrong in at most 5% of cases}. */
    String certainty() {
        return "wrong in at most " + Percentages.format(request.falseAlarmRate()) + " of cases";
    }
}
