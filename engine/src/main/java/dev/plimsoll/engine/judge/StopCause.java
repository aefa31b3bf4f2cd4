package dev.plimsoll.engine.judge;

/**
 * Who ended a run before its schedule. The cause stands at the begin of {@code RunResult.stopReason}, so that it
 * survives with the result: {@code Aborted: error rate was above 10% for 10s}.
 */
public enum StopCause {
    /** An abort rule: the target was being harmed. */
    ABORTED("Aborted: "),
    /** A person or a controller: the run was deleted, Ctrl-C was pressed. */
    INTERRUPTED("Interrupted: "),
    /** A comparison: nothing that is still to come could change its verdict. The run is complete. */
    DECIDED("Decided: "),
    /** Anything else, such as a runner that was lost. */
    STOPPED("Stopped: ");

    private final String prefix;

    StopCause(String prefix) {
        this.prefix = prefix;
    }

    /** The stop reason to put into the result. */
    public String because(String what) {
        return prefix + what;
    }

    /** The cause that a stop reason names; {@link #STOPPED} when it names none. */
    public static StopCause of(String stopReason) {
        for (var cause : values()) {
            if (stopReason.startsWith(cause.prefix)) {
                return cause;
            }
        }
        return STOPPED;
    }

    /** What a stop reason of this cause says. */
    String what(String stopReason) {
        return stopReason.startsWith(prefix) ? stopReason.substring(prefix.length()) : stopReason;
    }

    /** Whether a stop reason names this cause. */
    boolean isOf(String stopReason) {
        return of(stopReason) == this;
    }
}
