package dev.plimsoll.engine.trend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Nights of one setup that have a value. */
final class Stretch {
    private final List<Night> nights;
    private final Limit limit;
    private final int[] indices;
    private final double[] values;

    /**
     * Of the nights from {@code from} to before {@code to}.
     *
     * @param nights all of them
     */
    Stretch(List<Night> nights, int from, int to, Limit limit) {
        this.nights = nights;
        this.limit = limit;
        this.indices = IntStream.range(from, to)
                .filter(i -> nights.get(i).value() != null && limit.canCompare(value(i)))
                .toArray();
        this.values =
                IntStream.of(indices).mapToDouble(i -> limit.onScale(value(i))).toArray();
    }

    private double value(int index) {
        return Objects.requireNonNull(nights.get(index).value());
    }

    List<ChangePoint> changes() {
        var significance = new ResemblingNights(limit.resolution());
        var segmentation = new Segmentation(
                significance, Trend.LEVEL, limit.onScaleOf(Trend.MAGNITUDE), Trend.WINDOW, Trend.SHORTEST);
        var cuts = segmentation.cuts(values);
        var changes = new ArrayList<ChangePoint>();
        for (int i = 0; i < cuts.size(); i++) {
            var cut = cuts.get(i);
            double from = Medians.of(values, i == 0 ? 0 : cuts.get(i - 1).at(), cut.at());
            double to = Medians.of(
                    values,
                    cut.at(),
                    i + 1 == cuts.size() ? values.length : cuts.get(i + 1).at());
            changes.add(new ChangePoint(
                    indices[cut.at()],
                    nights.get(indices[cut.at()]),
                    limit.offScale(from),
                    limit.offScale(to),
                    limit.changeOf(to - from),
                    cut.pValue()));
        }
        return changes;
    }

    /**
     * Of the values since a night.
     *
     * @param since index in the list of all nights
     */
    Optional<Drift> drift(int since) {
        int first = Math.toIntExact(
                Arrays.stream(indices).filter(index -> index < since).count());
        return first == indices.length
                ? Optional.empty()
                : Drift.of(
                        Arrays.copyOfRange(values, first, values.length),
                        indices[first],
                        limit,
                        limit.onScaleOf(Trend.MAGNITUDE));
    }
}
