package dev.plimsoll.engine.capacity;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What steps of rising rate say together: the highest that held below the first that did not. A rate that held above
 * one that did not is luck.
 *
 * @param perSecond the highest rate that held; empty when none did
 * @param next the first step that did not hold; null when all did as far as is known
 */
public record Climb(OptionalDouble perSecond, @Nullable Step next) {

    /** Of steps in any order. */
    public static Climb of(List<Step> steps) {
        var next = steps.stream()
                .filter(step -> step.outcome() instanceof Step.Exceeded)
                .min(Comparator.comparingDouble(Step::perSecond))
                .orElse(null);
        double below = next == null ? Double.POSITIVE_INFINITY : next.perSecond();
        return new Climb(
                steps.stream()
                        .filter(step -> step.outcome() instanceof Step.Sustained && step.perSecond() < below)
                        .mapToDouble(Step::perSecond)
                        .max(),
                next);
    }

    /** What kept it from going on. */
    public Limit limit() {
        return next != null && next.outcome() instanceof Step.Exceeded exceeded ? exceeded.limit() : Limit.NOTHING;
    }

    /** Whether it says anything: a rate that held, or one that did not. */
    boolean isKnown() {
        return perSecond.isPresent() || next != null;
    }

    /** The highest rate that held, 0 when none did. */
    double rate() {
        return perSecond.orElse(0);
    }
}
