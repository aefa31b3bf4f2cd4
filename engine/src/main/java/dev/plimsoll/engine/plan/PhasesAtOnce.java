package dev.plimsoll.engine.plan;

import dev.plimsoll.engine.contract.Phase;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What phases come to where they overlap. */
public final class PhasesAtOnce {
    private PhasesAtOnce() {}

    /**
     * The highest sum of a quantity over phases that go on at the same time. An upper bound for what varies within a
     * phase: the peaks of two phases that overlap need not meet.
     */
    public static double most(List<Phase> phases, ToDoubleFunction<Phase> quantity) {
        return phases.stream()
                .mapToDouble(begun -> phases.stream()
                        .filter(phase ->
                                phase.startNanos() <= begun.startNanos() && begun.startNanos() < phase.endNanos())
                        .mapToDouble(quantity)
                        .sum())
                .max()
                .orElse(0);
    }
}
