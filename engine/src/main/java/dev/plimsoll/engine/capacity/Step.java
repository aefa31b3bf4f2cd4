package dev.plimsoll.engine.capacity;

/**
 * A steady rate, and whether the target held it.
 *
 * @param perSecond the rate
 * @param outcome what came of it
 */
public record Step(double perSecond, Outcome outcome) {

    /** What came of a step. */
    public sealed interface Outcome {}

    /** Everything that is asked for held, and there is evidence for it. */
    public record Sustained() implements Outcome {}

    /**
     * Something did not.
     *
     * @param limit what
     * @param why one sentence with the numbers
     */
    public record Exceeded(Limit limit, String why) implements Outcome {}

    /** Nobody can say, and why: one sentence. */
    public record Unknown(String why) implements Outcome {}
}
