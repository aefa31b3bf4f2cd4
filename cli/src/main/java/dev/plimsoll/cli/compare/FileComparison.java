package dev.plimsoll.cli.compare;

import static dev.plimsoll.engine.quantity.Numbers.counted;

import dev.plimsoll.cli.compare.ComparedFiles.Extent;
import dev.plimsoll.cli.document.BadInput;
import dev.plimsoll.engine.quantity.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From files to a verdict. Every percentile of every tag is decided by rounds or by whole runs; the candidate passes
 * when each is proven to be no worse, and fails when one is proven to be worse, for which they share the false-alarm
 * rate.
 */
public final class FileComparison {
    /** A side with fewer values than this share of the other's did not answer the same load. */
    private static final double ALIKE = 0.95;

    private final Request request;
    private final Recordings recordings;
    private final Sentences sentences;
    private final List<String> notes;

    private FileComparison(Request request, Recordings recordings) {
        this.request = request;
        this.recordings = recordings;
        this.sentences = new Sentences(request, recordings.scale());
        this.notes = new ArrayList<>(recordings.notes());
    }

    /**
     * Reads and compares.
     *
     * @throws BadInput when the files cannot be compared
     */
    public static ComparedFiles of(Request request) throws BadInput {
        return new FileComparison(request, RecordingReader.read(request)).compare();
    }

    private ComparedFiles compare() {
        var baseline = looked(recordings.baseline());
        var candidate = looked(recordings.candidate());
        var together = Together.of(baseline, candidate);
        var before = new Extent(baseline.size(), together.baseline().count());
        var after = new Extent(candidate.size(), together.candidate().count());
        noteUnlike(before, after);
        var rows =
                new PercentileJudge(request, sentences, baseline.size()).judge(evidence(together, baseline, candidate));
        var summary = FileSummary.of(recordings.doubt(), rows, sentences.certainty());
        return new ComparedFiles(
                summary.verdict(),
                summary.reason(),
                summary.message(),
                advisory(),
                recordings.scale(),
                before,
                after,
                tags(together, rows),
                notes);
    }

    /** Of more rounds than were planned for the first ones: the levels hold for no more. */
    private List<Recording> looked(List<Recording> all) {
        int most = request.rounds().max();
        if (request.grouping() instanceof Grouping.WholeRuns || all.size() <= most) {
            return all;
        }
        var note = "there are %d rounds, and the first %d are compared; say --max-rounds before you look at the first"
                .formatted(all.size(), most);
        if (!notes.contains(note)) {
            notes.add(note);
        }
        return all.subList(0, most);
    }

    private void noteUnlike(Extent before, Extent after) {
        double perBaseline = (double) before.values() / before.replicates();
        double perCandidate = (double) after.values() / after.replicates();
        if (Math.min(perBaseline, perCandidate) < ALIKE * Math.max(perBaseline, perCandidate)) {
            notes.add("the candidate has %s a %s, the baseline %s: a log knows nothing of errors, so look why"
                    .formatted(
                            counted(Math.round(perCandidate), "value"),
                            request.grouping().thing(),
                            Numbers.grouped(Math.round(perBaseline))));
        }
    }

    private @Nullable String advisory() {
        return switch (request.grouping()) {
            case Grouping.WholeRuns _, Grouping.Pairs _ -> null;
            case Grouping.Slices _ ->
                "all rounds are of one run a side, so a difference between the places that they ran in counts as the"
                        + " candidate's; pairs of files, with places swapped between them, are free of that";
        };
    }

    private List<Evidence> evidence(Together together, List<Recording> baseline, List<Recording> candidate) {
        var all = new ArrayList<Evidence>();
        for (var tag : together.tags()) {
            for (double percentile : request.percentiles()) {
                all.add(
                        switch (request.grouping()) {
                            case Grouping.WholeRuns _ ->
                                EvidenceReader.ofRuns(tag, percentile, together, baseline, candidate);
                            case Grouping.Pairs _, Grouping.Slices _ ->
                                EvidenceReader.ofRounds(tag, percentile, together, baseline, candidate);
                        });
            }
        }
        return all;
    }

    private List<ComparedTag> tags(Together together, List<ComparedPercentile> rows) {
        var tags = new ArrayList<ComparedTag>();
        int width = request.percentiles().size();
        for (var tag : together.tags()) {
            int first = tags.size() * width;
            tags.add(new ComparedTag(tag, rows.subList(first, first + width), together.effect(tag)));
        }
        return tags;
    }
}
