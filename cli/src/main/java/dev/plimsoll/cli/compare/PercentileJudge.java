package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.compare.Decision;
import dev.plimsoll.engine.compare.Obstacle;
import dev.plimsoll.engine.compare.Outcome;
import dev.plimsoll.engine.compare.SequentialTest;
import dev.plimsoll.engine.compare.WholeRunsTest;
import dev.plimsoll.engine.judge.Verdict;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides percentiles, one by one. Which of them are decided is known from numbers of values alone. */
final class PercentileJudge {
    private final Request request;
    private final Sentences sentences;

    /** Runs or rounds of the baseline. */
    private final int replicates;

    PercentileJudge(Request request, Sentences sentences, int replicates) {
        this.request = request;
        this.sentences = sentences;
        this.replicates = replicates;
    }

    /** All of these, in their order. */
    List<ComparedPercentile> judge(List<Evidence> all) {
        var onlyShown = all.stream()
                .filter(evidence -> isOnlyShown(evidence, all))
                .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
        if (all.isEmpty()) {
            return List.of();
        }
        var test = test(all.size() - onlyShown.size());
        return all.stream()
                .map(evidence -> onlyShown.contains(evidence)
                        ? row(evidence, undecidable(), null, Reason.TOO_FEW_SAMPLES, sentences.shown(evidence))
                        : judge(evidence, test))
                .toList();
    }

    /**
     * Of the default percentiles those that the baseline has enough values for are decided, and of each tag at least
     * the one that needs the fewest.
     */
    private boolean isOnlyShown(Evidence evidence, List<Evidence> all) {
        return hasTooFew(evidence)
                && all.stream()
                        .filter(other -> other.tag().equals(evidence.tag()))
                        .anyMatch(other -> !hasTooFew(other) || needed(other) < needed(evidence));
    }

    private boolean hasTooFew(Evidence evidence) {
        return !request.insisted()
                && evidence.candidate().getTotalCount() > 0
                && evidence.baselineEnough() < Math.min(replicates, sentences.fewest());
    }

    private static long needed(Evidence evidence) {
        return EvidenceReader.needed(evidence.percentile());
    }

    private ComparedPercentile judge(Evidence evidence, Test test) {
        if (evidence.baseline().getTotalCount() == 0 || evidence.candidate().getTotalCount() == 0) {
            var message = sentences.absent(evidence);
            return row(evidence, undecidable(), Verdict.INCONCLUSIVE, Reason.NOT_ANSWERING, message);
        }
        if (evidence.coarseness() > request.allowance().margin() / 2) {
            var message = sentences.coarse(evidence);
            return row(evidence, undecidable(), Verdict.INCONCLUSIVE, Reason.TOO_COARSE, message);
        }
        var outcome = evidence.counted() == 0 ? undecidable() : test.decide(evidence);
        return switch (outcome.decision()) {
            case NO_WORSE -> noWorse(evidence, outcome);
            case WORSE -> row(evidence, outcome, Verdict.FAIL, Reason.WORSE, sentences.worse(evidence, outcome));
            case UNDECIDED ->
                row(
                        evidence,
                        outcome,
                        Verdict.INCONCLUSIVE,
                        reason(evidence, outcome),
                        sentences.undecided(evidence, outcome));
        };
    }

    /** Where a candidate did not answer, that it did well elsewhere says little. */
    private ComparedPercentile noWorse(Evidence evidence, Outcome outcome) {
        return evidence.leftOut().stream()
                .filter(LeftOut::byCandidate)
                .findFirst()
                .map(left -> row(
                        evidence,
                        outcome,
                        Verdict.INCONCLUSIVE,
                        Reason.NOT_ANSWERING,
                        sentences.notAnswering(evidence, left, outcome)))
                .orElseGet(() ->
                        row(evidence, outcome, Verdict.PASS, Reason.NO_WORSE, sentences.noWorse(evidence, outcome)));
    }

    private Reason reason(Evidence evidence, Outcome outcome) {
        return switch (outcome.obstacle()) {
            case TOO_FEW_ROUNDS -> tooFew(evidence);
            case AUTOCORRELATION -> Reason.AUTOCORRELATED;
            case BETWEEN_THE_BOUNDS, SCATTER -> Reason.UNDECIDED;
            case null -> Reason.UNDECIDED;
        };
    }

    private Reason tooFew(Evidence evidence) {
        if (!evidence.leftOut().isEmpty()) {
            return Reason.TOO_FEW_SAMPLES;
        }
        return switch (request.grouping()) {
            case Grouping.WholeRuns _ -> Reason.TOO_FEW_RUNS;
            case Grouping.Pairs _, Grouping.Slices _ -> Reason.TOO_FEW_ROUNDS;
        };
    }

    /** What decides. */
    private interface Test {
        Outcome decide(Evidence evidence);
    }

    private Test test(int gating) {
        return switch (request.grouping()) {
            case Grouping.WholeRuns _ -> {
                var test = new WholeRunsTest(request.allowance(), request.falseAlarmRate(), gating);
                yield evidence -> test.decide(values(evidence.baselineLogs()), values(evidence.candidateLogs()));
            }
            case Grouping.Pairs _, Grouping.Slices _ -> {
                var test = SequentialTest.groupSequential(
                        request.allowance(), request.rounds(), request.falseAlarmRate(), gating);
                yield evidence -> test.decide(evidence.logRatios());
            }
        };
    }

    private static double[] values(List<Double> logs) {
        return logs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Outcome undecidable() {
        return new Outcome(Decision.UNDECIDED, null, Obstacle.TOO_FEW_ROUNDS, null);
    }

    private static ComparedPercentile row(
            Evidence evidence, Outcome outcome, @Nullable Verdict verdict, Reason reason, String message) {
        return new ComparedPercentile(
                evidence.percentile(),
                evidence.baseline().getValueAtPercentile(evidence.percentile()),
                evidence.candidate().getValueAtPercentile(evidence.percentile()),
                outcome.estimate(),
                outcome.roundsNeeded(),
                verdict,
                reason,
                message,
                evidence.leftOut().stream().map(LeftOut::toString).toList());
    }
}
