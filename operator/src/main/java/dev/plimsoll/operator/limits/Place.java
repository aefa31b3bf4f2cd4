package dev.plimsoll.operator.limits;

/** Whether a run may begin. */
public sealed interface Place {
    /** It may. */
    record Admitted() implements Place {}

    /**
     * It waits for another one to end.
     *
     * @param position among those that the rule holds back: 1 for the next one
     * @param rule that holds it back, by its place in the configuration
     * @param message the same for people
     */
    record Queued(int position, String rule, String message) implements Place {}
}
