package dev.plimsoll.engine.finding;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.ErrorKind;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Phase;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.Span;
import dev.plimsoll.engine.histogram.Histograms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How a phase went, from interval to interval, its warm-ups left out. Histograms are decoded when somebody asks, one
 * block at a time: those of an hour would take half a gigabyte.
 */
final class Course {
    /** Share of the slots that the generator must have served in time, as for a verdict. */
    private static final double ON_TIME = 0.99;

    /** What the phase did in one interval. */
    private record Moment(Span span, List<Series> series) {}

    private final List<Moment> moments;

    private Course(List<Moment> moments) {
        this.moments = moments;
    }

    /** That of a phase, as far as it is known. */
    static Course of(RunResult result, Phase phase) {
        return new Course(result.intervals().stream()
                .map(interval -> moment(interval, phase))
                .toList());
    }

    private static Moment moment(Interval interval, Phase phase) {
        var its = interval.series().stream()
                .filter(series -> series.key().phase().equals(phase.name())
                        && !series.key().warmup())
                .toList();
        return new Moment(new Span(interval.startNanos(), interval.endNanos()), its);
    }

    /** How far it is known, since the start instant of the run. */
    long endNanos() {
        return moments.isEmpty() ? 0 : moments.getLast().span().endNanos();
    }

    /** All of a span as one block: the intervals that lie in it as a whole. */
    Block sum(Span span) {
        return block(within(span), span);
    }

    /** Whether the generator kept up in a span. Where it did not, its own lateness may be all that there is to find. */
    boolean isOnTime(Span span) {
        var counts = counts(within(span));
        long failed = counts.late() + counts.errors().getOrDefault(ErrorKind.GENERATOR_FAULT, 0L);
        return counts.offered() - failed >= ON_TIME * counts.offered();
    }

    /**
     * A span in blocks of intervals that follow one another, read one by one; a rest at its end is left out.
     *
     * @param nanos length of a block at least; an interval is never cut
     */
    <T> List<T> blocks(Span span, long nanos, Function<Block, T> reading) {
        var read = new ArrayList<T>();
        var gathered = new ArrayList<Moment>();
        for (var moment : within(span)) {
            gathered.add(moment);
            var so = new Span(
                    gathered.getFirst().span().startNanos(), moment.span().endNanos());
            if (so.lengthNanos() >= nanos) {
                read.add(reading.apply(block(gathered, so)));
                gathered.clear();
            }
        }
        return read;
    }

    private List<Moment> within(Span span) {
        return moments.stream()
                .filter(moment -> span.startNanos() <= moment.span().startNanos()
                        && moment.span().endNanos() <= span.endNanos())
                .toList();
    }

    private static Block block(List<Moment> moments, Span span) {
        var response = Histograms.create();
        moments.forEach(moment -> moment.series().forEach(series -> Histograms.addTo(response, series.response())));
        return new Block(span, counts(moments), response);
    }

    private static Counts counts(List<Moment> moments) {
        return moments.stream()
                .flatMap(moment -> moment.series().stream())
                .map(Series::counts)
                .reduce(Counts.NONE, Counts::plus);
    }
}
