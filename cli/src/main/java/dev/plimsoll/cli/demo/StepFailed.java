package dev.plimsoll.cli.demo;

/** A step on the way to a running demo did not work; the message is for the user. */
public final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StepFailed(String message) {
        super(message);
    }
}
