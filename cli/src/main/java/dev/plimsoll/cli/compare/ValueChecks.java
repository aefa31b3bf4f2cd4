package dev.plimsoll.cli.compare;

import dev.plimsoll.cli.document.BadInput;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Both sides must have measured in the same unit, which the format does not say; what gives it away is looked at. */
final class ValueChecks {
    /** By the format's habit a log is in nanoseconds and its column Interval_Max in milliseconds; some say seconds. */
    private static final List<Double> NANOS_PER_MAXIMUM = List.of(1e6, 1e9);

    /**
     * How near to a power of 1,000 the ratios of all deciles are, in its exponent, only when two units are compared.
     */
    private static final double NEAR = 0.05;

    private ValueChecks() {}

    /** What the numbers of all files are. */
    static Scale scale(Request request, List<Source> sources, List<LogFacts> facts) throws BadInput {
        var first = facts.getFirst();
        for (int i = 1; i < facts.size(); i++) {
            var other = facts.get(i);
            if (other.decimal() != first.decimal()) {
                throw new BadInput(
                        "%s: has %s numbers, and %s has %s ones, so they are of two units; compare logs of one"
                                        .formatted(
                                                sources.get(i).name(),
                                                numbers(other),
                                                sources.getFirst().name(),
                                                numbers(first))
                                + " tool");
            }
            boolean told = other.perMaximum() > 0 && first.perMaximum() > 0;
            if (request.unit() == null && told && other.perMaximum() != first.perMaximum()) {
                throw new BadInput(
                        "%s: its numbers are %.0f times its column Interval_Max, and those of %s %.0f times, so they seem"
                                        .formatted(
                                                sources.get(i).name(),
                                                other.perMaximum(),
                                                sources.getFirst().name(),
                                                first.perMaximum())
                                + " to be of two units; compare logs of one unit, or, if they are of one, say it with"
                                + " --unit " + Unit.words());
            }
        }
        return new Scale(first.decimal() ? Scale.DECIMALS : 0, unit(request, first));
    }

    private static String numbers(LogFacts facts) {
        return facts.decimal() ? "decimal" : "whole";
    }

    private static @Nullable Unit unit(Request request, LogFacts facts) {
        boolean habit = !facts.decimal() && NANOS_PER_MAXIMUM.contains(facts.perMaximum());
        return request.unit() == null && habit ? Unit.NS : request.unit();
    }

    /** No change of a program makes fast and slow requests slower by the same power of 1,000. */
    static void refuseOtherUnits(Request request, List<Recording> baseline, List<Recording> candidate) throws BadInput {
        if (request.unit() != null) {
            return;
        }
        var before = Recording.together("baseline", baseline);
        var after = Recording.together("candidate", candidate);
        for (var entry : before.byTag().entrySet()) {
            var other = after.byTag().get(entry.getKey());
            if (other != null && apart(entry.getValue(), other)) {
                throw new BadInput(
                        "%s: differs from %s by about the same power of 1,000 at every percentile, so they seem to be of two"
                                        .formatted(
                                                request.candidate().getFirst(),
                                                request.baseline().getFirst())
                                + " units; compare logs of one unit, or, if they are of one, say it with --unit "
                                + Unit.words());
            }
        }
    }

    private static boolean apart(Histogram baseline, Histogram candidate) {
        return IntStream.rangeClosed(1, 9).allMatch(decile -> {
            double before = baseline.getValueAtPercentile(10.0 * decile);
            double after = candidate.getValueAtPercentile(10.0 * decile);
            double thousands = Math.log(after / before) / Math.log(1000);
            double nearest = Math.rint(thousands);
            return nearest != 0 && Math.abs(thousands - nearest) < NEAR;
        });
    }
}
