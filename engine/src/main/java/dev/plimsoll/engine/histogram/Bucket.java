package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.Connections;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.contract.SeriesKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Intervals being joined into one. They are merged when someone looks, or when the bucket is closed; closed, it holds
 * no more than their encoding, a hundredth of the memory of live histograms.
 */
final class Bucket {
    private static final Comparator<SeriesKey> BY_KEY = Comparator.comparing(SeriesKey::arm)
            .thenComparing(SeriesKey::phase)
            .thenComparing(SeriesKey::scenario)
            .thenComparing(SeriesKey::step)
            .thenComparing(SeriesKey::warmup);

    private final List<Series> unmerged = new ArrayList<>();
    private final SortedMap<SeriesKey, Tally> merged = new TreeMap<>(BY_KEY);
    private final List<Connections> unmergedConnections = new ArrayList<>();
    private ConnectionTally connections = new ConnectionTally();
    private GeneratorHealth health = GeneratorHealth.IDLE;
    private long startNanos = Long.MAX_VALUE;
    private long endNanos = Long.MIN_VALUE;
    private int parts;

    /** Takes in what another shard saw in the same stretch of time. */
    void addAlongside(Interval interval) {
        unmerged.addAll(interval.series());
        take(interval.connections());
        health = health.alongside(interval.health());
        extend(interval.startNanos(), interval.endNanos());
    }

    /** Takes in what the same shards saw right after. */
    void addFollowing(Bucket later) {
        unmerged.addAll(later.unmerged);
        later.merged.forEach((key, tally) -> tally(key).add(tally));
        unmergedConnections.addAll(later.unmergedConnections);
        connections.add(later.connections);
        health = health.followedBy(later.health);
        extend(later.startNanos, later.endNanos);
    }

    /** In most intervals none was opened. */
    private void take(Connections part) {
        if (!part.equals(Connections.NONE)) {
            unmergedConnections.add(part);
        }
    }

    private void extend(long start, long end) {
        startNanos = Math.min(startNanos, start);
        endNanos = Math.max(endNanos, end);
        parts++;
    }

    private Tally tally(SeriesKey key) {
        return merged.computeIfAbsent(key, _ -> new Tally());
    }

    private void merge() {
        unmerged.forEach(series -> tally(series.key()).add(series));
        unmerged.clear();
        unmergedConnections.forEach(connections::add);
        unmergedConnections.clear();
    }

    /** Lets go of the live histograms. */
    void close() {
        var encoded = toInterval(0);
        merged.clear();
        unmerged.clear();
        unmerged.addAll(encoded.series());
        connections = new ConnectionTally();
        unmergedConnections.clear();
        take(encoded.connections());
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
        merge();
        return new Window(startNanos, endNanos, Collections.unmodifiableSortedMap(merged), health, connections);
    }

    /** Its numbers, encoded. */
    Interval toInterval(long sequence) {
        return isMerged()
                ? new Interval(sequence, startNanos, endNanos, inOrder(unmerged), health, onlyConnections())
                : window().toInterval(sequence);
    }

    /** Whether the encoded series are one for each key, so that there is nothing to merge. */
    private boolean isMerged() {
        return merged.isEmpty()
                && connections.isEmpty()
                && unmergedConnections.size() <= 1
                && unmerged.stream().map(Series::key).distinct().count() == unmerged.size();
    }

    private Connections onlyConnections() {
        return unmergedConnections.isEmpty() ? Connections.NONE : unmergedConnections.getFirst();
    }

    private static List<Series> inOrder(List<Series> series) {
        return series.stream().sorted(Comparator.comparing(Series::key, BY_KEY)).toList();
    }
}
