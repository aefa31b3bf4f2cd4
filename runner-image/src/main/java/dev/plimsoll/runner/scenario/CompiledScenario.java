package dev.plimsoll.runner.scenario;

import java.util.List;

/** The steps of one scenario, ready to send. */
public final class CompiledScenario {
    private final CompiledStep[] steps;

    CompiledScenario(List<CompiledStep> steps) {
        this.steps = steps.toArray(CompiledStep[]::new);
    }

    /** Number of steps, at least one. */
    public int length() {
        return steps.length;
    }

    /** Step by its place, from 0. */
    public CompiledStep step(int index) {
        return steps[index];
    }
}
