package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.Counts;
import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.SeriesKey;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * The numbers of one stretch of a run, merged over its shards and ready to be read. A view: it may change with the next
 * interval that its {@link Timeline} takes in.
 *
 * @param startNanos begin, since the start instant of the run
 * @param endNanos end, since the start instant of the run
 * @param tallies by arm, phase, scenario, step and warm-up, in that order
 * @param health how the generators fared
 * @param connections what became of connections
 */
public record Window(
        long startNanos,
        long endNanos,
        SortedMap<SeriesKey, Tally> tallies,
        GeneratorHealth health,
        ConnectionTally connections) {

    /** Length in seconds. */
    public double seconds() {
        return (endNanos - startNanos) / 1e9;
    }

    /** What became of all requests, warm-up included. */
    public Counts counts() {
        return tallies.values().stream().map(Tally::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** The sum over the series that are selected. */
    public Tally sum(Predicate<SeriesKey> selected) {
        var sum = new Tally();
        tallies.forEach((key, tally) -> {
            if (selected.test(key)) {
                sum.add(tally);
            }
        });
        return sum;
    }

    /** The sum over the series of an arm, warm-up included. */
    public Tally sumOf(String arm) {
        return sum(key -> key.arm().equals(arm));
    }

    /** The sum over all series of all arms, warm-up included. */
    public Tally sum() {
        return sum(key -> true);
    }

    /** The same numbers, encoded. */
    public Interval toInterval(long sequence) {
        return new Interval(
                sequence,
                startNanos,
                endNanos,
                tallies.entrySet().stream()
                        .map(entry -> entry.getValue().toSeries(entry.getKey()))
                        .toList(),
                health,
                connections.toConnections());
    }
}
