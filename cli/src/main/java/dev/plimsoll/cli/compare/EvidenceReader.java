package dev.plimsoll.cli.compare;

import dev.plimsoll.engine.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Takes percentiles from rounds or runs, where there are enough values for them. */
final class EvidenceReader {
    /** As many values must lie beyond a percentile in each round. */
    static final int TAIL = 30;

    /** Below this share of the baseline's values a candidate has too few by its own doing. */
    private static final double FAR_FEWER = 0.5;

    private final String tag;
    private final double percentile;
    private final List<Double> baselineLogs = new ArrayList<>();
    private final List<Double> candidateLogs = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    private EvidenceReader(String tag, double percentile) {
        this.tag = tag;
        this.percentile = percentile;
    }

    /** Values that a round or run needs for a percentile. */
    static long needed(double percentile) {
        return (long) Math.ceil(TAIL * 100 / Math.min(percentile, 100 - percentile) - 1e-6);
    }

    /** Of rounds: the first of both sides belong to each other, and so on. */
    static Evidence ofRounds(
            String tag, double percentile, Together together, List<Recording> baseline, List<Recording> candidate) {
        var reader = new EvidenceReader(tag, percentile);
        for (int round = 0; round < baseline.size(); round++) {
            var before = baseline.get(round);
            var after = candidate.get(round);
            if (reader.counts(before, "the baseline", false)
                    && reader.counts(after, "the candidate", reader.farFewer(after, before.count(tag)))) {
                reader.baselineLogs.add(reader.log(before));
                reader.candidateLogs.add(reader.log(after));
            }
        }
        return reader.evidence(together, baseline);
    }

    /** Of runs that have nothing to do with each other. */
    static Evidence ofRuns(
            String tag, double percentile, Together together, List<Recording> baseline, List<Recording> candidate) {
        var reader = new EvidenceReader(tag, percentile);
        for (var run : baseline) {
            if (reader.counts(run, "the baseline", false)) {
                reader.baselineLogs.add(reader.log(run));
            }
        }
        long usual = together.baseline(tag).getTotalCount() / baseline.size();
        for (var run : candidate) {
            if (reader.counts(run, "the candidate", reader.farFewer(run, usual))) {
                reader.candidateLogs.add(reader.log(run));
            }
        }
        return reader.evidence(together, baseline);
    }

    private Evidence evidence(Together together, List<Recording> baseline) {
        return new Evidence(
                tag,
                percentile,
                together.baseline(tag),
                together.candidate(tag),
                baselineLogs,
                candidateLogs,
                Math.toIntExact(
                        baseline.stream().filter(run -> enough(run.count(tag))).count()),
                leftOut);
    }

    private boolean counts(Recording recording, String side, boolean byCandidate) {
        long count = recording.count(tag);
        if (!enough(count)) {
            leftOut.add(new LeftOut(
                    recording.name(),
                    "%s has %s for p%s, which needs %s"
                            .formatted(
                                    side,
                                    Numbers.counted(count, "value"),
                                    Numbers.plain(percentile),
                                    Numbers.grouped(needed(percentile))),
                    byCandidate));
            return false;
        }
        if (value(recording) == 0) {
            leftOut.add(new LeftOut(
                    recording.name(), side + "'s p" + Numbers.plain(percentile) + " is 0, which has no ratio", false));
            return false;
        }
        return true;
    }

    private boolean enough(long count) {
        return count >= needed(percentile);
    }

    private boolean farFewer(Recording candidate, long usual) {
        return enough(usual) && candidate.count(tag) < FAR_FEWER * usual;
    }

    private long value(Recording recording) {
        return Objects.requireNonNull(recording.byTag().get(tag)).getValueAtPercentile(percentile);
    }

    private double log(Recording recording) {
        return Math.log((double) value(recording));
    }
}
