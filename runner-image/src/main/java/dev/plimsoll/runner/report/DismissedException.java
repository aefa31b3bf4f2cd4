package dev.plimsoll.runner.report;

/** The collector wants no load from this process, or cannot be asked. */
public final class DismissedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    DismissedException(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    /** How the process ends. */
    public Outcome outcome() {
        return outcome;
    }
}
