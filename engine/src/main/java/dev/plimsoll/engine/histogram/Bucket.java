package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Intervals being joined into one. Open, it holds live histograms; closed, only their encoding, a hundredth of the memory. */
final class Bucket {
    private static final Comparator<SeriesKey> BY_KEY = Comparator.comparing(SeriesKey::scenario)
            .thenComparing(SeriesKey::step)
            .thenComparing(SeriesKey::warmup);

    private final SortedMap<SeriesKey, Tally> live = new TreeMap<>(BY_KEY);
    private List<Series> encoded = List.of();
    private GeneratorHealth health = GeneratorHealth.IDLE;
    private long startNanos = Long.MAX_VALUE;
    private long endNanos = Long.MIN_VALUE;
    private int parts;

    /** Takes in what another shard saw in the same stretch of time. */
    void addAlongside(Interval interval) {
        add(interval, GeneratorHealth::alongside);
    }

    /** Takes in what the same shards saw right after. */
    void addFollowing(Interval interval) {
        add(interval, parts == 0 ? GeneratorHealth::alongside : GeneratorHealth::followedBy);
    }

    private void add(Interval interval, BinaryOperator<GeneratorHealth> healthOfBoth) {
        open();
        interval.series().forEach(this::add);
        startNanos = Math.min(startNanos, interval.startNanos());
        endNanos = Math.max(endNanos, interval.endNanos());
        health = healthOfBoth.apply(health, interval.health());
        parts++;
    }

    private void add(Series series) {
        live.computeIfAbsent(series.key(), _ -> new Tally()).add(series);
    }

    private void open() {
        encoded.forEach(this::add);
        encoded = List.of();
    }

    /** Lets go of the live histograms. */
    void close() {
        if (!live.isEmpty()) {
            encoded = toInterval(0).series();
            live.clear();
        }
    }

    /** How many intervals it has taken in. */
    int parts() {
        return parts;
    }

    /** How the generators fared. */
    GeneratorHealth health() {
        return health;
    }

    /** Its numbers, ready to be read. */
    Window window() {
        open();
        return new Window(startNanos, endNanos, Collections.unmodifiableSortedMap(live), health);
    }

    /** Its numbers, encoded. */
    Interval toInterval(long sequence) {
        return live.isEmpty()
                ? new Interval(sequence, startNanos, endNanos, encoded, health)
                : window().toInterval(sequence);
    }
}
