package dev.plimsoll.engine.contract;

import java.util.List;
import java.util.Objects;

/**
 * What one shard saw between two instants, or, in a result, what all shards saw.
 *
 * @param sequence of one shard's intervals: 0, 1, 2, …; in a result the interval's place
 * @param startNanos begin, since the start instant of the run
 * @param endNanos end, since the start instant of the run
 * @param series one for each step with any request in the interval
 * @param health how the generator fared
 * @param connections what became of connections
 */
public record Interval(
        long sequence,
        long startNanos,
        long endNanos,
        List<Series> series,
        GeneratorHealth health,
        Connections connections) {

    public Interval {
        series = List.copyOf(series);
        connections = Objects.requireNonNullElse(connections, Connections.NONE);
    }

    /** Without connections. */
    public Interval(long sequence, long startNanos, long endNanos, List<Series> series, GeneratorHealth health) {
        this(sequence, startNanos, endNanos, series, health, Connections.NONE);
    }
}
