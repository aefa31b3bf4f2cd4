package dev.plimsoll.runner.scenario;

import java.util.List;

/** One scenario as a flat row of operations; the last of them ends it. */
public final class CompiledScenario {
    private final Operation[] operations;
    private final int counters;

    CompiledScenario(List<Operation> operations, int counters) {
        this.operations = operations.toArray(Operation[]::new);
        this.counters = counters;
    }

    /** Its first request: that of its slot. */
    public CompiledStep first() {
        for (var operation : operations) {
            if (operation instanceof CompiledStep step) {
                return step;
            }
        }
        throw new IllegalStateException("a scenario without a request");
    }

    Operation operation(int place) {
        return operations[place];
    }

    /** How many loops count in it. */
    int counters() {
        return counters;
    }
}
