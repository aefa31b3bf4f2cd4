package dev.plimsoll.engine.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How one objective of one load test went over the nights.
 *
 * @param nights all of them, oldest first
 * @param breaks indices of nights whose setup is another than that of the night before: the series is cut there, for
 *     what changed is the test
 * @param changes in order; none across a break
 * @param drift since the last change or break; null when there is none to tell
 * @param burn over the latest nights, whatever their setup
 */
public record Trend(
        List<Night> nights,
        List<Integer> breaks,
        List<ChangePoint> changes,
        @Nullable Drift drift,
        Burn burn) {
    /** With this one, independent nights give as many false changes as Hunter's test at 1e-4; see docs/trends.md. */
    public static final double LEVEL = 2e-4;

    /** Smaller changes are not told: a fraction of the value before, for a share of what is allowed. */
    public static final double MAGNITUDE = 0.05;

    /** Nights in a window. */
    public static final int WINDOW = 50;

    /** Nights on either side of a change at least: one wild night is none. */
    public static final int SHORTEST = 3;

    public Trend {
        nights = List.copyOf(nights);
        breaks = List.copyOf(breaks);
        changes = List.copyOf(changes);
    }

    /**
     * Looks at nights.
     *
     * @param nights oldest first
     * @param limit of the objective; of several the latest
     */
    public static Trend of(List<Night> nights, Limit limit) {
        var breaks = IntStream.range(1, nights.size())
                .filter(i -> !nights.get(i).setup().equals(nights.get(i - 1).setup()))
                .boxed()
                .toList();
        var changes = new ArrayList<ChangePoint>();
        Stretch stretch = null;
        int from = 0;
        for (int to : bounds(breaks, nights.size())) {
            stretch = new Stretch(nights, from, to, limit);
            changes.addAll(stretch.changes());
            from = to;
        }
        int last = changes.isEmpty() ? 0 : changes.getLast().index();
        var drift = Optional.ofNullable(stretch).flatMap(latest -> latest.drift(last));
        return new Trend(nights, breaks, changes, drift.orElse(null), Burn.of(nights));
    }

    private static List<Integer> bounds(List<Integer> breaks, int size) {
        var bounds = new ArrayList<>(breaks);
        bounds.add(size);
        return bounds;
    }

    /** The newest change, if there is one. */
    public Optional<ChangePoint> latestChange() {
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes.getLast());
    }

    /** The newest value, if there is one. */
    public Optional<Night> latestMeasured() {
        return nights.reversed().stream().filter(night -> night.value() != null).findFirst();
    }
}
