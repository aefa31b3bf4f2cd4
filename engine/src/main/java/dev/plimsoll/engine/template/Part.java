package dev.plimsoll.engine.template;

/** A piece of a template. */
public sealed interface Part permits Part.Text, Part.Hole {

    /** Text that is always the same. */
    record Text(String text) implements Part {}

    /** What is filled anew each time. */
    record Hole(Expression expression) implements Part {}
}
