package dev.plimsoll.runner.scenario;

/** One instruction of a compiled scenario. Blocks are gone: they have become counters and jumps. */
sealed interface Operation permits Action, Operation.Enter, Operation.Loop, Operation.Branch, Operation.Jump {

    /** Sets a counter to zero: a loop begins. */
    record Enter(int counter) implements Operation {}

    /** Counts up; goes to the loop's exit when it has gone around as often as it may. */
    record Loop(int counter, int times, int exit) implements Operation {}

    /** Goes elsewhere unless a condition holds. */
    record Branch(CompiledCondition condition, int otherwise) implements Operation {}

    /** Goes elsewhere. */
    record Jump(int to) implements Operation {}
}
