package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import dev.plimsoll.engine.contract.Series;
import dev.plimsoll.engine.plan.IntervalGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What all shards of one run saw, second by second. Intervals may come in any order and late; the sums are the same.
 *
 * <p>An interval belongs to the second in which it begins. Where a bound of the plan, such as the end of a schedule,
 * lies within a second, what comes after it has a place of its own, as if it were one second more. Only the seconds
 * last touched hold live histograms; the others hold their encoding, so an hour of two steps takes some 20 MB. Not
 * thread-safe: one thread at a time uses a timeline and reads its {@link Window}s.
 */
public final class Timeline {
    /** Seconds held open: shards that are in time report the same one or two. */
    private static final int OPEN_SECONDS = 3;

    private final int shards;
    private final IntervalGrid grid;
    private final NavigableMap<Long, Bucket> seconds = new TreeMap<>();
    private final SequencedMap<Long, Bucket> open = new LinkedHashMap<>();
    private final Bucket total = new Bucket();
    private final Joined joined;

    private Timeline(RunPlan plan, int shards) {
        this.shards = shards;
        this.grid = IntervalGrid.of(plan);
        this.joined =
                new Joined(seconds, plan.bounds().stream().map(grid::sequenceAt).toList());
    }

    /**
     * An empty timeline.
     *
     * @param shards how many shards report each second
     */
    public static Timeline of(RunPlan plan, int shards) {
        return new Timeline(plan, shards);
    }

    /** Goes on from a checkpoint; seconds that were joined in it stay joined. */
    public static Timeline from(RunResult checkpoint) {
        var timeline = new Timeline(checkpoint.plan(), checkpoint.plannedShards());
        checkpoint.intervals().forEach(timeline::add);
        return timeline;
    }

    /**
     * Takes in what one shard saw between two instants; the caller sees to it that nothing is added twice.
     *
     * @throws IllegalArgumentException when a histogram cannot be read; nothing of the interval is then taken in
     */
    public void add(Interval interval) {
        interval.series().forEach(Timeline::check);
        Histograms.check(interval.connections().connect());
        Histograms.check(interval.connections().handshake());
        total.addAlongside(interval);
        total.window();
        long second = grid.sequenceAt(interval.startNanos());
        var bucket = seconds.computeIfAbsent(second, _ -> new Bucket());
        bucket.addAlongside(interval);
        joined.changed(second);
        hold(second, bucket);
    }

    private static void check(Series series) {
        Histograms.check(series.response());
        Histograms.check(series.service());
        Histograms.check(series.lag());
        Histograms.check(series.firstByte());
    }

    /** Keeps a second open, and closes the one that was not touched for longest. */
    private void hold(long second, Bucket bucket) {
        open.remove(second);
        open.putLast(second, bucket);
        if (open.size() > OPEN_SECONDS) {
            open.pollFirstEntry().getValue().close();
        }
    }

    /**
     * Index of the last complete second, −1 while there is none. A second is complete once every shard has reported it,
     * or once any shard is two seconds further: a shard that is lost or done holds nobody up.
     */
    public long completeThrough() {
        if (seconds.isEmpty()) {
            return -1;
        }
        long newest = seconds.lastKey();
        long last = newest;
        while (last > newest - 2 && isPartial(last)) {
            last--;
        }
        return last;
    }

    private boolean isPartial(long second) {
        var bucket = seconds.get(second);
        return bucket != null && bucket.parts() < shards;
    }

    /** One second of the run, by its index from 0; empty when nothing was reported for it. */
    public Optional<Window> second(long index) {
        return Optional.ofNullable(seconds.get(index)).map(bucket -> {
            hold(index, bucket);
            return bucket.window();
        });
    }

    /** The last so many complete seconds as one; empty while there is none. */
    public Optional<Window> recent(int count) {
        long last = completeThrough();
        var recent = seconds.subMap(last - count, false, last, true).values();
        return recent.isEmpty()
                ? Optional.empty()
                : Optional.of(Joined.join(recent).window());
    }

    /** The whole run so far, the newest second included. */
    public Window total() {
        var sums = total.window();
        var health = seconds.values().stream()
                .map(Bucket::health)
                .reduce(GeneratorHealth::followedBy)
                .orElse(GeneratorHealth.IDLE);
        return new Window(sums.startNanos(), sums.endNanos(), sums.tallies(), health, sums.connections());
    }

    /** The sums over the whole run so far, encoded. */
    public List<Series> totals() {
        return total.window().toInterval(0).series();
    }

    /** All intervals in order, one for each second. */
    public List<Interval> intervals() {
        var intervals = new ArrayList<Interval>(seconds.size());
        seconds.values().forEach(bucket -> intervals.add(bucket.toInterval(intervals.size())));
        return intervals;
    }

    /**
     * All intervals in order, neighbours joined over 1 s, 2 s, 4 s, … by the first of these widths at which they fit.
     * No interval reaches over a bound of the plan, such as the end of a schedule: what was answered after it can still
     * be told apart. Where not even one interval between two bounds fits, these are returned.
     *
     * <p>Meant to be called again and again as the run grows: it joins only what is new, and never goes back to a
     * smaller width.
     *
     * @param sizeInBytes of what is to be kept with these intervals
     */
    public List<Interval> fitting(long maxBytes, ToLongFunction<List<Interval>> sizeInBytes) {
        return joined.fitting(maxBytes, sizeInBytes);
    }
}
