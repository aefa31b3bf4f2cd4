package dev.plimsoll.runner.record;

import dev.plimsoll.engine.contract.EncodedHistogram;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import dev.plimsoll.engine.histogram.HistogramEncoder;
import dev.plimsoll.engine.plan.IntervalGrid;
import dev.plimsoll.runner.host.Precedence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Joins the slices of all loops into intervals. An interval is complete when every loop has delivered its slice of it
 * or has ended before it. Belongs to the reporting thread.
 */
public final class IntervalMerger implements AutoCloseable {
    /** Names the series of a step. */
    public interface Keys {
        SeriesKey of(int series, boolean warmup);
    }

    /** Reads how the process fared since the last time it was asked; the loops' part is added here. */
    public interface ProcessHealth {
        GeneratorHealth sinceLast();
    }

    private final IntervalGrid grid;
    private final Handover handover;
    private final Keys keys;
    private final ProcessHealth health;
    private final HistogramEncoder encoder = new HistogramEncoder();
    private final SortedMap<Long, List<Slice>> waiting = new TreeMap<>();
    private int running;
    private long next;
    private long nextStart;

    /** Of so many loops, which record by this grid. */
    public IntervalMerger(int loops, IntervalGrid grid, Handover handover, Keys keys, ProcessHealth health) {
        running = loops;
        this.grid = grid;
        this.handover = handover;
        this.keys = keys;
        this.health = health;
    }

    /** Takes a slice. */
    public void add(Slice slice) {
        waiting.computeIfAbsent(slice.sequence(), sequence -> new ArrayList<>()).add(slice);
    }

    /** When the next interval ends, unless the loops end before; since the start of the run. */
    public long endOfNext() {
        return grid.endAfter(nextStart);
    }

    /** Takes out the next interval, if it is complete. */
    public Optional<Interval> poll() {
        var slices = waiting.get(next);
        if (slices == null || slices.size() < running) {
            return Optional.empty();
        }
        waiting.remove(next);
        next++;
        running -= (int) slices.stream().filter(Slice::last).count();
        return Optional.of(merge(slices));
    }

    /** Whether every loop has ended and no interval is left. */
    public boolean isDone() {
        return running == 0 && waiting.isEmpty();
    }

    @Override
    public void close() {
        encoder.close();
    }

    private Interval merge(List<Slice> slices) {
        var sum = slices.getFirst();
        var fared = health.sinceLast().alongside(levels(sum));
        for (var slice : slices.subList(1, slices.size())) {
            sum.bank().add(slice.bank());
            fared = fared.alongside(levels(slice));
            handover.giveBack(slice.bank());
        }
        var series = new ArrayList<Series>();
        sum.bank()
                .forEach(true, (recorder, index) -> series.add(recorder.toSeries(keys.of(index, true), this::encode)));
        sum.bank()
                .forEach(
                        false, (recorder, index) -> series.add(recorder.toSeries(keys.of(index, false), this::encode)));
        var connections = sum.bank().connections().toConnections(this::encode);
        handover.giveBack(sum.bank());
        long end = slices.stream()
                .map(Slice::endNanos)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        nextStart = end;
        return new Interval(sum.sequence(), sum.startNanos(), end, series, fared, connections);
    }

    private EncodedHistogram encode(IntCountsHistogram histogram) {
        if (histogram.getTotalCount() > 0) { // else there is no work
            Precedence.ofLoops();
        }
        return encoder.encode(histogram);
    }

    private static GeneratorHealth levels(Slice slice) {
        return new GeneratorHealth(slice.maxLatenessNanos(), 0, 0, slice.inFlight(), slice.queued());
    }
}
