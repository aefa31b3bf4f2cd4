package dev.plimsoll.engine.histogram;

import dev.plimsoll.engine.contract.GeneratorHealth;
import dev.plimsoll.engine.contract.Interval;
import dev.plimsoll.engine.contract.RunPlan;
import dev.plimsoll.engine.contract.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What all shards of one run saw, second by second. Intervals may come in any order and late; the sums are the same.
 *
 * <p>An interval belongs to the second in which it begins. The few seconds last touched are held as live histograms, the
 * others encoded, so an hour of two steps takes some 20 MB. Not thread-safe: one thread owns a timeline, and whoever reads a
 * {@link Window} reads it on that thread.
 */
public final class Timeline {
    private static final long SECOND = 1_000_000_000L;

    /** Seconds held open: shards that are in time report the same second or two. */
    private static final int OPEN_SECONDS = 3;

    private final long scheduleSeconds;
    private final int shards;
    private final NavigableMap<Long, Bucket> seconds = new TreeMap<>();
    private final List<Long> open = new ArrayList<>();
    private final Bucket total = new Bucket();

    private Timeline(RunPlan plan, int shards) {
        this.scheduleSeconds = Math.ceilDiv(plan.load().durationNanos(), SECOND);
        this.shards = shards;
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

    /** Takes in what one shard saw between two instants; the caller sees to it that nothing is added twice. */
    public void add(Interval interval) {
        long second = Math.floorDiv(interval.startNanos(), SECOND);
        var bucket = seconds.computeIfAbsent(second, _ -> new Bucket());
        bucket.addAlongside(interval);
        total.addAlongside(interval);
        touch(second);
    }

    private void touch(long second) {
        open.remove(second);
        open.addLast(second);
        if (open.size() > OPEN_SECONDS) {
            bucket(open.removeFirst()).close();
        }
    }

    private Bucket bucket(long second) {
        return Objects.requireNonNull(seconds.get(second));
    }

    /**
     * Index of the last complete second, −1 while there is none. A second is complete once every shard has reported it, or
     * once any shard is two seconds further: a shard that is lost or done holds nobody up.
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
            touch(index);
            return bucket.window();
        });
    }

    /** The last so many complete seconds as one; empty while there is none. */
    public Optional<Window> recent(int count) {
        long last = completeThrough();
        var recent = seconds.subMap(last - count, false, last, true).values();
        if (recent.isEmpty()) {
            return Optional.empty();
        }
        var joined = new Bucket();
        recent.forEach(bucket -> joined.addFollowing(bucket.toInterval(0)));
        return Optional.of(joined.window());
    }

    /** The whole run so far, the newest second included. */
    public Window total() {
        var sums = total.window();
        var health = seconds.values().stream()
                .map(Bucket::health)
                .reduce(GeneratorHealth::followedBy)
                .orElse(GeneratorHealth.IDLE);
        return new Window(sums.startNanos(), sums.endNanos(), sums.tallies(), health);
    }

    /** All intervals in order, one for each second. */
    public List<Interval> intervals() {
        return joined(1);
    }

    /**
     * All intervals in order, neighbours joined so that each is so many seconds wide. No interval reaches over the end of the
     * schedule: what was sent and answered after it can still be told apart.
     */
    public List<Interval> joined(long width) {
        var groups = new TreeMap<Long, Bucket>();
        seconds.forEach((second, bucket) -> groups.computeIfAbsent(
                        Math.floorDiv(second - scheduleSeconds, width), _ -> new Bucket())
                .addFollowing(bucket.toInterval(0)));
        var intervals = new ArrayList<Interval>(groups.size());
        groups.values().forEach(group -> intervals.add(group.toInterval(intervals.size())));
        return intervals;
    }

    /** All intervals in order, neighbours joined over 1 s, 2 s, 4 s, … until their size is at most {@code maxBytes}. */
    public List<Interval> fitting(long maxBytes, ToLongFunction<List<Interval>> sizeInBytes) {
        long width = 1;
        var intervals = joined(width);
        while (sizeInBytes.applyAsLong(intervals) > maxBytes && intervals.size() > 2) {
            width *= 2;
            intervals = joined(width);
        }
        return intervals;
    }
}
