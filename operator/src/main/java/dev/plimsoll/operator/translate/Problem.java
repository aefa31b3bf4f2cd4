package dev.plimsoll.operator.translate;

/**
 * One thing in a spec that cannot run.
 *
 * @param field where, as a path from the top of the resource: {@code spec.load.stages[1].duration}
 * @param value what stands there; empty when nothing does
 * @param message what is wrong with it, and what to write instead
 */
public record Problem(String field, String value, String message) {

    /** {@code field: value: message}, as conditions and the command line show it. */
    @Override
    public String toString() {
        return value.isEmpty() ? field + ": " + message : field + ": " + value + ": " + message;
    }
}
