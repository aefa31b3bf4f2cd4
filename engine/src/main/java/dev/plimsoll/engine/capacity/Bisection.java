package dev.plimsoll.engine.capacity;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Where to try next between the highest rate that held and the lowest that did not: half way, until they are near
 * enough to each other. It takes about log₂((to − from) ÷ (precision · rate)) steps and two.
 *
 * @param from the rate to begin at
 * @param to the highest rate to try
 * @param precision how near is near enough, as a fraction of the rate that did not hold
 */
public record Bisection(double from, double to, double precision) {
    public Bisection {
        if (!(0 < from && from < to && to < Double.POSITIVE_INFINITY && 0 < precision && precision < 1)) {
            throw new IllegalArgumentException("from " + from + " to " + to + " with a precision of " + precision
                    + ": from must be above 0 and below to, and the precision between 0 and 1");
        }
    }

    /**
     * The next rate to try.
     *
     * @param steps all so far, in any order; one of which nobody can say anything is tried again
     * @return empty when there is nothing more to learn: the capacity is known so precisely, or {@code from} did not
     *     hold, or {@code to} did
     */
    public OptionalDouble next(List<Step> steps) {
        var climb = Climb.of(steps);
        var next = climb.next();
        if (next == null) {
            return climb.perSecond().isEmpty()
                    ? OptionalDouble.of(from)
                    : climb.rate() < to ? OptionalDouble.of(to) : OptionalDouble.empty();
        }
        if (climb.perSecond().isEmpty()) {
            return next.perSecond() > from ? OptionalDouble.of(from) : OptionalDouble.empty();
        }
        double gap = next.perSecond() - climb.rate();
        return gap <= precision * next.perSecond() ? OptionalDouble.empty() : OptionalDouble.of(climb.rate() + gap / 2);
    }
}
