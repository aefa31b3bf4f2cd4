package dev.plimsoll.operator.trend;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The nights of a LoadTest, as they are kept.
 *
 * @param version of this form
 * @param nights oldest first, at most {@value #MOST}
 * @param told the change points that somebody was told of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrendSeries(int version, List<NightRecord> nights, List<Told> told) {
    /** Changes only when older versions could not read it. */
    public static final int VERSION = 1;

    /** More than a year of nights. */
    public static final int MOST = 400;

    /** Nothing yet. */
    public static final TrendSeries EMPTY = new TrendSeries(VERSION, List.of(), List.of());

    public TrendSeries {
        nights = List.copyOf(nights);
        told = List.copyOf(told);
    }

    /**
     * What one run came to.
     *
     * @param run its name
     * @param uid what tells it from another of the same name
     * @param time when it started, RFC 3339
     * @param setup digest of what was run and from where
     * @param doubtful whether its numbers prove nothing: it was cut short, or its generator was the limit
     * @param objectives what each came to
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NightRecord(
            String run, String uid, String time, String setup, boolean doubtful, List<Point> objectives) {
        public NightRecord {
            objectives = List.copyOf(objectives);
        }
    }

    /**
     * What one objective came to.
     *
     * @param phase that it is about; null in a run that has no phases
     * @param budget that it belongs to
     * @param name its own
     * @param limit as statuses have it
     * @param measured as statuses have it; null when nothing could be measured
     * @param verdict word
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Point(
            @Nullable String phase,
            String budget,
            String name,
            String limit,
            @Nullable String measured,
            String verdict) {
        ObjectiveKey key() {
            return new ObjectiveKey(phase, budget, name);
        }
    }

    /**
     * A change point that somebody was told of.
     *
     * @param key of the objective
     * @param uid of the first run after it, as it was found first
     * @param up whether values rose
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Told(ObjectiveKey key, String uid, boolean up) {}

    /** Whether a run is in it. */
    public boolean has(String uid) {
        return nights.stream().anyMatch(night -> night.uid().equals(uid));
    }

    /**
     * With one more night, in its place by time; the oldest of too many goes. The same when the run is there already.
     */
    public TrendSeries with(NightRecord night) {
        if (has(night.uid())) {
            return this;
        }
        var all = Stream.concat(nights.stream(), Stream.of(night))
                .sorted(Comparator.comparing(there -> Instant.parse(there.time())))
                .toList();
        return new TrendSeries(VERSION, all, told).last(MOST);
    }

    /** The latest so many nights, and what was told of them. */
    TrendSeries last(int most) {
        var kept = nights.subList(Math.max(0, nights.size() - most), nights.size());
        var still = told.stream()
                .filter(one -> kept.stream().anyMatch(night -> night.uid().equals(one.uid())))
                .toList();
        return new TrendSeries(VERSION, kept, still);
    }

    /** With more that was told. */
    TrendSeries telling(List<Told> more) {
        return new TrendSeries(
                VERSION, nights, Stream.concat(told.stream(), more.stream()).toList());
    }
}
