package dev.plimsoll.engine.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much load a target carries, from several climbs.
 *
 * @param perSecond the median of what the climbs say, the lower of two; 0 when the lowest step did not hold
 * @param low the lowest of them
 * @param high the highest of them
 * @param confidence that the median of all climbs that there could be is from {@code low} to {@code high}: 1 − 2^(1−n)
 *     for n climbs, whatever their distribution is, by order statistics; what lies between two steps is not in it
 * @param climb one that says the median
 * @param climbs how many say anything
 */
public record Capacity(double perSecond, double low, double high, double confidence, Climb climb, int climbs) {
    /** So many climbs there must be: two may agree by chance as well as differ by it. */
    public static final int FEWEST_CLIMBS = 3;

    /** What climbs say together; empty when fewer than {@value #FEWEST_CLIMBS} say anything. */
    public static Optional<Capacity> of(List<Climb> climbs) {
        var known = climbs.stream()
                .filter(Climb::isKnown)
                .sorted(Comparator.comparingDouble(Climb::rate))
                .toList();
        if (known.size() < FEWEST_CLIMBS) {
            return Optional.empty();
        }
        var median = known.get((known.size() - 1) / 2);
        return Optional.of(new Capacity(
                median.rate(),
                known.getFirst().rate(),
                known.getLast().rate(),
                1 - Math.pow(2, 1 - known.size()),
                median,
                known.size()));
    }

    /** What kept the target from carrying more. */
    public Limit limit() {
        return climb.limit();
    }
}
