package dev.plimsoll.engine.quantity;

/** Text that is not the quantity it should be; the message names the text and the form that was expected. */
public final class MalformedQuantityException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedQuantityException(String text, String expected) {
        super("\"" + text + "\" is not " + expected);
    }

    MalformedQuantityException(String text, String expected, Throwable cause) {
        super("\"" + text + "\" is not " + expected, cause);
    }
}
