package dev.plimsoll.cli.compare;

import dev.plimsoll.cli.document.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the files of both sides, and refuses those that cannot be held against each other. */
final class RecordingReader {
    private final Request request;
    private final List<String> notes = new ArrayList<>();

    private RecordingReader(Request request) {
        this.request = request;
    }

    /**
     * Reads all that was named.
     *
     * @throws BadInput when a file cannot be used, or the two sides do not fit each other
     */
    static Recordings read(Request request) throws BadInput {
        return new RecordingReader(request).read();
    }

    /** One side. */
    private record Side(List<Source> sources, List<LogFacts> facts, List<Recording> recordings) {
        static Side of(List<String> names) throws BadInput {
            var sources = new ArrayList<Source>();
            for (var name : names) {
                sources.add(Source.of(name));
            }
            return new Side(sources, new ArrayList<>(), new ArrayList<>());
        }

        double begin() {
            return facts.stream().mapToDouble(LogFacts::begin).min().orElseThrow();
        }

        double end() {
            return facts.stream().mapToDouble(LogFacts::end).max().orElseThrow();
        }
    }

    private Recordings read() throws BadInput {
        var baseline = Side.of(request.baseline());
        var candidate = Side.of(request.candidate());
        refuseTwins(Stream.concat(baseline.sources().stream(), candidate.sources().stream())
                .toList());
        var doubt = switch (request.grouping()) {
            case Grouping.WholeRuns _ -> readFiles(baseline, candidate);
            case Grouping.Pairs _ -> readFiles(baseline, candidate).or(() -> apart(baseline, candidate));
            case Grouping.Slices slices -> readSlices(baseline, candidate, slices);
        };
        var values = ValueChecks.scale(
                request,
                Stream.concat(baseline.sources().stream(), candidate.sources().stream())
                        .toList(),
                Stream.concat(baseline.facts().stream(), candidate.facts().stream())
                        .toList());
        TagChecks.check(request, baseline.recordings(), candidate.recordings());
        refuseNothing(request, baseline);
        refuseNothing(request, candidate);
        ValueChecks.refuseOtherUnits(request, baseline.recordings(), candidate.recordings());
        if (values.unit() == null) {
            notes.add(
                    "the logs do not say their unit, so numbers stand as they are; say it with --unit " + Unit.words());
        }
        return new Recordings(
                baseline.recordings(),
                candidate.recordings(),
                values,
                unsound(baseline, candidate).or(() -> doubt).orElse(null),
                notes);
    }

    private static void refuseTwins(List<Source> sources) throws BadInput {
        Map<Path, Source> known = new HashMap<>();
        for (var source : sources) {
            Path real;
            try {
                real = source.log().toRealPath();
            } catch (IOException e) {
                throw new BadInput(source.name() + ": cannot be read: " + e.getMessage());
            }
            var twin = known.putIfAbsent(real, source);
            if (twin != null) {
                throw new BadInput(source.name() + ": is named twice (also as " + twin.name()
                        + "); a recording compared with itself, or counted twice, proves nothing");
            }
        }
    }

    private static Optional<Doubt> unsound(Side baseline, Side candidate) {
        return Stream.concat(baseline.sources().stream(), candidate.sources().stream())
                .filter(source -> source.doubt() != null)
                .findFirst()
                .map(source -> new Doubt(
                        Reason.DOUBTFUL_RUN,
                        source.name() + " is of a run that carries no verdict itself (" + source.doubt()
                                + "), so what it measured proves nothing; run it again, or leave it out"));
    }

    // --- files as they are

    private Optional<Doubt> readFiles(Side baseline, Side candidate) throws BadInput {
        readFiles(baseline);
        readFiles(candidate);
        return Optional.empty();
    }

    private void readFiles(Side side) throws BadInput {
        for (var source : side.sources()) {
            var recording = new Recording(source.name());
            var first = new double[] {Double.NaN};
            side.facts().add(LogFile.read(source, entry -> {
                first[0] = Double.isNaN(first[0]) ? entry.begin() : first[0];
                if (entry.begin() >= first[0] + request.warmupSeconds() && wanted(entry)) {
                    recording.add(entry);
                }
            }));
            side.recordings().add(recording);
        }
    }

    private boolean wanted(LogEntry entry) {
        return request.tags().isEmpty() || request.tags().contains(entry.tag());
    }

    private static void refuseNothing(Request request, Side side) throws BadInput {
        if (side.recordings().stream().allMatch(recording -> recording.count() == 0)) {
            throw new BadInput("%s: is %.1f seconds long, and no value is left after a warm-up of %.1f seconds; write a"
                            .formatted(
                                    side.sources().getFirst().name(),
                                    side.facts().getFirst().seconds(),
                                    request.warmupSeconds())
                    + " smaller --warmup, or record longer");
        }
    }

    private static Optional<Doubt> apart(Side baseline, Side candidate) {
        boolean tell = Stream.concat(baseline.facts().stream(), candidate.facts().stream())
                .allMatch(LogFacts::tellsTime);
        boolean apart = baseline.end() <= candidate.begin() || candidate.end() <= baseline.begin();
        return tell && apart && baseline.sources().size() > 1
                ? Optional.of(new Doubt(
                        Reason.NOT_CONCURRENT,
                        "all files of one side were recorded before all files of the other, so they are no pairs; leave"
                                + " out --paired, and they are compared as whole runs"))
                : Optional.empty();
    }

    // --- one file a side, cut into rounds

    private Optional<Doubt> readSlices(Side baseline, Side candidate, Grouping.Slices slices) throws BadInput {
        for (var side : List.of(baseline, candidate)) {
            var source = side.sources().getFirst();
            side.facts().add(LogFile.read(source, entry -> Slicer.refuseLong(source, entry, slices.seconds())));
        }
        var before = baseline.facts().getFirst();
        var after = candidate.facts().getFirst();
        boolean tell = before.tellsTime() && after.tellsTime();
        boolean together = before.overlap(after) > Math.min(before.seconds(), after.seconds()) / 2;
        if (!tell) {
            notes.add("the logs do not tell the time of day; their rounds are taken to have been at the same time");
        }
        double common = Math.max(before.begin(), after.begin());
        boolean aligned = tell && together;
        double seconds = aligned ? before.overlap(after) : Math.min(before.seconds(), after.seconds());
        slice(
                baseline,
                new Slicer(aligned ? common : before.begin(), seconds, slices.seconds(), request.warmupSeconds()));
        slice(
                candidate,
                new Slicer(aligned ? common : after.begin(), seconds, slices.seconds(), request.warmupSeconds()));
        return tell && !together
                ? Optional.of(new Doubt(
                        Reason.NOT_CONCURRENT,
                        "the two were not recorded at the same time, so what happened to one in a round did not happen"
                                + " to the other; record both together, or compare whole runs: several files a side,"
                                + " without --round"))
                : Optional.empty();
    }

    private void slice(Side side, Slicer slicer) throws BadInput {
        var source = side.sources().getFirst();
        var rounds = slicer.rounds(source);
        var _ = LogFile.read(source, entry -> {
            if (wanted(entry)) {
                slicer.place(entry).ifPresent(round -> rounds.get(round).add(entry));
            }
        });
        side.recordings().addAll(rounds);
    }
}
